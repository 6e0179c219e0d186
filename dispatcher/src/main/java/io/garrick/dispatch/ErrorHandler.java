package io.garrick.dispatch;

/** Where threads of a system report what a task threw at them: tasks should not throw, and none of them ends a thread. */
@FunctionalInterface
public interface ErrorHandler {

    /**
     * Takes note. Called on the thread that ran the task, right after it failed; must not block. What this method throws itself goes to the
     * thread's {@link Thread.UncaughtExceptionHandler}.
     *
     * @param thrown what the task threw, errors included
     */
    void onError(Throwable thrown);
}
