package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Which thread is in a mailbox's activation: written by the runner, for "am I running?" and for who watches the workers. */
abstract class RunnerMark extends SystemQueue {

    private static final VarHandle RUNNER;

    static {
        try {
            RUNNER = MethodHandles.lookup().findVarHandle(RunnerMark.class, "runner", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * The number of the thread in the current activation, 0 for none; exact for the thread that asks about itself. A number, because the collector
     * would charge for each store of a reference into an old object.
     */
    private int runner;

    RunnerMark(SystemMessage first) {
        super(first);
    }

    /** An activation begins on this thread; gives what {@link #exit} is to put back. */
    final int enter() {
        int outer = runner;
        runner = numberOf(Thread.currentThread());
        return outer;
    }

    final void exit(int outer) {
        runner = outer;
    }

    /**
     * Whether the calling thread is in this mailbox's activation now.
     *
     * @return {@code true} only for the thread that runs it
     */
    public final boolean isRunningHere() {
        return runner == numberOf(Thread.currentThread());
    }

    /**
     * Whether a thread is in this mailbox's activation. Any thread; an estimate that becomes right when the thread stays where it is.
     *
     * @param thread a thread of the dispatcher
     * @return whether it runs this mailbox
     */
    public final boolean isRunningOn(Thread thread) {
        return (int) RUNNER.getOpaque(this) == numberOf(thread);
    }

    private static int numberOf(Thread thread) {
        return (int) thread.getId();
    }
}
