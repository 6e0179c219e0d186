package io.garrick.actor;

import io.garrick.actor.FSM.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AbstractFSM} is made of, where it stands, and how it goes on. Its time-out is one of the actor's timers (T02), so it goes with a restart, and a
 * tick that is queued already when an event comes first is discarded. Belongs to the instance; runner only.
 */
final class StateMachine<S, D> {

    /** The key of the time-out among the actor's timers. */
    private enum Key {
        STATE_TIMEOUT
    }

    private final ActorContext context;
    private final Map<S, List<EventCase<S, D>>> cases = new LinkedHashMap<>();
    private final Map<S, Duration> timeouts = new HashMap<>();
    private final List<FI.UnitApply2<S, S>> onTransition = new ArrayList<>();
    private final Set<ActorRef> subscribers = new LinkedHashSet<>();
    private List<EventCase<S, D>> otherwise = List.of();
    private FI.UnitApply3<FSM.Reason, S, D> onTermination = (reason, state, data) -> {};

    @Nullable
    private State<S, D> current;

    /** Where it goes, while {@code onTransition} runs. */
    @Nullable
    private State<S, D> next;

    private boolean ended;

    StateMachine(ActorContext context) {
        this.context = context;
    }

    // ---------------------------------------------------------------- what it is made of

    /** Adds cases to a state; a time-out takes the place of the one before. */
    void when(S name, @Nullable Duration timeout, List<EventCase<S, D>> more) {
        cases.computeIfAbsent(Objects.requireNonNull(name, "stateName"), any -> new ArrayList<>())
                .addAll(more);
        if (timeout != null) {
            timeouts.put(name, timeout);
        }
    }

    void otherwise(List<EventCase<S, D>> instead) {
        otherwise = instead;
    }

    void onTransition(FI.UnitApply2<S, S> handler) {
        onTransition.add(Objects.requireNonNull(handler, "transitionHandler"));
    }

    void onTermination(FI.UnitApply3<FSM.Reason, S, D> handler) {
        onTermination = handler;
    }

    void startWith(State<S, D> state) {
        current = state;
    }

    // ---------------------------------------------------------------- where it stands

    State<S, D> current() {
        if (current == null) {
            throw new IllegalStateException(
                    "fsm has no state to begin with: actor=" + context.getSelf() + "; call startWith() first");
        }
        return current;
    }

    State<S, D> next() {
        if (next == null) {
            throw new IllegalStateException("fsm is not on its way to another state: actor=" + context.getSelf()
                    + "; call nextStateData() in onTransition only");
        }
        return next;
    }

    /** The classes that the cases of the present state name, and those for all states. */
    Stream<Class<?>> matched() {
        List<EventCase<S, D>> here = current == null ? List.of() : cases.getOrDefault(current.stateName(), List.of());
        return Stream.concat(here.stream(), otherwise.stream()).flatMap(EventCase::matched);
    }

    // ---------------------------------------------------------------- how it goes on

    /** Enters the first state. */
    void initialize() throws Exception {
        enter(current());
    }

    void receive(AbstractFSM<S, D> actor, Object message) throws Exception {
        if (message instanceof FSM.SubscribeTransitionCallBack) {
            ActorRef subscriber = ((FSM.SubscribeTransitionCallBack) message).actorRef();
            subscribers.add(subscriber);
            subscriber.tell(new FSM.CurrentState<>(context.getSelf(), current().stateName()), context.getSelf());
        } else if (message instanceof FSM.UnsubscribeTransitionCallBack) {
            subscribers.remove(((FSM.UnsubscribeTransitionCallBack) message).actorRef());
        } else {
            handle(actor, message);
        }
    }

