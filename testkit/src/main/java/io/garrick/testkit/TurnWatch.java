package io.garrick.testkit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks, in real time, whether turns on owners' threads come to an end: there is nobody else who could. One thread for all rehearsals of the JVM, which ends when there has been none
 * for a while. Any thread.
 */
final class TurnWatch {

    private static final TurnWatch INSTANCE = new TurnWatch();

    private static final long LOOK_MILLIS = 100;
    private static final int IDLE_LOOKS = 20;

    /** Guards what follows. */
    private final Object lock = new Object();

    private final Map<Loop, Look> watched = new HashMap<>();
    private int idle;

    @Nullable
    private Thread thread;

    /** What was seen of a rehearsal, and for how many looks in a row. */
    private static final class Look {
        private long turn;
        private long times;
    }

    private TurnWatch() {}

    /** A thread begins to run a rehearsal. */
    static void begin(Loop loop) {
        INSTANCE.add(loop);
    }

    /** It has done so; from here on it is not interrupted. */
    static void end(Loop loop) {
        synchronized (INSTANCE.lock) {
            INSTANCE.watched.remove(loop);
        }
    }

    private void add(Loop loop) {
        synchronized (lock) {
            watched.put(loop, new Look());
            if (thread == null) {
                Thread started = new Thread(this::watch, "rehearsal-watch");
                started.setDaemon(true);
                started.start();
                thread = started;
            }
        }
    }

    private void watch() {
        synchronized (lock) {
            try {
                for (idle = 0; idle < IDLE_LOOKS; idle++) {
                    lock.wait(LOOK_MILLIS);
                    watched.forEach(this::look);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody does that
            } finally {
                thread = null; // whatever has ended it, the next rehearsal has another
            }
        }
    }

    private void look(Loop loop, Look look) {
        idle = 0;
        long turn = loop.turn();
        look.times = turn != Loop.NO_TURN && turn == look.turn ? look.times + 1 : 0;
        look.turn = turn;
        if (look.times * LOOK_MILLIS >= loop.turnLimitMillis()) {
            look.times = Long.MIN_VALUE / LOOK_MILLIS; // said once
            loop.blocks();
        }
    }
}
