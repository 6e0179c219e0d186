package io.garrick.testkit;

import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.garrick.actor.spi.Transport.Link;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One end of a connection, that writes down what it hears and does what it was told to do then. */
final class Talker implements Handler {

    private final Rehearsal rehearsal;
    final List<String> heard = new ArrayList<>();
    final List<Integer> sizes = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** When it was opened, and when bytes have come. */
    final List<Duration> times = new ArrayList<>();

    private Consumer<Link> whenOpened = link -> {};
    private BiConsumer<Link, byte[]> whenReceived = (link, any) -> {};
    private Consumer<Link> whenWritable = link -> {};

    @Nullable
    private Link link;

    @Nullable
    Throwable cause;

    /** What was given last, and is not its own any more. */
    @Nullable
    ByteBuffer kept;

    Talker(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    Talker whenOpened(Consumer<Link> what) {
        whenOpened = what;
        return this;
    }

    Talker whenReceived(BiConsumer<Link, byte[]> what) {
        whenReceived = what;
        return this;
    }

    Talker whenWritable(Consumer<Link> what) {
        whenWritable = what;
        return this;
    }

    Link link() {
        return Objects.requireNonNull(link);
    }

    /** Sends from outside. */
    void send(byte... sent) {
        link().execute(() -> link().send(ByteBuffer.wrap(sent)));
    }

    byte[] received() {
        return bytes.toByteArray();
    }

    @Override
    public void opened(Link opened) {
        link = opened;
        heard.add("opened");
        times.add(rehearsal.elapsed());
        whenOpened.accept(opened);
    }

    @Override
    public void received(ByteBuffer buffer) {
        byte[] come = new byte[buffer.remaining()];
        buffer.get(come);
        kept = buffer.flip();
        bytes.writeBytes(come);
        sizes.add(come.length);
        times.add(rehearsal.elapsed());
        whenReceived.accept(link(), come);
    }

    @Override
    public void writable() {
        heard.add("writable");
        whenWritable.accept(link());
    }

    @Override
    public void closed(End end, @Nullable Throwable why) {
        heard.add(end.name());
        cause = why;
        times.add(rehearsal.elapsed());
    }
}
