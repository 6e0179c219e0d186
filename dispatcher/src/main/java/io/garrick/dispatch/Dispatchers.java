package io.garrick.dispatch;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The dispatchers of a system by id; and, in its static methods, what makes dispatchers, and the few threads that are none of theirs. A {@link Dispatcher} of another
 * make can be used anywhere one of these can.
 */
public interface Dispatchers {

    /** Id of the dispatcher that actors run on when nothing else is said. */
    String DEFAULT_DISPATCHER_ID = "default-dispatcher";

    /**
     * A dispatcher by id. Any thread.
     *
     * @param id a configured id
     * @return the dispatcher, started if it was not yet; a system throws its {@code ConfigurationException} when none has this id
     */
    Dispatcher lookup(String id);

    /**
     * Whether there is a dispatcher of this id. Any thread; starts none.
     *
     * @param id any text
     * @return whether {@link #lookup} would find it
     */
    boolean hasDispatcher(String id);

    /**
     * The dispatcher that actors run on when nothing else is said.
     *
     * @return the one with the id {@value #DEFAULT_DISPATCHER_ID}
     */
    default Dispatcher defaultGlobalDispatcher() {
        return lookup(DEFAULT_DISPATCHER_ID);
    }

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
    static Dispatcher create(String systemName, DispatcherSettings settings, Clock clock, ErrorHandler errors) {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(errors, "errors");
        String threadPrefix = DispatchThread.prefix(systemName, settings.id());
        return switch (settings.kind()) {
            case WORK_STEALING -> WorkStealingDispatcher.start(threadPrefix, settings, clock, errors);
            case PINNED -> new PinnedDispatcher(threadPrefix, settings, clock, errors);
            case VIRTUAL_THREADS -> new VirtualThreadDispatcher(threadPrefix, settings, clock, errors);
            case THREAD_POOL -> ThreadPoolDispatcher.start(threadPrefix, settings, clock, errors);
            case EXECUTOR -> new ExecutorDispatcher(settings, clock, errors);
        };
    }

    /**
     * Whether code on the calling thread may block by contract: yes on threads from outside, of pinned and of virtual-thread dispatchers; no on shared workers, in tasks of a
     * dispatcher over an executor, on timer threads, and on threads made by a {@link #threadFactory} that says so.
     *
     * @return whether a short wait here holds up nobody else
     */
    static boolean mayBlockHere() {
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
    static ThreadFactory threadFactory(String systemName, String purpose, boolean daemon, boolean mayBlock) {
        String prefix = DispatchThread.prefix(systemName, purpose);
        AtomicInteger number = new AtomicInteger();
        return code -> new DispatchThread(code, prefix + number.incrementAndGet(), daemon, mayBlock);
    }
}
