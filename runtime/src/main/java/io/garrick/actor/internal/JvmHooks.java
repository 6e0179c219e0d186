package io.garrick.actor.internal;

import io.garrick.actor.Cancellable;
import io.garrick.actor.spi.Platform;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one system has the JVM run when it begins to end: the program's hooks, then the shutdown. One hook of the JVM, there as long as it has something to run; when the system has
 * terminated it holds nothing of it. Any thread.
 */
final class JvmHooks implements Runnable {

    private final FailureLog failureLog;

    /** Guards what follows; never held over code of a user. */
    private final Object lock = new Object();

    private final Deque<Hook> hooks = new ArrayDeque<>();

    @Nullable
    private Runnable shutdown;

    /** There as long as the JVM knows of this. */
    @Nullable
    private Runnable unregister;

    private boolean begun;

    JvmHooks(FailureLog failureLog) {
        this.failureLog = failureLog;
    }

    /** One of the program's. */
    private final class Hook implements Cancellable {
        private final Runnable code;
        private boolean cancelled;

        Hook(Runnable code) {
            this.code = Objects.requireNonNull(code, "hook");
        }

        @Override
        public boolean cancel() {
            synchronized (lock) {
                if (!hooks.remove(this)) {
                    return false;
                }
                cancelled = true;
                unregisterIfIdle();
                return true;
            }
        }

        @Override
        public boolean isCancelled() {
            synchronized (lock) {
                return cancelled;
            }
        }
    }

    Cancellable add(Platform platform, Runnable code) {
        Hook hook = new Hook(code);
        synchronized (lock) {
            if (isRegistered(platform)) {
                hooks.addLast(hook);
            } else {
                hook.cancelled = true;
            }
        }
        return hook;
    }

    /** Does nothing the second time. */
    void addShutdown(Platform platform, Runnable code) {
        synchronized (lock) {
            if (shutdown == null && isRegistered(platform)) {
                shutdown = code;
            }
        }
    }

    void forgetShutdown() {
        synchronized (lock) {
            shutdown = null;
            unregisterIfIdle();
        }
    }

    private boolean isRegistered(Platform platform) {
        if (unregister == null && !begun) {
            unregister = platform.whenJvmEnds(this).orElse(null);
        }
        return unregister != null && !begun;
    }

    private void unregisterIfIdle() {
        if (shutdown == null && hooks.isEmpty() && unregister != null) {
            unregister.run();
            unregister = null;
        }
    }

    // ---------------------------------------------------------------- the JVM ends

    @Override
    public void run() {
        Hook hook = nextHook();
        while (hook != null) {
            try {
                hook.code.run();
            } catch (Throwable thrown) { // whatever it is, the shutdown must come
                failureLog.error(
                        "JVM shutdown hook failed, the others run",
                        "hook=" + hook.code.getClass().getName(),
                        thrown);
            }
            hook = nextHook();
        }
        Runnable last;
        synchronized (lock) {
            last = shutdown;
        }
        if (last != null) {
            last.run();
        }
    }

    @Nullable
    private Hook nextHook() {
        synchronized (lock) {
            begun = true;
            return hooks.pollFirst();
        }
    }
}
