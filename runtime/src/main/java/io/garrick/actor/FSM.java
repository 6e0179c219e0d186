package io.garrick.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes with an actor that is a finite state machine, see {@link AbstractFSM}: its states, the events that are the machine's own, why it ends, and
 * what others hear of it. All of it is nested here, so that a subclass of {@link AbstractFSM} names it simply ({@code Failure.class}), as in Akka.
 *
 * @param <S> names of states, mostly an enum
 * @param <D> data that goes with a state
 */
public interface FSM<S, D> {

    /**
     * Where the machine stands; while {@code onTransition} runs, where it has stood.
     *
     * @return the name of the state
     * @throws IllegalStateException before {@code startWith}
     */
    S stateName();

    /**
     * What the machine holds; while {@code onTransition} runs, what it has held.
     *
     * @return the data of the state
     * @throws IllegalStateException before {@code startWith}
     */
    D stateData();

    /**
     * The event that a state's time-out is.
     *
     * @return an instance, equal to each that the machine sends
     */
    static StateTimeout StateTimeout() {
        return new StateTimeout();
    }

    /**
     * Why a machine ends that has done its work.
     *
     * @return an instance, equal to any other
     */
    static Reason Normal() {
        return new Normal();
    }

    /**
     * Why a machine ends that is stopped from outside, or restarted.
     *
     * @return an instance, equal to any other
     */
    static Reason Shutdown() {
        return new Shutdown();
    }

    /** The machine has been in its state for the time-out of the state, and nothing has happened. */
    record StateTimeout() {}

    /** Why a machine ends. */
    sealed interface Reason permits Normal, Shutdown, Failure {}

    /** It has done its work: {@code stop()}. */
    record Normal() implements Reason {}

    /** It is stopped from outside, or restarted. */
    record Shutdown() implements Reason {}

    /**
     * Something is wrong: {@code stop(new Failure(...))}. It is logged at ERROR; the supervisor sees an actor that has ended, not one that has failed.
     *
     * @param cause what: a throwable, a text, anything
     */
    record Failure(Object cause) implements Reason {

        /**
         * Refuses null.
         *
         * @param cause what is wrong
         */
        public Failure {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * Tell it to the machine, and the actor hears where it stands ({@link CurrentState}) and from then on where it goes ({@link Transition}). The machine
     * forgets it when it restarts, and does not notice when the actor ends: what it tells it then is a dead letter.
     *
     * @param actorRef who wants to hear
     */
    record SubscribeTransitionCallBack(ActorRef actorRef) {

        /**
         * Refuses null.
         *
         * @param actorRef who wants to hear
         */
        public SubscribeTransitionCallBack {
            Objects.requireNonNull(actorRef, "actorRef");
        }
    }

    /**
     * Tell it to the machine, and the actor hears nothing more.
     *
     * @param actorRef who has heard enough
     */
    record UnsubscribeTransitionCallBack(ActorRef actorRef) {

        /**
         * Refuses null.
         *
         * @param actorRef who has heard enough
         */
        public UnsubscribeTransitionCallBack {
            Objects.requireNonNull(actorRef, "actorRef");
        }
    }

    /**
     * The answer to {@link SubscribeTransitionCallBack}.
     *
     * @param <S> names of states
     * @param fsmRef which machine
     * @param state where it stands
     */
    record CurrentState<S>(ActorRef fsmRef, S state) {}

    /**
     * A machine has gone from one state to another, or to the same one again; told after the machine's own {@code onTransition}.
     *
     * @param <S> names of states
     * @param fsmRef which machine
     * @param from where it has stood
     * @param to where it stands now
     */
    record Transition<S>(ActorRef fsmRef, S from, S to) {}

    /**
     * What {@link AbstractLoggingFSM} remembers of an event.
     *
     * @param <S> names of states
     * @param <D> data of states
     * @param stateName where the machine stood when the event came
     * @param stateData what it held then
     * @param event the message
     */
    record LogEntry<S, D>(S stateName, D stateData, Object event) {}

    /**
     * Where an event leads: made with {@code goTo}, {@code stay} and {@code stop}, refined here. Immutable: each method gives another one.
     *
     * @param <S> names of states
     * @param <D> data of states
     */
    final class State<S, D> {

        private final S stateName;
        private final D stateData;

        @Nullable
        private final Duration timeout;

        @Nullable
        private final Reason stopReason;

        private final List<Object> replies;
        private final boolean notifies;

        private State(
                S stateName,
                D stateData,
                @Nullable Duration timeout,
                @Nullable Reason stopReason,
                List<Object> replies,
                boolean notifies) {
            this.stateName = stateName;
            this.stateData = stateData;
            this.timeout = timeout;
            this.stopReason = stopReason;
            this.replies = replies;
            this.notifies = notifies;
        }

        /** A state to go to, also from itself. */
        static <S, D> State<S, D> to(S stateName, D stateData) {
            return new State<>(Objects.requireNonNull(stateName, "stateName"), stateData, null, null, List.of(), true);
        }

        /**
         * The name.
         *
         * @return where to go
         */
        public S stateName() {
            return stateName;
        }

        /**
         * The data.
         *
         * @return what to hold there
         */
        public D stateData() {
            return stateData;
        }

        /**
         * How long to stay at most.
         *
         * @return what {@link #forMax} was given; empty for what the state says
         */
        public Optional<Duration> timeout() {
            return Optional.ofNullable(timeout);
        }

        /**
         * Whether the machine ends here.
         *
         * @return why, if it does
         */
        public Optional<Reason> stopReason() {
            return Optional.ofNullable(stopReason);
        }

        /**
         * What the sender of the event is told.
         *
         * @return in order
         */
        public List<Object> replies() {
            return replies;
        }

        /**
         * With other data.
         *
         * @param nextStateData what to hold from now on
         * @return another one
         */
        public State<S, D> using(D nextStateData) {
            return new State<>(stateName, nextStateData, timeout, stopReason, replies, notifies);
        }

        /**
         * With a time-out in place of the state's own, until the next event.
         *
         * @param stateTimeout how long to stay; zero or negative is at once, and {@code ChronoUnit.FOREVER.getDuration()} is without end
         * @return another one
         */
        public State<S, D> forMax(Duration stateTimeout) {
            Objects.requireNonNull(stateTimeout, "timeout");
            return new State<>(stateName, stateData, stateTimeout, stopReason, replies, notifies);
        }

        /**
         * With an answer to the sender of the event, told before {@code onTransition}.
         *
         * @param replyValue what to tell, after what was given before
         * @return another one
         */
        public State<S, D> replying(Object replyValue) {
            List<Object> more = new ArrayList<>(replies);
            more.add(Objects.requireNonNull(replyValue, "replyValue"));
            return new State<>(stateName, stateData, timeout, stopReason, List.copyOf(more), notifies);
        }

        /** The same, and nobody hears of it unless the name is another. */
        State<S, D> quietly() {
            return new State<>(stateName, stateData, timeout, stopReason, replies, false);
        }

        /** The same, and the machine ends. */
        State<S, D> stopped(Reason reason) {
            return new State<>(stateName, stateData, timeout, Objects.requireNonNull(reason, "reason"), replies, false);
        }

        boolean notifies() {
            return notifies;
        }

        @Override
        public String toString() {
            return "State[" + stateName + (stopReason == null ? "" : ", stops=" + stopReason) + "]";
        }
    }
}
