package io.garrick.remoting;

import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.garrick.actor.spi.Transport.Link;
import io.garrick.dispatch.TimerTask;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection between nodes: cuts what comes into frames, and ends the connection when the handshake takes too long or a frame is malformed (N11). All but {@link
 * #close} on the link's thread.
 */
abstract class Connection implements Handler {

    final Node node;
    final FrameDecoder decoder = new FrameDecoder(Frames.HANDSHAKE_LIMIT);

    private final WireOutput small = new WireOutput(64);

    @Nullable
    private volatile Link link;

    @Nullable
    private TimerTask deadline;

    /** Told to end before it stood. */
    private volatile boolean unwanted;

    Connection(Node node) {
        this.node = node;
    }

    /** The connection stands; the handshake begins. */
    abstract void stands();

    /** A frame has come. */
    abstract void frame(int type, WireInput input);

    /** All whole frames that have come were handled. */
    void pause() {}

    /** Whether it is the other node's turn to say who it is. */
    boolean owesGreeting() {
        return false;
    }

    /** For logs. */
    abstract String describe();

    @Override
    public final void opened(Link opened) {
        link = opened;
        if (unwanted) {
            opened.close();
            return;
        }
        deadline = new TimerTask() {
            @Override
            protected void run() {
                node.wireLog().late(describe(), owesGreeting());
                close();
            }
        };
        node.schedule(deadline, node.settings().handshakeTimeout().toNanos());
        stands();
    }

    @Override
    public final void received(ByteBuffer bytes) {
        if (unwanted) {
            return;
        }
        try {
            decoder.add(bytes);
            frames();
            if (!unwanted) {
                pause();
            }
        } catch (MalformedFrameException malformed) {
            node.wireLog().malformed(describe(), malformed);
            close();
        }
    }

    /** Takes those that have come whole. */
    void frames() {
        while (!unwanted && decoder.next()) {
            WireInput input = decoder.frame();
            frame(input.takeByte(), input);
        }
    }

    @Override
    public void writable() {}

    @Override
    public final void closed(End end, @Nullable Throwable cause) {
        handshakeDone();
        if (cause instanceof SSLException) {
            notSecured(cause);
        }
        ended(end);
    }

    /** A security check has failed, here or there. */
    void notSecured(Throwable problem) {}

    /** Last, once. */
    abstract void ended(End end);

    final void handshakeDone() {
        node.cancel(deadline);
    }

    /** The link, after {@link #opened}. */
    final Link link() {
        return Objects.requireNonNull(link);
    }

    final boolean isUnwanted() {
        return unwanted;
    }

    /** A small frame of its own. */
    final void send(int type, long number) {
        small.clear();
        small.begin(type).putNumber(number).end();
        link().send(small.content());
    }

    /** Frames from here on are not looked at. Any thread. */
    final void close() {
        unwanted = true;
        Link known = link;
        if (known != null) {
            known.close();
        }
    }

    final String peer() {
        Link known = link;
        return known == null ? "none" : known.peer();
    }
}
