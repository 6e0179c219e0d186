package io.garrick.remoting.netty;

import io.garrick.actor.spi.Transport.End;
import io.garrick.actor.spi.Transport.Handler;
import io.garrick.actor.spi.Transport.Link;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One end of a connection, last in its channel's pipeline. Everything happens on the channel's event loop but for {@link #execute}, {@link #close} and
 * {@link #peer}.
 *
 * <p>Its orderly end: what was sent leaves, then a FIN; what comes is still handed on, until the other side's FIN, so that no RST overtakes what is under
 * way. Who has seen a FIN first does the same, but sends nothing more.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Link {

    /** How long the other side has for its part of an orderly end. */
    private static final int LINGER_SECONDS = 5;

    /** How long a word of farewell may take to leave when the end is not an orderly one. */
    private static final int FLUSH_MILLIS = 1000;

    private final Channel channel;
    private final @Nullable SslHandler security;
    private final Logger log;
    private final Opening opening;
    private final ChannelFutureListener sent = this::sent;

    private @Nullable Handler handler;
    private @Nullable ChannelFuture lastWrite;
    private @Nullable End end;
    private @Nullable Throwable cause;
    private boolean closing;
    private boolean inputEnded;

    /** What is done before a connection stands, and when it never will. */
    interface Opening {

        /** The connection stands; gives who hears of it from now on. */
        Handler opened();

        /** It will never stand; called at most once, and instead of {@link #opened}. */
        void failed(End end, @Nullable Throwable cause);
    }

    Connection(Channel channel, @Nullable SslHandler security, Logger log, Opening opening) {
        this.channel = channel;
        this.security = security;
        this.log = log;
        this.opening = opening;
    }

    // ---------------------------------------------------------------- Link

    @Override
    public void execute(Runnable task) {
        try {
            channel.eventLoop().execute(() -> guarded(task));
        } catch (RejectedExecutionException ended) {
            log.debug("task came after the end: peer={}", peer());
        }
    }

    @Override
    public void send(ByteBuffer bytes) {
        if (closing || !channel.isActive()) {
            return;
        }
        ByteBuf copy = channel.alloc().ioBuffer(bytes.remaining());
        copy.writeBytes(bytes.duplicate());
        lastWrite = channel.writeAndFlush(copy).addListener(sent);
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void close() {
        if (channel.eventLoop().inEventLoop()) {
            closeInOrder();
        } else {
            execute(this::closeInOrder);
        }
    }

    @Override
    public String peer() {
        return Hosts.text(channel.remoteAddress());
    }

    @Override
    public Optional<Set<String>> peerNames() {
        return security == null
                ? Optional.empty()
                : Optional.of(PeerNames.of(security.engine().getSession()));
    }

    @Override
    public String toString() {
        return channel.toString();
    }

    // ---------------------------------------------------------------- the end

    /** Ends the connection now, for this reason if there is not another already. */
    void end(End why, @Nullable Throwable reason) {
        note(why, reason);
        if (security != null) {
            // says that it is the end, but does not wait for an answer
            security.setCloseNotifyReadTimeoutMillis(0);
            security.setCloseNotifyFlushTimeoutMillis(FLUSH_MILLIS);
        }
        Channels.close(channel);
    }

    private void note(End why, @Nullable Throwable reason) {
        if (end == null) {
            end = why;
            cause = reason;
        }
    }

    private void closeInOrder() {
        if (closing) {
            return;
        }
        closing = true;
        ChannelFuture last = lastWrite;
        if (last == null) {
            endOutput();
        } else {
            last.addListener(done -> endOutput());
        }
    }

    private void endOutput() {
        if (inputEnded || security != null || !channel.isActive()) {
            Channels.close(channel); // with TLS that waits for the other side, too
            return;
        }
        ((DuplexChannel) channel).shutdownOutput().addListener(done -> {
            if (!done.isSuccess()) {
                Channels.close(channel);
            }
        });
        closeSoon();
    }

    private void inputEnded() {
        if (inputEnded) {
            return;
        }
        inputEnded = true;
        ChannelFuture last = lastWrite;
        if (!closing) {
            closeInOrder();
        } else if (last == null || last.isDone()) {
            Channels.close(channel); // the output has ended before
        }
        closeSoon();
    }

    private void closeSoon() {
        Future<?> unused =
                channel.eventLoop().schedule(() -> Channels.close(channel), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void sent(ChannelFuture write) {
        Throwable failure = write.cause();
        if (failure != null && !(failure instanceof ClosedChannelException)) {
            note(Ends.of(failure, true), failure);
        }
    }

    // ---------------------------------------------------------------- from Netty

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (security == null) {
            open();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            Handler known = handler;
            if (known != null && end == null) {
                guarded(() -> received(known, bytes));
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Handler known = handler;
        if (known != null && end == null && channel.isActive() && channel.isWritable()) {
            guarded(known::writable);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded();
        } else if (event instanceof SslHandshakeCompletionEvent handshake) {
            handshakeEnded(handshake.cause());
        } else if (event instanceof SslCloseCompletionEvent goodbye) {
            peerSaidGoodbye(goodbye.cause());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
        Throwable problem = Ends.unwrapped(thrown);
        if (!Ends.isOrdinary(problem)) {
            log.warn("connection failed: peer={} problem={}", peer(), Ends.problem(problem), problem);
        }
        end(Ends.of(problem, handler != null), problem);
    }

    /** Also for a channel that was never active, and after everything else that can happen to it. */
    @Override
    public void channelUnregistered(ChannelHandlerContext ctx) {
        End why = end == null ? End.CLOSED : end;
        Handler known = handler;
        if (known == null) {
            opening.failed(why == End.CLOSED ? End.UNREACHABLE : why, cause);
            return;
        }
        handler = null;
        guarded(() -> known.closed(why, cause));
    }

    private void handshakeEnded(@Nullable Throwable problem) {
        if (problem == null) {
            open();
        } else {
            end(Ends.of(problem, false), problem);
        }
    }

    /** A TLS connection whose TCP ends without a word may have been cut off by anybody. */
    private void peerSaidGoodbye(@Nullable Throwable problem) {
        if (problem == null) {
            inputEnded = true;
            closeInOrder();
        } else if (!closing) {
            note(End.RESET, problem);
        }
    }

    private void open() {
        if (end != null) {
            return;
        }
        guarded(() -> {
            Handler made = opening.opened();
            handler = made;
            made.opened(this);
        });
    }

    private static void received(Handler handler, ByteBuf bytes) {
        if (bytes.nioBufferCount() == 1) {
            handler.received(bytes.nioBuffer());
            return;
        }
        for (ByteBuffer part : bytes.nioBuffers()) {
            handler.received(part);
        }
    }

    /** Code from above: what it throws is the end of this connection, and of nothing else. */
    private void guarded(Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            log.warn("connection ended, its handler threw: peer={} problem={}", peer(), Ends.problem(thrown));
            end(End.CLOSED, thrown);
        }
    }
}
