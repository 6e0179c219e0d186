package io.garrick.actor.internal;

import io.garrick.dispatch.TimerTask;
import io.garrick.supervision.Event;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The delays of an actor's children that wait for their restart (S13). Runner of the parent only, but for the tasks on the wheel. */
final class Delays {

    private final Map<LocalRef, Delay> pending = new HashMap<>(4);

    private static final class Delay extends TimerTask {
        private final LocalRef parent;
        private final CellMessage message;

        Delay(LocalRef parent, CellMessage message) {
            this.parent = parent;
            this.message = message;
        }

        @Override
        protected void run() {
            parent.sendSystem(message);
        }
    }

    /** Begins a delay; one child has one at a time. */
    void begin(ActorCell parent, LocalRef child, long generation, long nanos) {
        begin(parent, child, new CellMessage.Progress(new Event.DelayElapsed<>(child, generation)), nanos);
    }

    /** Tells the parent something after a time, unless it is cancelled before. */
    void begin(ActorCell parent, LocalRef child, CellMessage message, long nanos) {
        cancel(parent, child);
        Delay delay = new Delay(parent.ref(), message);
        pending.put(child, delay);
        parent.system().timers().schedule(delay, nanos);
    }

    void cancel(ActorCell parent, LocalRef child) {
        cancel(parent, pending.remove(child));
    }

    void cancelAll(ActorCell parent) {
        for (Delay each : pending.values()) {
            cancel(parent, each);
        }
        pending.clear();
    }

    private static void cancel(ActorCell parent, @Nullable Delay delay) {
        if (delay != null && delay.cancel()) {
            parent.system().timers().entryCancelled();
        }
    }
}
