package io.garrick.remoting.netty;

import io.garrick.actor.spi.Transport.End;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What all channels of a transport have in common; and all that has to be ended with it. */
final class Channels {

    private final NettySettings settings;
    private final @Nullable Tls tls;
    private final Logger log;
    private final Set<Ending> open = ConcurrentHashMap.newKeySet();
    private final Set<EventLoop> ended = ConcurrentHashMap.newKeySet();
    private final AtomicInteger incoming = new AtomicInteger();

    Channels(NettySettings settings, @Nullable Tls tls, Logger log) {
        this.settings = settings;
        this.tls = tls;
        this.log = log;
    }

    /** Something that the end of the transport ends, on its loop. */
    record Ending(EventLoop loop, Runnable code) {}

    /** Prepares a channel to somewhere else that is not registered yet, for its loop. On that loop, which has not ended. */
    Connection outgoing(Channel channel, EventLoop loop, Connection.Opening opening, String host, int port) {
        return prepare(channel, loop, opening, tls == null ? null : tls.outgoing(channel.alloc(), host, port));
    }

    /** As {@link #outgoing}, for one from somewhere else. */
    Connection incoming(Channel channel, EventLoop loop, Connection.Opening opening) {
        return prepare(channel, loop, opening, tls == null ? null : tls.incoming(channel.alloc()));
    }

    private Connection prepare(
            Channel channel, EventLoop loop, Connection.Opening opening, @Nullable SslHandler security) {
        channel.config().setOption(ChannelOption.TCP_NODELAY, settings.tcpNoDelay());
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        // TLS has an end of its own before TCP's
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, security == null);
        int high = settings.sendBufferHighWater();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark((high + 1) / 2, high));
        if (security != null) {
            channel.pipeline().addLast(security);
        }
        Connection connection = new Connection(channel, security, log, opening);
        channel.pipeline().addLast(connection);
        Runnable taken = whileOpen(loop, () -> connection.end(End.CLOSED, null));
        channel.closeFuture().addListener(closed -> taken.run());
        return connection;
    }

    /** Whether there is room for one from somewhere else, which then has it until it is closed. */
    boolean admits(Channel channel) {
        if (incoming.incrementAndGet() > settings.incoming()) {
            incoming.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(closed -> incoming.decrementAndGet());
        return true;
    }

    /** How many from somewhere else there may be. */
    int most() {
        return settings.incoming();
    }

    /** Closes a channel; whoever has to know hears of it otherwise. */
    static void close(Channel channel) {
        ChannelFuture unused = channel.close();
    }

    /** Keeps something that will have to be ended; gives what takes it back. On that loop; where that has ended it is ended at once. */
    Runnable whileOpen(EventLoop loop, Runnable end) {
        if (hasEnded(loop)) {
            end.run();
            return () -> {};
        }
        Ending ending = new Ending(loop, end);
        open.add(ending);
        return () -> open.remove(ending);
    }

    /** Whether nothing new may begin on a loop. */
    boolean hasEnded(EventLoop loop) {
        return ended.contains(loop);
    }

    /** Ends what a loop has. On that loop. */
    void end(EventLoop loop) {
        ended.add(loop);
        Consumer<Ending> here = ending -> {
            if (ending.loop() == loop) {
                ending.code().run();
            }
        };
        open.forEach(here);
    }
}
