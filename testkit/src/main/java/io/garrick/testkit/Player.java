package io.garrick.testkit;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The thread of an actor that may block by contract, or of a task on such a dispatcher. Acts when it has been handed the baton. */
final class Player extends Thread {

    private final Semaphore turn = new Semaphore(0);

    /** Its own, so that a turn that comes back too late is not taken for another's. */
    private final Semaphore back = new Semaphore(0);

    /** What is to be done, or being done. Written by who has the baton. */
    @Nullable
    private Runnable task;

    private volatile boolean dismissed;

    /** Unwinds a turn that will never go on. Not an exception, so that programs do not catch it. */
    private static final class BrokenOff extends Error {
        private static final long serialVersionUID = 1L;

        BrokenOff() {
            super("rehearsal has ended, this turn will not go on", null, false, false);
        }
    }

    Player(String name) {
        super(name);
        setDaemon(true);
    }

    // ---------------------------------------------------------------- by the owner

    void begin(Runnable whole) {
        task = whole;
    }

    boolean isFree() {
        return task == null;
    }

    void go() {
        turn.release();
    }

    /** Waits until it gives the baton back; {@code false} when it has not for so long. An interrupt is kept for whoever asks for it, and is no reason to stop. */
    boolean awaitBack(long nanos) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return back.tryAcquire(nanos, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void dismiss() {
        dismissed = true;
        turn.release();
    }

    /** Waits until the thread has ended, after it was dismissed; whether it has. */
    boolean awaitEnd(long millis) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    join(millis);
                    return !isAlive();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether nobody waits for it any more. */
    boolean isDismissed() {
        return dismissed;
    }

    // ---------------------------------------------------------------- by itself

    @Override
    public void run() {
        try {
            do {
                awaitTurn();
                act();
            } while (!dismissed);
        } catch (BrokenOff end) {
            // nobody waits for it any more
        }
    }

    private void act() {
        Runnable whole = task;
        if (whole != null) {
            whole.run();
        }
        task = null;
        if (!dismissed) {
            giveBack();
        }
    }

    /** The turn is over, or waits. */
    void giveBack() {
        back.release();
    }

    /** Waits for the baton. An interrupt is left to whoever asks for it. */
    void awaitTurn() {
        if (!dismissed) {
            turn.acquireUninterruptibly();
        }
        if (dismissed) {
            throw new BrokenOff();
        }
    }
}
