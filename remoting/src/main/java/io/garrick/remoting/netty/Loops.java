package io.garrick.remoting.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The threads that connections live on. Single loops and no {@code MultiThreadIoEventLoopGroup}: when a group ends it starts Netty's global
 * thread, which would outlive the system by a second.
 */
final class Loops {

    private static final int SHUTDOWN_SECONDS = 5;

    private final List<EventLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    Loops(int threads, ThreadFactory factory) {
        IoHandlerFactory nio = NioIoHandler.newFactory();
        // Netty keeps what it caches for a thread, buffers above all, only where it is told that the thread will give
        // it back
        ThreadFactory caching = code -> factory.newThread(() -> FastThreadLocalThread.runWithFastThreadLocal(code));
        loops = Stream.generate(() -> (EventLoop) new SingleThreadIoEventLoop(null, caching, nio))
                .limit(threads)
                .toList();
    }

    /** Each in turn. */
    EventLoop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    boolean runHere() {
        return loops.stream().anyMatch(EventLoop::inEventLoop);
    }

    /** Has each loop do something, then ends them, at once; what they were given before is done. */
    void end(Consumer<EventLoop> last) {
        for (EventLoop loop : loops) {
            loop.execute(() -> last.accept(loop));
            Future<?> unused = loop.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        }
    }
}
