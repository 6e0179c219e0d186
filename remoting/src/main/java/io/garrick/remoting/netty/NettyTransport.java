package io.garrick.remoting.netty;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.Cancellable;
import io.garrick.actor.spi.SystemServices;
import io.garrick.actor.spi.Transport;
import io.garrick.dispatch.Dispatchers;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * TCP by Netty, on the JDK's NIO, secured by the JDK's TLS 1.3 where settings say so. Connections live on a few event loops, each on one of them for
 * good; names are looked up and files read on threads of their own, since that blocks.
 */
public final class NettyTransport implements Transport {

    private static final int BACKLOG = 128;

    private final NettySettings settings;
    private final AtomicBoolean closing = new AtomicBoolean();

    private volatile @Nullable Started started;

    /** What there is once there is a system. */
    private record Started(
            Logger log,
            Threads threads,
            ThreadFactory aside,
            Loops loops,
            Channels channels,
            @Nullable Cancellable reloads) {}

    /**
     * Makes a transport that does nothing yet.
     *
     * @param settings how it is to work
     */
    public NettyTransport(NettySettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(ActorSystem system) {
        Logger log = SystemServices.of(system).logger(NettyTransport.class.getName());
        boolean daemon = system.settings().daemonic();
        Threads threads = new Threads(system.dispatcher());
        ThreadFactory network = Dispatchers.threadFactory(system.name(), "network", daemon, false);
        ThreadFactory aside = threads.counting(Dispatchers.threadFactory(system.name(), "network-aside", daemon, true));
        TlsSettings secured = settings.tls();
        Tls tls = secured == null ? null : new Tls(secured, log);
        started = new Started(
                log,
                threads,
                aside,
                new Loops(settings.threads(), threads.counting(network)),
                new Channels(settings, tls, log),
                tls == null || secured == null ? null : reloads(system, secured, tls, aside));
    }

    private static Cancellable reloads(ActorSystem system, TlsSettings settings, Tls tls, ThreadFactory aside) {
        Duration period = settings.reloadPeriod();
        return system.scheduler()
                .scheduleWithFixedDelay(
                        period,
                        period,
                        tls::reload,
                        task -> aside.newThread(task).start());
    }

    // ---------------------------------------------------------------- listen

    @Override
    public CompletionStage<Integer> listen(String host, int port, Supplier<Handler> acceptor) {
        Started here = started();
        CompletableFuture<Integer> listening = new CompletableFuture<>();
        Consumer<Throwable> failed = cause -> listening.completeExceptionally(cannotListen(host, port, cause));
        EventLoop loop = here.loops().next();
        try {
            whenKnown(
                    here,
                    loop,
                    host,
                    address -> bind(here, loop, new InetSocketAddress(address, port), acceptor, listening, failed),
                    failed);
        } catch (RejectedExecutionException ended) {
            failed.accept(ended);
        }
        return listening.minimalCompletionStage();
    }

    private static void bind(
            Started here,
            EventLoop loop,
            InetSocketAddress place,
            Supplier<Handler> acceptor,
            CompletableFuture<Integer> listening,
            Consumer<Throwable> failed) {
        if (here.channels().hasEnded(loop)) {
            failed.accept(new IOException("transport is closed"));
            return;
        }
        NioServerSocketChannel channel = new NioServerSocketChannel();
        // so that who starts again need not wait for the last connections of its former life
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
        channel.pipeline().addLast(new Acceptor(here.loops(), here.channels(), here.log(), acceptor));
        Runnable taken = here.channels().whileOpen(loop, () -> {
            Channels.close(channel);
            failed.accept(new IOException("transport is closed"));
        });
        channel.closeFuture().addListener(done -> taken.run());
        loop.register(channel).addListener((ChannelFuture registered) -> {
            if (!registered.isSuccess()) {
                failed.accept(registered.cause());
                return;
            }
            channel.bind(place).addListener((ChannelFuture bound) -> {
                if (bound.isSuccess()) {
                    listening.complete(channel.localAddress().getPort());
                } else {
                    Channels.close(channel);
                    failed.accept(bound.cause());
                }
            });
        });
    }

    private static IOException cannotListen(String host, int port, Throwable cause) {
        return new IOException(
                "cannot listen: host=" + host + " port=" + port + " problem=" + cause.getMessage(), cause);
    }

    // ---------------------------------------------------------------- connect

    @Override
    public void connect(String host, int port, long timeoutNanos, Handler handler) {
        Started here = started();
        EventLoop loop = here.loops().next();
        Attempt attempt = new Attempt(loop, here.channels(), here.log(), host, port, timeoutNanos, handler);
        try {
            loop.execute(() -> {
                attempt.start();
                whenKnown(here, loop, host, attempt::connect, cause -> attempt.giveUp(End.UNREACHABLE, cause));
            });
        } catch (RejectedExecutionException ended) {
            attempt.failed(End.CLOSED, ended);
        }
    }

    /** Looks up a name on a thread that may wait for the answer; goes on with it on the loop. */
    private static void whenKnown(
            Started here, EventLoop loop, String host, Consumer<InetAddress> known, Consumer<Throwable> unknown) {
        if (Hosts.isLiteral(host)) {
            loop.execute(() -> lookUp(host, known, unknown));
            return;
        }
        here.aside()
                .newThread(() -> lookUp(
                        host,
                        address -> executeIfAlive(loop, () -> known.accept(address), unknown),
                        cause -> executeIfAlive(loop, () -> unknown.accept(cause), unknown)))
                .start();
    }

    private static void lookUp(String host, Consumer<InetAddress> known, Consumer<Throwable> unknown) {
        InetAddress address;
        try {
            address = Hosts.lookUp(host);
        } catch (UnknownHostException e) {
            unknown.accept(e);
            return;
        }
        known.accept(address);
    }

    /** A loop that has ended has told all whom it knew; for others this is the way to hear of it. */
    private static void executeIfAlive(EventLoop loop, Runnable task, Consumer<Throwable> ended) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException refused) {
            ended.accept(refused);
        }
    }

    // ---------------------------------------------------------------- end

    @Override
    public CompletionStage<?> close() {
        Started here = started;
        if (here == null) { // nothing has come of its start
            return CompletableFuture.completedFuture(this);
        }
        if (closing.compareAndSet(false, true)) {
            Cancellable reloads = here.reloads();
            if (reloads != null) {
                reloads.cancel();
            }
            // first the loops: one that was idle so far makes its thread only now, to end it
            here.loops().end(here.channels()::end);
            here.threads().close();
        }
        return here.threads().whenEnded();
    }

    @Override
    public boolean runsHere() {
        Started here = started;
        return here != null && here.threads().has(Thread.currentThread());
    }

    private Started started() {
        Started here = started;
        if (here == null) {
            throw new IllegalStateException("transport has not been started");
        }
        return here;
    }
}
