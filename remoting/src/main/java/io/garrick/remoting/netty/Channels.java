package io.garrick.remoting.netty;

import io.garrick.actor.spi.Transport.End;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** What all channels of a transport have in common; and all that has to be ended with it. */
final class Channels {

    private final NettySettings settings;
    private final Logger log;
    private final Set<Ending> open = ConcurrentHashMap.newKeySet();
    private final Set<EventLoop> ended = ConcurrentHashMap.newKeySet();

    Channels(NettySettings settings, Logger log) {
        this.settings = settings;
        this.log = log;
    }

    /** Something that the end of the transport ends, on its loop. */
    record Ending(EventLoop loop, Runnable code) {}

    /** Prepares a channel that is not registered yet, for its loop. On that loop, which has not ended. */
    Connection prepare(Channel channel, EventLoop loop, Connection.Opening opening) {
        channel.config().setOption(ChannelOption.TCP_NODELAY, settings.tcpNoDelay());
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        int high = settings.sendBufferHighWater();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark((high + 1) / 2, high));
        Connection connection = new Connection(channel, log, opening);
        channel.pipeline().addLast(connection);
        Runnable taken = whileOpen(loop, () -> connection.end(End.CLOSED, null));
        channel.closeFuture().addListener(closed -> taken.run());
        return connection;
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
