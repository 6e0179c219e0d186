package io.garrick.supervision;

import java.util.Objects;

/**
 * What happened to a child, told to {@link Supervisor#on} by the cell of its parent. Immutable data; only
 * {@link Supervisor} distinguishes the kinds.
 *
 * @param <C> what the runtime knows a child by; its {@code equals} and {@code hashCode} tell incarnations of one name
 *     apart
 */
public sealed interface Event<C> {

    /**
     * A child has failed and waits, suspended, for what its supervisor decides. The decider has been called.
     *
     * <p>The parent's cell tells it only of children that are still in its table, hence never after {@link Gone}.
     *
     * <p>The generation counts the restarts that the child has begun to carry out, raised before any hook runs: those
     * ordered by {@link Command.Restart}, whose number it may take over instead of counting, and those that go with its
     * parent's, which are told here as {@link Restarted}. Every order counts, also one that finds the child in the
     * middle of a restart. A failure of an older generation than the last restart that the child was told is stale and
     * gets <em>no</em> answer: the restart that is on its way replaces the failed instance, so a child that carries out
     * a restart also ends the suspension by its own failure. A generation above what was told is believed.
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
     * A child has been told to restart together with its parent, which kept it over its own restart (S02). There is no
     * answer, and the budget is not touched; a failure of the child that is still on its way is stale from now on.
     *
     * <p>The parent's cell tells it only of children that are still in its table.
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

    /**
     * A permanent child ({@link ChildKind#PERMANENT}) has ended by itself: it has no instance any more, is suspended, and
     * waits for what its supervisor decides. No decider is called: it is to be started again if the budget allows.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that ended
     * @param generation as in {@link Failed}
     * @param cause says so, for those who are restarted with it
     */
    record EndedByItself<C>(C child, long generation, Throwable cause) implements Event<C> {

        /**
         * Checks the arguments.
         *
         * @param child the child that ended
         * @param generation as in {@link Failed}
         * @param cause says so, for those who are restarted with it
         */
        public EndedByItself {
            Objects.requireNonNull(child, "child");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * A child has carried out a {@link Command.TakeDown} or {@link Command.RestartAfter}: its instance is gone, and so are
     * the children that this one has stopped. Told only for commands that are awaited.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child
     * @param generation the number of the order that it has carried out
     */
    record TakenDown<C>(C child, long generation) implements Event<C> {}

    /**
     * A child has carried out a {@link Command.Restart} or {@link Command.Start}: its new instance is there, and its hook
     * has run. Told only for commands that are awaited.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child
     * @param generation the number of the order that it has carried out
     */
    record Started<C>(C child, long generation) implements Event<C> {}

    /**
     * The delay of a {@link Command.RestartAfter} is over. One whose child has been told another order since, or has ended, is ignored.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that waits
     * @param generation the number of the order
     */
    record DelayElapsed<C>(C child, long generation) implements Event<C> {}

    /**
     * The parent is being restarted: whatever was under way is settled by that. What happens to the children is told by
     * {@link Gone}, and by {@link Restarted} for those that are kept; until then they are told nothing.
     *
     * @param <C> what the runtime knows a child by
     */
    record ParentRestarting<C>() implements Event<C> {}
}
