package io.garrick.dispatch;

import java.util.function.BooleanSupplier;

/**
 * Decides where and when mailboxes (and plain tasks) run. All methods may be called from any thread.
 *
 * <p>Memory consistency: what a thread did before {@link #execute} <em>happens-before</em> the task's run, as for any
 * {@link java.util.concurrent.Executor}.
 */
public interface Dispatcher extends MessageDispatcher {

    /**
     * How long one activation may last before it ends after the current message.
     *
     * @return nanoseconds, or 0 for no limit (the default; then no clock is read)
     */
    long throughputDeadlineNanos();

    /**
     * The clock that deadlines are measured with.
     *
     * @return the clock of the system
     */
    Clock clock();

    /**
     * Queues a task; a {@link Mailbox} is run with a message budget, anything else is simply run.
     *
     * @param task what to run
     * @throws java.util.concurrent.RejectedExecutionException after {@link #shutdown()}
     */
    @Override
    void execute(Runnable task);

    /**
     * Queues a mailbox; what {@link Mailbox} itself calls. A dispatcher that treats mailboxes like other tasks need not override it.
     *
     * @param mailbox what to run
     * @throws java.util.concurrent.RejectedExecutionException after {@link #shutdown()}
     */
    default void execute(Mailbox mailbox) {
        execute((Runnable) mailbox);
    }

    /**
     * Queues a mailbox whose activation ended with work left: it goes to the back, never to a last-woken slot. Called by the thread
     * that ran it.
     *
     * @param mailbox the mailbox, still marked scheduled
     * @throws java.util.concurrent.RejectedExecutionException after {@link #shutdown()}
     */
    default void yield(Mailbox mailbox) {
        execute((Runnable) mailbox);
    }

    /**
     * Binds a new mailbox: the dispatcher that this one mailbox runs on.
     *
     * @return this dispatcher when it is shared; one of its own for a pinned mailbox
     */
    default Dispatcher attach() {
        return this;
    }

    /** Ends what {@link #attach()} made for one mailbox alone (a pinned thread); nothing for a shared dispatcher. */
    default void detach() {}

    /**
     * Whether code on this dispatcher's threads may block by contract.
     *
     * @return {@code true} for pinned and virtual-thread dispatchers, {@code false} for shared workers
     */
    boolean mayBlock();

    /**
     * Whether the calling thread may wait until a mailbox that runs here has room for its message.
     *
     * @return what {@link Dispatchers#mayBlockHere()} says, whichever dispatcher this is; {@code false} where the caller would wait for itself, as most
     *     do in a rehearsal
     */
    default boolean maySendersWait() {
        return Dispatchers.mayBlockHere();
    }

    /**
     * Waits in the calling thread's stead, where threads and time are not the machine's: in a rehearsal others go on meanwhile, and the time is virtual. Whatever of the runtime makes a thread
     * wait for an actor asks here first; this is the one place where that can be done otherwise.
     *
     * @param condition what is waited for; cheap and without effect, looked at by any thread
     * @param nanos how long to wait, in nanoseconds; the largest number for ever
     * @return {@code true} when it has waited, until the condition held or the time had passed; {@code false}, at once, where the thread has to wait by itself, as
     *     on all dispatchers of threads
     * @throws IllegalStateException where the calling thread must not wait
     */
    default boolean waitsFor(BooleanSupplier condition, long nanos) {
        return false;
    }

    /**
     * Whether the calling thread is one of this dispatcher's, so that waiting on it for the dispatcher's end would wait for ever.
     *
     * @return {@code true} on threads of this dispatcher
     */
    boolean runsHere();

    /**
     * A look at the dispatcher, which changes nothing and costs its threads nothing.
     *
     * @return how it stands; what an implementation does not know is 0
     */
    default DispatcherSnapshot snapshot() {
        return new DispatcherSnapshot(id(), 0, 0, 0, 0, 0);
    }

    /** Refuses new tasks, lets the queued ones run, then ends the threads. Returns at once. */
    void shutdown();

    /**
     * Waits until every thread of this dispatcher has ended, after {@link #shutdown()}.
     *
     * @param timeoutNanos how long to wait, in nanoseconds
     * @return whether all have ended; the calling thread, if it is one of them, is not waited for
     * @throws InterruptedException when the calling thread is interrupted
     */
    boolean awaitTermination(long timeoutNanos) throws InterruptedException;
}
