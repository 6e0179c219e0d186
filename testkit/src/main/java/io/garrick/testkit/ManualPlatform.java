package io.garrick.testkit;

import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.TimerWheel;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Another platform's threads and randomness, with a clock and a wheel that somebody turns by hand. */
final class ManualPlatform implements Platform {

    private final Platform base;
    private final ManualClock clock;

    ManualPlatform(Platform base, String systemName) {
        this.base = base;
        this.clock = new ManualClock(base.clock(), systemName);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public RandomGenerator random() {
        return base.random();
    }

    @Override
    public TimerWheel timers() {
        return clock.wheel();
    }

    @Override
    public Dispatcher start(DispatcherSettings settings) {
        return base.start(settings);
    }

    @Override
    public void end(Runnable last) {
        clock.wheel().close();
        base.end(last);
    }

    @Override
    public boolean awaitEnd(long timeoutNanos) throws InterruptedException {
        return base.awaitEnd(timeoutNanos);
    }

    @Override
    public Optional<Runnable> whenJvmEnds(Runnable task) {
        return base.whenJvmEnds(task);
    }

    @Override
    public void exitJvm(int status) {
        base.exitJvm(status);
    }

    @Override
    public boolean isOwnThread() {
        return base.isOwnThread();
    }
}
