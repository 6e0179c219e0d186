package io.garrick.actor.internal;

import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.Dispatchers;
import io.garrick.dispatch.ErrorHandler;
import io.garrick.dispatch.TimerWheel;
import io.garrick.dispatch.TimerWheels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's time, randomness and threads. Any thread. */
final class ThreadPlatform implements Platform {

    private static final long FOREVER = Long.MAX_VALUE;

    private final String systemName;
    private final boolean daemon;
    private final ErrorHandler errors;
    private final RandomGenerator random = new SplittableRandom();
    private final TimerWheel timers;
    private final CountDownLatch ending = new CountDownLatch(1);

    /** Guards the two fields below. */
    private final Object lock = new Object();

    private final List<Dispatcher> dispatchers = new ArrayList<>();

    @Nullable
    private Thread lastThread;

    ThreadPlatform(String systemName, SystemSettings settings) {
        Logger log = LoggerFactory.getLogger("io.garrick.system." + systemName);
        this.systemName = systemName;
        this.daemon = settings.daemonic();
        this.errors = thrown -> log.error("task failed on a thread of the system: system={}", systemName, thrown);
        this.timers = TimerWheels.start(systemName, clock(), settings.tick(), daemon, errors);
    }

    @Override
    public Clock clock() {
        return Clock.system();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public TimerWheel timers() {
        return timers;
    }

    @Override
    public Dispatcher start(DispatcherSettings settings) {
        synchronized (lock) {
            if (lastThread != null) { // nobody would end it
                throw new IllegalStateException("system is ending, no dispatcher can be started: system=" + systemName
                        + " dispatcher=" + settings.id());
            }
            Dispatcher started =
                    Dispatchers.create(systemName, daemon ? settings.withDaemon(true) : settings, clock(), errors);
            dispatchers.add(started);
            return started;
        }
    }

    /** The caller is the root guardian's last activation, on a thread that must end first: hence one more thread. */
    @Override
    public void end(Runnable last) {
        Thread thread = Dispatchers.threadFactory(systemName, "termination", daemon, true)
                .newThread(() -> endOthers(last));
        synchronized (lock) {
            lastThread = thread;
        }
        thread.start();
        ending.countDown();
    }

    private void endOthers(Runnable last) {
        try {
            timers.close(); // first: what waits for a time-out may have dependents that run on a dispatcher
            timers.awaitTermination(FOREVER);
            List<Dispatcher> all;
            synchronized (lock) {
                all = List.copyOf(dispatchers);
            }
            for (Dispatcher dispatcher : all) {
                dispatcher.shutdown();
            }
            for (Dispatcher dispatcher : all) {
                dispatcher.awaitTermination(FOREVER);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            errors.onError(e);
        } finally {
            last.run();
        }
    }

    @Override
    public boolean awaitEnd(long timeoutNanos) throws InterruptedException {
        long deadline = clock().nanoTime() + Math.min(timeoutNanos, Long.MAX_VALUE / 2);
        if (!ending.await(timeoutNanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        Thread thread;
        synchronized (lock) {
            thread = lastThread;
        }
        if (thread != null) {
            TimeUnit.NANOSECONDS.timedJoin(thread, deadline - clock().nanoTime());
            return !thread.isAlive();
        }
        return true;
    }

    @Override
    public Optional<Runnable> whenJvmEnds(Runnable task) {
        Thread hook =
                Dispatchers.threadFactory(systemName, "jvm-end", daemon, true).newThread(task);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return Optional.of(() -> remove(hook));
        } catch (IllegalStateException ending) {
            return Optional.empty();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it runs now, or has
        }
    }

    /** The caller may be somebody whom a shutdown hook waits for: hence one more thread. */
    @Override
    public void exitJvm(int status) {
        Dispatchers.threadFactory(systemName, "exit", daemon, true)
                .newThread(() -> System.exit(status))
                .start();
    }

    @Override
    public boolean isOwnThread() {
        synchronized (lock) {
            return Thread.currentThread() == lastThread
                    || timers.runsHere()
                    || dispatchers.stream().anyMatch(Dispatcher::runsHere);
        }
    }
}
