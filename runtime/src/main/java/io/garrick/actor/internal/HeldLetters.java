package io.garrick.actor.internal;

import io.garrick.actor.DeadLetter;
import io.garrick.dispatch.TimerTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts the dead letters that a limit keeps out of the log, and says how many they were when its window is over, so that a burst before a silence is told, too. Any thread. */
final class HeldLetters {

    private final LocalSystem system;
    private final AtomicLongArray counts = new AtomicLongArray(DeadLetter.Reason.values().length);

    /** Set while a report is to come. Cleared before the counts are taken, so that whoever counts afterwards asks for the next. */
    private final AtomicBoolean announced = new AtomicBoolean();

    HeldLetters(LocalSystem system) {
        this.system = system;
    }

    void add(DeadLetter.Reason reason) {
        counts.incrementAndGet(reason.ordinal());
        if (announced.compareAndSet(false, true)) {
            announce();
        }
    }

    private void announce() {
        try {
            system.timers().schedule(new Announcement(), RateLimit.WINDOW_NANOS);
        } catch (IllegalStateException closed) {
            announced.set(false); // told by the system's last report; what comes after that is in its counts alone
        }
    }

    private final class Announcement extends TimerTask {
        @Override
        protected void run() {
            report();
        }
    }

    /** Says how many there were since the last time, if there were any. */
    void report() {
        announced.set(false);
        long sum = 0;
        List<String> byReason = new ArrayList<>();
        for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
            long count = counts.getAndSet(reason.ordinal(), 0);
            sum += count;
            if (count > 0) {
                byReason.add(reason + "=" + count);
            }
        }
        if (sum > 0) {
            system.logger()
                    .info(
                            "messages were not delivered and not logged one by one: count={} {}",
                            sum,
                            String.join(" ", byReason));
        }
    }
}
