package io.garrick.supervision;

/**
 * Chooses a {@link Directive} for the exception with which a child failed. User code: it may throw, which makes the
 * supervising actor fail (S12), and it may use that actor's state.
 *
 * <p>Called by the cell of the supervising actor on the thread that runs this actor, never at the same time as a
 * message handler of it, and never by {@link Supervisor}. A decider that is shared between actors must be safe to be
 * called by several threads at once; the ones that {@link DeciderBuilder} makes are, when their cases are.
 *
 * <p>Errors for which {@link SupervisorStrategy#isFatal(Throwable)} is true never get here.
 *
 * <p>Origin: Akka's {@code SupervisorStrategy.Decider}. That one is a partial function; this one is total, and
 * {@link DeciderBuilder} gives what Akka does with an exception for which there is no case.
 */
@FunctionalInterface
public interface Decider {

    /**
     * Chooses what is to be done.
     *
     * @param cause what the child failed with
     * @return the directive
     * @throws Exception when it cannot decide; the supervising actor then fails with this exception
     */
    Directive apply(Throwable cause) throws Exception;
}
