package io.garrick.remoting.netty;

import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Takes the connections that come in at one port, and spreads them over the loops. In the pipeline of the channel that listens. */
final class Acceptor extends ChannelInboundHandlerAdapter {

    private static final int PAUSE_SECONDS = 1;
    private static final int SILENCE_SECONDS = 10;

    private final Loops loops;
    private final Channels channels;
    private final Logger log;
    private final Supplier<Handler> handlers;

    /** Sent away since that was last said. */
    private long sentAway;

    private boolean isSilent;

    Acceptor(Loops loops, Channels channels, Logger log, Supplier<Handler> handlers) {
        this.loops = loops;
        this.channels = channels;
        this.log = log;
        this.handlers = handlers;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel channel = (Channel) message;
        if (!channels.admits(channel)) {
            String peer = Hosts.text(channel.remoteAddress());
            channel.unsafe().closeForcibly();
            sentAway(ctx, peer);
            return;
        }
        EventLoop loop = loops.next();
        try {
            loop.execute(() -> welcome(channel, loop));
        } catch (RejectedExecutionException ended) {
            channel.unsafe().closeForcibly();
        }
    }

    private void sentAway(ChannelHandlerContext ctx, String peer) {
        sentAway++;
        if (isSilent) {
            return;
        }
        log.warn(
                "connection from elsewhere is closed, there are too many: limit={} closed={} peer={}",
                channels.most(),
                sentAway,
                peer);
        sentAway = 0;
        isSilent = true;
        ScheduledFuture<?> unused =
                ctx.channel().eventLoop().schedule(() -> isSilent = false, SILENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void welcome(Channel channel, EventLoop loop) {
        if (channels.hasEnded(loop)) {
            channel.unsafe().closeForcibly();
            return;
        }
        channels.incoming(channel, loop, new Welcome(Hosts.text(channel.remoteAddress())));
        loop.register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                channel.unsafe().closeForcibly();
            }
        });
    }

    /** Most likely there are no file descriptors left: those that there are will not become more by asking at once. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.warn(
                "connection not accepted: at={} problem={}",
                Hosts.text(ctx.channel().localAddress()),
                cause.toString());
        ctx.channel().config().setAutoRead(false);
        ScheduledFuture<?> unused = ctx.channel()
                .eventLoop()
                .schedule(() -> ctx.channel().config().setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /** One that has knocked. */
    private final class Welcome implements Connection.Opening {

        private final String peer;

        Welcome(String peer) {
            this.peer = peer;
        }

        @Override
        public Handler opened() {
            return handlers.get();
        }

        /** Nobody knows of it. */
        @Override
        public void failed(End end, @Nullable Throwable cause) {
            if (cause != null) {
                log.info("connection from elsewhere did not come about: peer={} problem={}", peer, Ends.problem(cause));
            }
        }
    }
}
