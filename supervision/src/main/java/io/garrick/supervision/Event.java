package io.garrick.supervision;

import java.util.Objects;

/**
 * What happened to a child, told to {@link Supervisor#on} by the cell of its parent. Immutable data. More kinds of
 * event come with strategies that need them; only {@link Supervisor} distinguishes them.
 *
 * @param <C> what the runtime knows a child by; its {@code equals} and {@code hashCode} tell incarnations of one name
 *     apart
 */
public sealed interface Event<C> {

    /**
     * The child that it happened to.
     *
     * @return the child
     */
    C child();

    /**
     * A child has failed and waits, suspended, for what its supervisor decides. The decider has been called.
     *
     * <p>The parent's cell tells it only of children that are still in its table, hence never after {@link Gone}.
     *
     * <p>About the generation: the child's cell keeps the number of the last {@link Command.Restart} that it has begun
     * to carry out (0 before the first), takes it over before it runs any hook, and sends it with each failure. A
     * failure of an older generation than the last that was ordered is stale and gets <em>no</em> answer: the restart
     * that is on its way replaces the failed instance, so a child that carries out a restart also ends the suspension
     * by its own failure. A restart that the supervisor did not order (of children that their parent keeps over its own
     * restart) may leave the number as it is or raise it; both are understood.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed
     * @param generation the number of the last restart that the child has begun to carry out, 0 or more
     * @param cause what it failed with
     * @param directive what the decider said
     */
    record Failed<C>(C child, long generation, Throwable cause, Directive directive) implements Event<C> {

        /**
         * Checks the arguments.
         *
         * @param child the child that failed
         * @param generation the number of the last restart that the child has begun to carry out, 0 or more
         * @param cause what it failed with
         * @param directive what the decider said
         * @throws IllegalArgumentException when the generation is negative
         */
        public Failed {
            Objects.requireNonNull(child, "child");
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(directive, "directive");
            if (generation < 0) {
                throw new IllegalArgumentException(
                        "generation must be 0 or more: generation=" + generation + " child=" + child);
            }
        }
    }

    /**
     * A child has been told to restart together with its parent, without a decision about it: a failure of an earlier generation that is still
     * under way is answered by this.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that is restarted
     */
    record Restarted<C>(C child) implements Event<C> {

        /**
         * Checks the argument.
         *
         * @param child the child that is restarted
         */
        public Restarted {
            Objects.requireNonNull(child, "child");
        }
    }

    /**
     * A child has ended, for whatever reason, and is no longer in its parent's table. What was remembered of it is
     * forgotten.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that ended
     */
    record Gone<C>(C child) implements Event<C> {

        /**
         * Checks the argument.
         *
         * @param child the child that ended
         */
        public Gone {
            Objects.requireNonNull(child, "child");
        }
    }
}
