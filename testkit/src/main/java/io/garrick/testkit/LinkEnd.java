package io.garrick.testkit;

import io.garrick.actor.spi.Transport;
import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.garrick.testkit.Trace.Label;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One end of a connection: what its handler will hear, one thing at a turn, whenever the seed chooses it. */
final class LinkEnd implements Runnable {

    private static final Label OPENED = Label.of("(connection opened)");
    private static final Label BYTES = Label.of("(bytes)");
    private static final Label WRITABLE = Label.of("(writable)");
    private static final Label TASK = Label.of("(task of a connection)");

    /** What a handler finds that looks at bytes when they are not its own any more. */
    private static final byte SPOILT = (byte) 0xDB;

    private final SimulatedTransport transport;
    private final Connection connection;
    private final Wire out;
    private final Wire in;
    private final String peer;
    private final Label label;
    private final Supplier<Handler> factory;
    private final Side link = new Side();
    private final ArrayDeque<Step> steps = new ArrayDeque<>();

    /** Null until it has to hear something. */
    @Nullable
    private Handler handler;

    /** What it is on the agenda. Written by {@link Sources}. */
    @Nullable
    Source source;

    /** On the agenda, or having its turn. */
    private boolean scheduled;

    private boolean running;
    private boolean opened;

    /** Has heard that it has ended, or will, or is dead. */
    private boolean ended;

    /** @param factory makes who hears, or has him already */
    LinkEnd(
            SimulatedTransport transport,
            Connection connection,
            Wire out,
            Wire in,
            String peer,
            Supplier<Handler> factory) {
        this.transport = transport;
        this.connection = connection;
        this.out = out;
        this.in = in;
        this.peer = peer;
        this.label = Label.of("network " + transport.placeName() + " -> " + peer);
        this.factory = factory;
    }

    private record Step(Label what, Runnable work, @Nullable Packet packet) {

        boolean joins(int before) {
            return packet != null && packet.joins && before + packet.bytes.length <= Wire.MOST_AT_ONCE;
        }
    }

    SimulatedTransport transport() {
        return transport;
    }

    RehearsalPlatform node() {
        return transport.platform();
    }

    /** For the trace. */
    Label label() {
        return label;
    }

    /** What it does at its next turn, for the trace. */
    Label nextLabel() {
        Step next = steps.peek();
        return next == null ? TASK : next.what();
    }

    // ---------------------------------------------------------------- what it will hear

    void open() {
        if (!ended) {
            add(OPENED, () -> {
                opened = true;
                hear(hears -> hears.opened(link));
            });
        }
    }

    /** Returns whether anybody is there to receive it. */
    boolean received(Packet packet) {
        if (ended) {
            return false;
        }
        add(new Step(BYTES, () -> receive(packet), packet));
        return true;
    }

    void writable() {
        if (!ended) {
            add(WRITABLE, () -> hear(Handler::writable));
        }
    }

    /** The last of it, if nothing was before. */
    void end(End end, @Nullable Throwable cause) {
        if (!ended) {
            ended = true;
            add(Label.of("(connection ended: " + end + ")"), () -> closed(end, cause));
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** Its node is dead. */
    void kill() {
        ended = true;
        steps.clear();
    }

    private void add(Label what, Runnable work) {
        add(new Step(what, work, null));
    }

    private void add(Step step) {
        steps.add(step);
        schedule();
    }

    private void schedule() {
        if (scheduled || steps.isEmpty()) {
            return;
        }
        scheduled = transport.put(this);
        if (!scheduled) {
            steps.clear(); // the system has ended
        }
    }

    // ---------------------------------------------------------------- its turns

    @Override
    public void run() {
        Step step = steps.remove();
        running = true;
        try {
            step.work().run();
        } finally {
            running = false;
            scheduled = false;
            schedule();
        }
    }

    private void receive(Packet first) {
        byte[] bytes = first.bytes;
        for (Step next = steps.peek(); next != null && next.joins(bytes.length); next = steps.peek()) {
            bytes = joined(bytes, steps.remove().packet());
        }
        byte[] all = bytes;
        in.taken(all.length);
        hear(hears -> hears.received(ByteBuffer.wrap(all)));
        Arrays.fill(all, SPOILT);
    }

    private static byte[] joined(byte[] before, @Nullable Packet packet) {
        if (packet == null) {
            return before;
        }
        byte[] both = Arrays.copyOf(before, before.length + packet.bytes.length);
        System.arraycopy(packet.bytes, 0, both, before.length, packet.bytes.length);
        return both;
    }

    /** Who throws ends the connection; an error, like that of an assertion, fails the rehearsal, too. */
    private void hear(Consumer<Handler> call) {
        try {
            call.accept(handler());
        } catch (Throwable thrown) {
            if (!ended) {
                steps.removeIf(step -> step.what() != TASK);
                connection.fail(this, thrown);
            }
            if (thrown instanceof Error error) {
                throw error;
            }
        }
    }

    private Handler handler() {
        Handler known = handler;
        if (known == null) {
            known = factory.get();
            handler = known;
        }
        return known;
    }

    private void closed(End end, @Nullable Throwable cause) {
        if (handler != null || !opened) { // else there is none: it could not be made
            handler().closed(end, cause);
        }
    }

    @Override
    public String toString() {
        return label.text();
    }

    /** What its handler has of it. */
    private final class Side implements Transport.Link {

        @Override
        public void execute(Runnable task) {
            transport.ensureOwner("execute");
            if (!transport.isClosed()) {
                add(TASK, task);
            }
        }

        @Override
        public void send(ByteBuffer bytes) {
            ensureHere("send");
            if (ended) {
                bytes.position(bytes.limit());
            } else {
                out.send(bytes);
            }
        }

        @Override
        public boolean isWritable() {
            ensureHere("isWritable");
            return !ended && !out.isFull();
        }

        @Override
        public void close() {
            transport.ensureOwner("close");
            connection.close(LinkEnd.this);
        }

        @Override
        public String peer() {
            return peer;
        }

        @Override
        public Optional<Set<String>> peerNames() {
            return Optional.empty();
        }

        private void ensureHere(String call) {
            transport.ensureOwner(call);
            if (!running) {
                throw new IllegalStateException(
                        "link is used outside of its thread, use execute(): call=" + call + " link=" + label.text());
            }
        }

        @Override
        public String toString() {
            return "Link[" + label.text() + "]";
        }
    }
}
