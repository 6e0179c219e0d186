package io.garrick.actor.internal;

import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.SharedWorkers;
import org.slf4j.Logger;

/** Sets a {@link Watchdog} on each dispatcher that wants one (Q09). Any thread. */
final class Watchdogs {

    private final ActorCell root;
    private final Logger log;
    private final Platform platform;

    Watchdogs(ActorCell root, Logger log, Platform platform) {
        this.root = root;
        this.log = log;
        this.platform = platform;
    }

    /** Only workers that others share are watched: a handler that has its thread to itself may block. */
    void watch(Dispatcher dispatcher, DispatcherSettings settings) {
        if (dispatcher instanceof SharedWorkers && !settings.watchdog().isZero()) {
            new Watchdog(this, dispatcher.id(), (SharedWorkers) dispatcher, Durations.nanos(settings.watchdog()))
                    .begin();
        }
    }

    ActorCell root() {
        return root;
    }

    Logger log() {
        return log;
    }

    Platform platform() {
        return platform;
    }
}
