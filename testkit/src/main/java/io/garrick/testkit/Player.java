package io.garrick.testkit;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The thread of an actor that may block by contract, or of a task on such a dispatcher. Acts when it has been handed the baton. */
final class Player extends Thread {

    private final Baton baton;
    private final Semaphore turn = new Semaphore(0);

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

    Player(Baton baton, String name) {
        super(name);
        this.baton = baton;
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

    void dismiss() {
        dismissed = true;
        turn.release();
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
            baton.giveBack();
        }
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
