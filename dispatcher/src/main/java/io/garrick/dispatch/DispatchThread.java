package io.garrick.dispatch;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Every platform thread of a system: the one class that makes threads and that parks them (ArchUnit rule), so that whoever wants to know
 * what a thread may do can ask it.
 */
class DispatchThread extends Thread {

    private final boolean mayBlock;

    /**
     * Makes a thread that is not yet started.
     *
     * @param name its name, {@code garrick-<system>-<dispatcher>-<n>}
     * @param daemon whether it lets the JVM end
     * @param mayBlock whether code on it may block by contract
     */
    DispatchThread(String name, boolean daemon, boolean mayBlock) {
        this(null, name, daemon, mayBlock);
    }

    /** As above, with the code to run given instead of overridden. */
    DispatchThread(@Nullable Runnable code, String name, boolean daemon, boolean mayBlock) {
        super(null, code, name, 0, false);
        this.mayBlock = mayBlock;
        setDaemon(daemon);
        setContextClassLoader(Thread.currentThread().getContextClassLoader());
    }

    /** Whether code on the calling thread may block by contract: everywhere but on a shared worker or a timer thread. */
    static boolean mayBlockHere() {
        return Thread.currentThread() instanceof DispatchThread thread
                ? thread.mayBlock
                : !ExecutorDispatcher.runsAnyHere();
    }

    /** How the names of threads begin; a number follows. */
    static String prefix(String systemName, String purpose) {
        return "garrick-" + systemName + "-" + purpose + "-";
    }

    /** Waits for an {@link #wake}, which may have come before; may return early for no reason. Also returns when interrupted. */
    static void park(Object blocker) {
        LockSupport.park(blocker);
    }

    /** As {@link #park(Object)}, for so many nanoseconds at most. */
    static void park(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, nanos);
    }

    /** Ends this thread's current or next park. */
    final void wake() {
        LockSupport.unpark(this);
    }

    /** Reports what a task threw, to the thread's own handler when that fails too: nothing disappears and nothing ends the thread. */
    static void report(ErrorHandler errors, Throwable thrown) {
        try {
            errors.onError(thrown);
        } catch (Throwable second) {
            if (second != thrown) {
                second.addSuppressed(thrown);
            }
            reportToThread(second);
        }
    }

    private static void reportToThread(Throwable thrown) {
        Thread self = currentThread();
        try {
            self.getUncaughtExceptionHandler().uncaughtException(self, thrown);
        } catch (Throwable last) {
            // as the JVM does at the end of a thread: there is nobody left to tell
        }
    }
}