    /** An event that fails leaves the machine where it is, time-out included: it may be resumed. */
    private void handle(AbstractFSM<S, D> actor, Object event) throws Exception {
        State<S, D> before = current();
        timers().cancel(Key.STATE_TIMEOUT);
        boolean handled = false;
        try {
            actor.comes(event);
            State<S, D> to = answer(actor, event, before);
            if (to.stopReason().isPresent()) {
                stop(actor, to, to.stopReason().get());
            } else {
                enter(to);
            }
            handled = true;
        } finally {
            if (!handled && !ended) {
                startTimeout(before);
            }
        }
    }

    private State<S, D> answer(AbstractFSM<S, D> actor, Object event, State<S, D> before) throws Exception {
        D data = before.stateData();
        for (EventCase<S, D> candidate : cases.getOrDefault(before.stateName(), List.of())) {
            if (candidate.matches(event, data)) {
                return ensureLeads(candidate.apply(event, data), event);
            }
        }
        for (EventCase<S, D> candidate : otherwise) {
            if (candidate.matches(event, data)) {
                return ensureLeads(candidate.apply(event, data), event);
            }
        }
        actor.unhandled(event);
        return State.to(before.stateName(), data).quietly();
    }

    private State<S, D> ensureLeads(@Nullable State<S, D> to, Object event) {
        if (to == null) {
            throw new IllegalStateException("event leads nowhere: actor=" + context.getSelf() + " state="
                    + current().stateName() + " eventClass=" + event.getClass().getName()
                    + "; its handler must return what goTo(), stay() or stop() gives");
        }
        return to;
    }

    private void enter(State<S, D> to) throws Exception {
        S left = current().stateName();
        if (!cases.containsKey(to.stateName())) {
            throw new IllegalStateException("fsm has no such state: actor=" + context.getSelf() + " from=" + left
                    + " to=" + to.stateName() + " states=" + cases.keySet() + "; say with when() what it does there");
        }
        reply(to);
        if (to.notifies() || !left.equals(to.stateName())) {
            pass(left, to);
        }
        current = State.to(to.stateName(), to.stateData());
        startTimeout(to);
    }

    private void pass(S left, State<S, D> to) throws Exception {
        next = to;
        try {
            for (FI.UnitApply2<S, S> handler : onTransition) {
                handler.apply(left, to.stateName());
            }
        } finally {
            next = null;
        }
        if (!subscribers.isEmpty()) {
            FSM.Transition<S> transition = new FSM.Transition<>(context.getSelf(), left, to.stateName());
            subscribers.forEach(subscriber -> subscriber.tell(transition, context.getSelf()));
        }
    }

    private void reply(State<S, D> to) {
        to.replies().forEach(reply -> context.getSender().tell(reply, context.getSelf()));
    }

    // ---------------------------------------------------------------- how it ends

    private void stop(AbstractFSM<S, D> actor, State<S, D> last, FSM.Reason reason) throws Exception {
        reply(last);
        context.stop(context.getSelf());
        end(actor, last, reason);
    }

    /** The instance goes, for whatever reason; it may have ended before. */
    void shutdown(AbstractFSM<S, D> actor) throws Exception {
        if (current != null) {
            end(actor, current, FSM.Shutdown());
        }
    }

    private void end(AbstractFSM<S, D> actor, State<S, D> last, FSM.Reason reason) throws Exception {
        if (ended) {
            return;
        }
        ended = true;
        current = last;
        timers().cancelAll();
        actor.logTermination(reason);
        onTermination.apply(reason, last.stateName(), last.stateData());
    }

    // ---------------------------------------------------------------- time

    boolean isTimeoutActive() {
        return timers().isTimerActive(Key.STATE_TIMEOUT);
    }

    private void startTimeout(State<S, D> entered) {
        Duration timeout = entered.timeout().orElse(timeouts.get(entered.stateName()));
        if (timeout != null) {
            timers().startSingleTimer(Key.STATE_TIMEOUT, FSM.StateTimeout(), timeout);
        }
    }

    /** The actor's timers; the time-out of the state is among them. */
    TimerScheduler timers() {
        Timers owner = () -> context;
        return owner.timers();
    }
}
