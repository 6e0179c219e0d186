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
     * The child that is to do something.
     *
     * @return the child
     */
    C child();

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
     * Replace the instance, as soon as the old one and the children that it has stopped are gone, and end the suspension.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed, or one of its group
     * @param cause what the failure was
     * @param generation the number of this restart, 1 or more; goes to the child, which sends it with its next failure,
     *     see {@link Event.Failed}
     * @param awaited whether {@link Event.Started} is to be told
     */
    record Restart<C>(C child, Throwable cause, long generation, boolean awaited) implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.restart(this);
        }
    }

    /**
     * Take the old instance down now, and tell {@link Event.DelayElapsed} with this number after that time; a {@link Start} follows then.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed
     * @param cause what it failed with
     * @param generation the number of this restart, as in {@link Restart}
     * @param nanos the delay, counted from now; above zero
     * @param awaited whether {@link Event.TakenDown} is to be told
     */
    record RestartAfter<C>(C child, Throwable cause, long generation, long nanos, boolean awaited)
            implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.restartAfter(this);
        }
    }

    /**
     * Take the old instance down, and tell {@link Event.TakenDown} when it is gone and so are the children that it has stopped; a
     * {@link Start} follows some time.
     *
     * @param <C> what the runtime knows a child by
     * @param child one of the group of the child that failed
     * @param cause what the failure was
     * @param generation the number of this restart, as in {@link Restart}
     */
    record TakeDown<C>(C child, Throwable cause, long generation) implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.takeDown(this);
        }
    }

    /**
     * Make the next instance, as soon as the old one is gone, and end the suspension.
     *
     * @param <C> what the runtime knows a child by
     * @param child a child that was told to take its instance down
     * @param generation the number that it was told with that
     * @param awaited whether {@link Event.Started} is to be told
     */
    record Start<C>(C child, long generation, boolean awaited) implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.start(this);
        }
    }

    /**
     * Leave the child that failed as it is, suspended: what becomes of it is settled, and is ordered when its turn in its group
     * comes.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed
     * @param cause what it failed with
     * @param settled {@link Directive#RESTART} or {@link Directive#STOP}
     * @param budgetSpent whether it is stopped although the decider said {@link Directive#RESTART}
     */
    record Hold<C>(C child, Throwable cause, Directive settled, boolean budgetSpent) implements Command<C> {
        @Override
        public void accept(Visitor<C> visitor) {
            visitor.hold(this);
        }
    }

    /**
     * Stop the child. No command for it follows.
     *
     * @param <C> what the runtime knows a child by
     * @param child the child that failed, or one of its group
     * @param cause what the failure was
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
        BUDGET_SPENT,

        /** It failed, and is {@linkplain ChildKind#TEMPORARY temporary}. */
        TEMPORARY,

        /** Another of its group failed, which is stopped, or is restarted without its temporary children. */
        WITH_GROUP
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
         * Carries out a {@link RestartAfter}.
         *
         * @param command the command
         */
        void restartAfter(RestartAfter<C> command);

        /**
         * Carries out a {@link TakeDown}.
         *
         * @param command the command
         */
        void takeDown(TakeDown<C> command);

        /**
         * Carries out a {@link Start}.
         *
         * @param command the command
         */
        void start(Start<C> command);

        /**
         * Carries out a {@link Hold}.
         *
         * @param command the command
         */
        void hold(Hold<C> command);

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
