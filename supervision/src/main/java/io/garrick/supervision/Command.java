package io.garrick.supervision;

/**
 * What is to be done, told by {@link Supervisor#on} to the parent's cell, which carries the commands out in the order
 * of the list. Immutable data.
 *
 * <p>A child that is not yet created or is already stopping is a legal target of every command; what it does then is
 * the child's cell's business: a stopping child goes on stopping.
 *
 * @param <C> what the runtime knows a child by
 */
public sealed interface Command<C> {

    /**
     * The child that failed.
     *
     * @return the child
     */
    C child();

    /**
     * What it failed with.
     *
     * @return the cause, the same object that the child threw
     */
    Throwable cause();

    /**
     * Calls the visitor's method for this kind of command.
     *
     * @param visitor carries the command out
     */
    void accept(Visitor<C> visitor);

    /**
     * Keep the instance, drop the message that failed, end the suspension.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed
     * @param cause what it failed with
     */
    record Resume<C>(C child, Throwable cause) implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.resume(this);
        }
    }

    /**
     * Replace the instance and end the suspension.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed
     * @param cause what it failed with
     * @param generation the number of this restart, 1 or more; goes to the child, which sends it with its next failure,
     *     see {@link Event.Failed}
     */
    record Restart<C>(C child, Throwable cause, long generation) implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.restart(this);
        }
    }

    /**
     * Stop the child. No command for it follows.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed
     * @param cause what it failed with
     * @param reason who wanted it so
     */
    record Stop<C>(C child, Throwable cause, StopReason reason) implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.stop(this);
        }
    }

    /**
     * The parent fails with the same cause. The child stays suspended until the parent is resumed, restarted or
     * stopped.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed
     * @param cause what it failed with
     */
    record Escalate<C>(C child, Throwable cause) implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.escalate(this);
        }
    }

    /** Why a child is stopped. */
    enum StopReason {
        /** The decider said {@link Directive#STOP}. */
        DECIDED,

        /** The decider said {@link Directive#RESTART}, and the restart budget does not allow another one now. */
        BUDGET_SPENT
    }

    /**
     * One method for each kind of command: who forgets one does not compile.
     *
     * @param <C> what the runtime knows a child by
     */
    interface Visitor<C> {

        /**
         * Carries out a {@link Resume}.
         *
         * @param command the command
         */
        void resume(Resume<C> command);

        /**
         * Carries out a {@link Restart}.
         *
         * @param command the command
         */
        void restart(Restart<C> command);

        /**
         * Carries out a {@link Stop}.
         *
         * @param command the command
         */
        void stop(Stop<C> command);

        /**
         * Carries out an {@link Escalate}.
         *
         * @param command the command
         */
        void escalate(Escalate<C> command);
    }
}
