package io.garrick.remoting.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.spi.Transport;
import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.garrick.actor.spi.Transport.Link;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** Keeps what a handler hears, and checks that it hears it as promised. */
class Ear implements Handler {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> wrong = new ArrayList<>();
    private @Nullable Link link;
    private @Nullable Thread thread;
    private @Nullable End end;
    private @Nullable Throwable cause;
    private int writables;
    private volatile boolean told;

    @Override
    public synchronized void opened(Link opened) {
        check(link == null && end == null, "opened twice or late");
        link = opened;
        thread = Thread.currentThread();
    }

    @Override
    public synchronized void received(ByteBuffer part) {
        check(link != null && end == null && Thread.currentThread() == thread, "received out of turn");
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
    }

    @Override
    public synchronized void writable() {
        check(link != null && end == null && Thread.currentThread() == thread, "writable out of turn");
        writables++;
    }

    @Override
    public synchronized void closed(End why, @Nullable Throwable reason) {
        check(end == null && (thread == null || Thread.currentThread() == thread), "closed twice or elsewhere");
        end = why;
        cause = reason;
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }

    synchronized @Nullable Link linkOrNull() {
        return link;
    }

    synchronized @Nullable End endOrNull() {
        return end;
    }

    synchronized @Nullable Throwable cause() {
        return cause;
    }

    synchronized int writables() {
        return writables;
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    synchronized int size() {
        return bytes.size();
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    Link link() {
        return soon().until(this::linkOrNull, java.util.Objects::nonNull);
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    /** Waits for the end. */
    End end() {
        End why = soon().until(this::endOrNull, java.util.Objects::nonNull);
        synchronized (this) {
            assertEquals(List.of(), wrong);
        }
        return why;
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] what) {
        Link to = link();
        to.execute(() -> to.send(ByteBuffer.wrap(what)));
    }

    /** Sends so many times 64 KiB, more than leaves at once. */
    void sendAndTell(int chunks) {
        Link to = link();
        to.execute(() -> {
            for (int i = 0; i < chunks; i++) {
                to.send(ByteBuffer.allocate(64 * 1024));
            }
            told = true;
        });
    }

    /** Whether that has been done; the bytes may still be waiting to leave. */
    boolean hasTold() {
        return told;
    }

    static Ear connectedTo(Transport transport, int port) {
        Ear ear = new Ear();
        transport.connect("127.0.0.1", port, 5_000_000_000L, ear);
        return ear;
    }
}
