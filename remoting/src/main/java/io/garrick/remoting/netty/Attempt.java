package io.garrick.remoting.netty;

import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A connection to be made to another system. Everything happens on its event loop. */
final class Attempt implements Connection.Opening {

    private final EventLoop loop;
    private final Channels channels;
    private final Logger log;
    private final String host;
    private final int port;
    private final long timeoutNanos;
    private final Handler handler;

    private @Nullable Connection connection;
    private @Nullable Future<?> timeout;
    private Runnable taken = () -> {};
    private boolean decided;

    Attempt(EventLoop loop, Channels channels, Logger log, String host, int port, long timeoutNanos, Handler handler) {
        this.loop = loop;
        this.channels = channels;
        this.log = log;
        this.host = host;
        this.port = port;
        this.timeoutNanos = timeoutNanos;
        this.handler = handler;
    }

    /** First: from now on the time runs. */
    void start() {
        taken = channels.whileOpen(loop, () -> giveUp(End.CLOSED, null));
        if (decided) {
            return;
        }
        timeout = loop.schedule(this::timedOut, timeoutNanos, TimeUnit.NANOSECONDS);
    }

    /** Then: where that is. */
    void connect(InetAddress address) {
        if (decided) {
            return;
        }
        NioSocketChannel channel = new NioSocketChannel();
        Connection made = channels.outgoing(channel, loop, this, host, port);
        connection = made;
        loop.register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                giveUp(End.UNREACHABLE, registered.cause());
                return;
            }
            channel.connect(new InetSocketAddress(address, port)).addListener(connected -> {
                Throwable cause = connected.cause();
                if (cause != null) {
                    made.end(Ends.of(cause, false), cause);
                }
            });
        });
    }

    @Override
    public Handler opened() {
        decide();
        return handler;
    }

    /** It will not be: whatever has been made of it so far is ended. */
    @Override
    public void failed(End end, @Nullable Throwable cause) {
        if (!decide()) {
            return;
        }
        try {
            handler.closed(end, cause);
        } catch (Throwable thrown) {
            log.warn("handler threw at the end: peer={} problem={}", Hosts.text(host, port), Ends.problem(thrown));
        }
    }

    void giveUp(End end, @Nullable Throwable cause) {
        Connection made = connection;
        if (made != null) {
            made.end(end, cause);
        }
        failed(end, cause);
    }

    private void timedOut() {
        if (!decided) {
            giveUp(
                    End.UNREACHABLE,
                    new ConnectTimeoutException("no answer in time: peer=" + Hosts.text(host, port) + " timeout="
                            + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + "ms"));
        }
    }

    private boolean decide() {
        if (decided) {
            return false;
        }
        decided = true;
        taken.run();
        Future<?> clock = timeout;
        if (clock != null) {
            clock.cancel(false);
        }
        return true;
    }
}
