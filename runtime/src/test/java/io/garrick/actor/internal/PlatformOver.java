package io.garrick.actor.internal;

import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.TimerWheel;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A platform that does what another one does, for tests that change one thing. */
class PlatformOver implements Platform {

    private final Platform platform;

    PlatformOver(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Clock clock() {
        return platform.clock();
    }

    @Override
    public RandomGenerator random() {
        return platform.random();
    }

    @Override
    public TimerWheel timers() {
        return platform.timers();
    }

    @Override
    public Dispatcher start(DispatcherSettings settings) {
        return platform.start(settings);
    }

    @Override
    public void end(Runnable last) {
        platform.end(last);
    }

    @Override
    public boolean awaitEnd(long timeoutNanos) throws InterruptedException {
        return platform.awaitEnd(timeoutNanos);
    }

    @Override
    public Optional<Runnable> whenJvmEnds(Runnable task) {
        return platform.whenJvmEnds(task);
    }

    @Override
    public void exitJvm(int status) {
        platform.exitJvm(status);
    }

    @Override
    public boolean isOwnThread() {
        return platform.isOwnThread();
    }
}
