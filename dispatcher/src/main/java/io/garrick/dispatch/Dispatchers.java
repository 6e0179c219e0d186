package io.garrick.dispatch;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes dispatchers, and the few threads that are none of theirs. A {@link Dispatcher} of another make can be used anywhere one of these can.
 */
public final class Dispatchers {

    private Dispatchers() {}

    /**
     * Makes and starts a dispatcher.
     *
     * @param systemName the name of the actor system; its threads are called {@code garrick-<system>-<dispatcher>-<n>}
     * @param settings what kind, how large
     * @param clock what deadlines are measured with
     * @param errors where it reports what tasks throw
     * @return the dispatcher; {@linkplain Dispatcher#shutdown() shut it down} when it is no longer needed
     * @throws UnsupportedOperationException for {@link DispatcherSettings.Kind#VIRTUAL_THREADS} on a JDK that has none
     */
    public static Dispatcher create(String systemName, DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(errors, "errors");
        String threadPrefix = threadPrefix(systemName, settings.id());
        return switch (settings.kind()) {
            case WORK_STEALING -> WorkStealingDispatcher.start(threadPrefix, settings, clock, errors);
            case PINNED -> new PinnedDispatcher(threadPrefix, settings, clock, errors);
            case VIRTUAL_THREADS -> new VirtualThreadDispatcher(threadPrefix, settings, clock, errors);
        };
    }

    /**
     * Whether code on the calling thread may block by contract: yes on threads from outside, of pinned and of virtual-thread dispatchers; no on shared workers, on timer
     * threads, and on threads made by a {@link #threadFactory} that says so.
     *
     * @return whether a short wait here holds up nobody else
     */
    public static boolean mayBlockHere() {
        return DispatchThread.mayBlockHere();
    }

    /**
     * Makes threads for the parts of a system that need their own (transports, servers): named and marked like those of its dispatchers, and
     * started by whoever asked for them.
     *
     * @param systemName the name of the actor system
     * @param purpose what they do, the middle of their names
     * @param daemon whether they let the JVM end
     * @param mayBlock what {@link #mayBlockHere()} is to say on them
     * @return a factory of unstarted threads
     */
    public static ThreadFactory threadFactory(String systemName, String purpose, boolean daemon, boolean mayBlock) {
        String prefix = threadPrefix(systemName, purpose);
        AtomicInteger number = new AtomicInteger();
        return code -> new DispatchThread(code, prefix + number.incrementAndGet(), daemon, mayBlock);
    }

    static String threadPrefix(String systemName, String purpose) {
        return "garrick-" + systemName + "-" + purpose + "-";
    }
}
