package io.garrick.actor;

import io.garrick.event.Logging;
import io.garrick.event.LoggingAdapter;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The base class of actors that are finite state machines: in each state, each event (a message) leads to a state, with data that goes along.
 *
 * <pre>{@code
 * final class Door extends AbstractFSM<Door.Is, Integer> {
 *     enum Is { OPEN, CLOSED }
 *
 *     Door() {
 *         startWith(Is.CLOSED, 0);
 *         when(Is.CLOSED, matchEventEquals("open", (event, times) -> goTo(Is.OPEN).using(times + 1)));
 *         when(Is.OPEN, Duration.ofSeconds(10), matchEvent(List.of("close", StateTimeout()), (event, times) -> goTo(Is.CLOSED)));
 *         onTransition(matchState(Is.OPEN, Is.CLOSED, () -> log().info("shut again")));
 *         initialize();
 *     }
 * }
 * }</pre>
 *
 * <p><b>Order.</b> An event cancels the time-out of the state; the first case that matches event and data decides; then the replies are told, {@code onTransition} is
 * called if the machine goes somewhere (to the same state too; {@code stay} goes nowhere), subscribers are told, the new state is entered and its time-out begins.
 * An event without a case is {@linkplain #unhandled unhandled}, and the machine stays.
 *
 * <p><b>Failures.</b> What a handler throws is the actor's failure, as in any actor, and the machine has not moved. A restart begins anew with a fresh
 * instance: its state, its timers, the time-out and its subscribers are gone, and the old instance ends with {@link FSM.Shutdown}.
 *
 * <p>The time-out and the named timers are the actor's timers: what is queued already when one is cancelled or replaced is discarded (promise T02). Everything
 * but {@link #log()} belongs to the thread that runs the actor. Shape and words are those of Akka's {@code AbstractFSM}.
 *
 * @param <S> names of states, mostly an enum
 * @param <D> data that goes with a state; a machine that needs none may have {@code null} for it
 */
public abstract class AbstractFSM<S, D> extends AbstractActor implements FSM<S, D>, FSMCases<S, D> {

    /** Made at the first use, which is in a subclass's constructor. */
    @Nullable
    private StateMachine<S, D> machine;

    /** Made at the first use; whoever makes a second one makes the same. */
    @Nullable
    private LoggingAdapter log;

    /** Called by the runtime through {@link Props}. */
    protected AbstractFSM() {}

    private record TimerName(String name) {}

    /** Every message goes to the machine, which knows what it has a case for. */
    private final class Events implements ReceiveCase.Choosing {

        @Override
        public void apply(Object message) throws Exception {
            machine().receive(AbstractFSM.this, message);
        }

        @Override
        public Stream<Class<?>> matched() {
            return machine().matched();
        }
    }

    // ---------------------------------------------------------------- describing the machine

    /**
     * Says where the machine begins.
     *
     * @param stateName the first state
     * @param stateData what it holds then
     */
    public final void startWith(S stateName, D stateData) {
        machine().startWith(State.to(stateName, stateData));
    }

    /**
     * Says where the machine begins, and how long it stays there at most.
     *
     * @param stateName the first state
     * @param stateData what it holds then
     * @param timeout in place of the state's own, until the first event
     */
    public final void startWith(S stateName, D stateData, Duration timeout) {
        machine().startWith(State.to(stateName, stateData).forMax(timeout));
    }

    /**
     * Says what happens in a state. What is said later about the same state comes after what was said before.
     *
     * @param stateName the state
     * @param stateFunctionBuilder the cases
     */
    public final void when(S stateName, FSMStateFunctionBuilder<S, D> stateFunctionBuilder) {
        machine().when(stateName, null, stateFunctionBuilder.cases());
    }

    /**
     * Says what happens in a state, and how long the machine waits there for an event: then it is {@link FSM.StateTimeout}. Each event begins the time anew.
     *
     * @param stateName the state
     * @param stateTimeout how long; {@code null} for what was said before, at first without end
     * @param stateFunctionBuilder the cases
     */
    public final void when(
            S stateName, @Nullable Duration stateTimeout, FSMStateFunctionBuilder<S, D> stateFunctionBuilder) {
        machine().when(stateName, stateTimeout, stateFunctionBuilder.cases());
    }

    /**
     * Says what happens to events that the state has no case for, in place of what was said before.
     *
     * @param stateFunctionBuilder the cases
     */
    public final void whenUnhandled(FSMStateFunctionBuilder<S, D> stateFunctionBuilder) {
        machine().otherwise(stateFunctionBuilder.cases());
    }

    /**
     * Says what is done on the way from one state to another. May be called several times: each is done, in order.
     *
     * @param transitionHandlerBuilder the cases
     */
    public final void onTransition(FSMTransitionHandlerBuilder<S> transitionHandlerBuilder) {
        machine().onTransition(transitionHandlerBuilder.build());
    }

    /**
     * Says what is done on every way from one state to another, also to the same one. May be called several times: each is done, in order.
     *
     * @param transitionHandler gets the state that is left and the one that is entered
     */
    public final void onTransition(FI.UnitApply2<S, S> transitionHandler) {
        machine().onTransition(transitionHandler);
    }

    /**
     * Says what is done when the machine ends, once per instance, in place of what was said before.
     *
     * @param stopBuilder the cases
     */
    public final void onTermination(FSMStopBuilder<S, D> stopBuilder) {
        machine().onTermination(stopBuilder.build());
    }

    /**
     * Enters the first state: its time-out begins, and {@code onTransition} is called with the first state twice. Call it at the end of the constructor. A
     * machine that does not call it works, without the two.
     *
     * @throws IllegalStateException when there is no {@link #startWith}, or no {@code when} for the first state
     */
    public final void initialize() {
        try {
            machine().initialize();
        } catch (Exception thrown) {
            throw AbstractFSM.<RuntimeException>unchecked(thrown);
        }
    }

    /** Throws what the compiler would not let through: constructors that call {@link #initialize()} declare nothing, and the runtime takes any throwable. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E unchecked(Exception thrown) throws E {
        throw (E) thrown;
    }

    // ---------------------------------------------------------------- where events lead

    /**
     * Goes to a state, with the same data. To the same state is a way, too: {@code onTransition} is called, and subscribers are told.
     *
     * @param nextStateName where to go
     * @return what a handler returns, perhaps refined
     */
    public final State<S, D> goTo(S nextStateName) {
        return State.to(nextStateName, stateData());
    }

    /**
     * Stays in the state, with the same data; its time-out begins anew.
     *
     * @return what a handler returns, perhaps refined
     */
    public final State<S, D> stay() {
        return goTo(stateName()).quietly();
    }

    /**
     * Ends the machine and stops the actor: it has done its work.
     *
     * @return what a handler returns
     */
    public final State<S, D> stop() {
        return stop(Normal());
    }

    /**
     * Ends the machine and stops the actor.
     *
     * @param reason why
     * @return what a handler returns
     */
    public final State<S, D> stop(Reason reason) {
        return stay().stopped(reason);
    }

    /**
     * Ends the machine and stops the actor.
     *
     * @param reason why
     * @param lastData what {@code onTermination} is to see
     * @return what a handler returns
     */
    public final State<S, D> stop(Reason reason, D lastData) {
        return stop(reason).using(lastData);
    }

    /**
     * The event that a state's time-out is.
     *
     * @return to match with
     */
    public final StateTimeout StateTimeout() {
        return FSM.StateTimeout();
    }

    /**
     * Why a machine ends that has done its work.
     *
     * @return to match with
     */
    public final Reason Normal() {
        return FSM.Normal();
    }

    /**
     * Why a machine ends that is stopped from outside, or restarted.
     *
     * @return to match with
     */
    public final Reason Shutdown() {
        return FSM.Shutdown();
    }

    // ---------------------------------------------------------------- where it stands

    @Override
    public final S stateName() {
        return machine().current().stateName();
    }

    @Override
    public final D stateData() {
        return machine().current().stateData();
    }

    /**
     * What the machine is about to hold; in {@code onTransition} only.
     *
     * @return the data of the state that is being entered
     * @throws IllegalStateException anywhere else
     */
    public final D nextStateData() {
        return machine().next().stateData();
    }

    /**
     * A logger named after the actor's class, which puts the actor's path into the MDC. Any thread.
     *
     * @return the logger
     */
    public final LoggingAdapter log() {
        LoggingAdapter made = log;
        if (made == null) {
            made = Logging.getLogger(getContext(), this);
            log = made;
        }
        return made;
    }

    // ---------------------------------------------------------------- timers

    /**
     * Sends a message to the machine once. A timer of the same name is replaced.
     *
     * @param name what to call the timer
     * @param msg what to send
     * @param delay how long from now; zero or negative is at once
     */
    public final void startSingleTimer(String name, Object msg, Duration delay) {
        machine().timers().startSingleTimer(new TimerName(name), msg, delay);
    }

    /**
     * Sends a message to the machine again and again, the delay counted from the end of handling one to the next. A timer of the same name is replaced.
     *
     * @param name what to call the timer
     * @param msg what to send
     * @param delay how long from now, and between two; positive
     * @throws IllegalArgumentException when the delay is zero or negative
     */
    public final void startTimerWithFixedDelay(String name, Object msg, Duration delay) {
        machine().timers().startTimerWithFixedDelay(new TimerName(name), msg, delay);
    }

    /**
     * Sends a message to the machine at a rate: when some are late, the following come sooner. A timer of the same name is replaced.
     *
     * @param name what to call the timer
     * @param msg what to send
     * @param interval how long from now, and between two on average; positive
     * @throws IllegalArgumentException when the interval is zero or negative
     */
    public final void startTimerAtFixedRate(String name, Object msg, Duration interval) {
        machine().timers().startTimerAtFixedRate(new TimerName(name), msg, interval);
    }

    /**
     * Sends a message to the machine once.
     *
     * @param name what to call the timer
     * @param msg what to send
     * @param timeout how long from now
     * @deprecated use {@link #startSingleTimer}, which this is
     */
    @Deprecated
    public final void setTimer(String name, Object msg, Duration timeout) {
        startSingleTimer(name, msg, timeout);
    }

    /**
     * Sends a message to the machine, once or at a rate.
     *
     * @param name what to call the timer
     * @param msg what to send
     * @param timeout how long from now, and between two
     * @param repeat whether there is more than one
     * @deprecated use {@link #startSingleTimer} or {@link #startTimerAtFixedRate}, which this is, or {@link #startTimerWithFixedDelay}
     */
    @Deprecated
    public final void setTimer(String name, Object msg, Duration timeout, boolean repeat) {
        if (repeat) {
            startTimerAtFixedRate(name, msg, timeout);
        } else {
            startSingleTimer(name, msg, timeout);
        }
    }

    /**
     * Ends a timer; nothing of it will be handled any more.
     *
     * @param name what the timer was called; one that there is not is ignored
     */
    public final void cancelTimer(String name) {
        machine().timers().cancel(new TimerName(name));
    }

    /**
     * Whether a timer will send something yet.
     *
     * @param name what the timer was called
     * @return whether there is one
     */
    public final boolean isTimerActive(String name) {
        return machine().timers().isTimerActive(new TimerName(name));
    }

    /**
     * Whether a time-out of the state is running; while an event is handled, none is.
     *
     * @return whether there is one
     */
    public final boolean isStateTimerActive() {
        return machine().isTimeoutActive();
    }

    // ---------------------------------------------------------------- the actor

    @Override
    public final Receive createReceive() {
        return new Receive(new ReceiveCase[] {new ReceiveCase(Object.class, null, new Events())});
    }

    /**
     * Ends the machine with {@link FSM.Shutdown} unless it has ended already. Call {@code super} when you override it.
     *
     * @throws Exception what {@code onTermination} throws
     */
    @Override
    public void postStop() throws Exception {
        machine().shutdown(this);
    }

    /**
     * Called when the machine ends. By default logs a {@link FSM.Failure} at ERROR.
     *
     * @param reason why it ends
     */
    protected void logTermination(Reason reason) {
        if (reason instanceof Failure) {
            Object cause = ((Failure) reason).cause();
            if (cause instanceof Throwable) {
                log().error((Throwable) cause, "fsm ends with a failure: state={}", stateName());
            } else {
                log().error("fsm ends with a failure: state={} cause={}", stateName(), cause);
            }
        }
    }

    private StateMachine<S, D> machine() {
        StateMachine<S, D> made = machine;
        if (made == null) {
            made = new StateMachine<>(getContext());
            machine = made;
        }
        return made;
    }

    /** An event is about to be handled. */
    void comes(Object event) {}
}
