package io.garrick.actor;

import static java.util.Objects.requireNonNull;

import io.garrick.actor.FSM.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds what an FSM does in a state, case by case; the first case that matches an event and the state's data handles it. Begun with {@link
 * AbstractFSM#matchEvent} and the like. Handlers say where to go, and may throw any exception: it is the actor's failure. The shape is that of Akka's
 * builder of this name.
 *
 * @param <S> names of states
 * @param <D> data of states
 */
public final class FSMStateFunctionBuilder<S, D> {

    private final List<EventCase<S, D>> cases = new ArrayList<>();

    /** An empty one. */
    public FSMStateFunctionBuilder() {}

    /**
     * Handles events of a type with data of a type that fulfil a condition.
     *
     * @param <P> the event's type
     * @param <Q> the data's type
     * @param eventType matches its instances and those of its subtypes
     * @param dataType matches its instances and those of its subtypes
     * @param predicate the condition
     * @param apply where the event leads
     * @return this builder
     * @throws IllegalArgumentException when a type is primitive: nothing is
     */
    public <P, Q> FSMStateFunctionBuilder<S, D> event(
            Class<P> eventType,
            Class<Q> dataType,
            FI.TypedPredicate2<P, Q> predicate,
            FI.Apply2<P, Q, State<S, D>> apply) {
        return add(of(eventType), requireNonNull(dataType, "dataType"), requireNonNull(predicate, "predicate"), apply);
    }

    /**
     * Handles events of a type with data of a type.
     *
     * @param <P> the event's type
     * @param <Q> the data's type
     * @param eventType matches its instances and those of its subtypes
     * @param dataType matches its instances and those of its subtypes
     * @param apply where the event leads
     * @return this builder
     * @throws IllegalArgumentException when a type is primitive: nothing is
     */
    public <P, Q> FSMStateFunctionBuilder<S, D> event(
            Class<P> eventType, Class<Q> dataType, FI.Apply2<P, Q, State<S, D>> apply) {
        return add(of(eventType), requireNonNull(dataType, "dataType"), null, apply);
    }

    /**
     * Handles events of a type that fulfil a condition together with the data.
     *
     * @param <P> the event's type
     * @param eventType matches its instances and those of its subtypes
     * @param predicate the condition
     * @param apply where the event leads
     * @return this builder
     * @throws IllegalArgumentException when the type is primitive: nothing is
     */
    public <P> FSMStateFunctionBuilder<S, D> event(
            Class<P> eventType, FI.TypedPredicate2<P, D> predicate, FI.Apply2<P, D, State<S, D>> apply) {
        return add(of(eventType), null, requireNonNull(predicate, "predicate"), apply);
    }

    /**
     * Handles events of a type.
     *
     * @param <P> the event's type
     * @param eventType matches its instances and those of its subtypes
     * @param apply where the event leads
     * @return this builder
     * @throws IllegalArgumentException when the type is primitive: nothing is
     */
    public <P> FSMStateFunctionBuilder<S, D> event(Class<P> eventType, FI.Apply2<P, D, State<S, D>> apply) {
        return add(of(eventType), null, null, apply);
    }

    /**
     * Handles events that fulfil a condition together with the data.
     *
     * @param predicate the condition
     * @param apply where the event leads
     * @return this builder
     */
    public FSMStateFunctionBuilder<S, D> event(
            FI.TypedPredicate2<Object, D> predicate, FI.Apply2<Object, D, State<S, D>> apply) {
        return add(of(Object.class), null, requireNonNull(predicate, "predicate"), apply);
    }

    /**
     * Handles several events with data of a type.
     *
     * @param <Q> the data's type
     * @param eventMatches classes, which match their instances, and values, which match what is equal to them
     * @param dataType matches its instances and those of its subtypes
     * @param apply where the event leads
     * @return this builder
     * @throws IllegalArgumentException when a type is primitive: nothing is
     */
    public <Q> FSMStateFunctionBuilder<S, D> event(
            List<?> eventMatches, Class<Q> dataType, FI.Apply2<Object, Q, State<S, D>> apply) {
        return add(anyOf(eventMatches), requireNonNull(dataType, "dataType"), null, apply);
    }

    /**
     * Handles several events.
     *
     * @param eventMatches classes, which match their instances, and values, which match what is equal to them
     * @param apply where the event leads
     * @return this builder
     * @throws IllegalArgumentException when a type is primitive: nothing is
     */
    public FSMStateFunctionBuilder<S, D> event(List<?> eventMatches, FI.Apply2<Object, D, State<S, D>> apply) {
        return add(anyOf(eventMatches), null, null, apply);
    }

    /**
     * Handles events that are equal to a value, with data of a type.
     *
     * @param <P> the event's type
     * @param <Q> the data's type
     * @param event the value
     * @param dataType matches its instances and those of its subtypes
     * @param apply where the event leads; gets the event, not the value
     * @return this builder
     * @throws IllegalArgumentException when the type is primitive: nothing is
     */
    public <P, Q> FSMStateFunctionBuilder<S, D> eventEquals(
            P event, Class<Q> dataType, FI.Apply2<P, Q, State<S, D>> apply) {
        return add(List.of(EventCase.equalTo(event)), requireNonNull(dataType, "dataType"), null, apply);
    }

    /**
     * Handles events that are equal to a value.
     *
     * @param <P> the event's type
     * @param event the value
     * @param apply where the event leads; gets the event, not the value
     * @return this builder
     */
    public <P> FSMStateFunctionBuilder<S, D> eventEquals(P event, FI.Apply2<P, D, State<S, D>> apply) {
        return add(List.of(EventCase.equalTo(event)), null, null, apply);
    }

    /**
     * Handles every event that no earlier case matches.
     *
     * @param apply where the event leads
     * @return this builder
     */
    public FSMStateFunctionBuilder<S, D> anyEvent(FI.Apply2<Object, D, State<S, D>> apply) {
        return add(of(Object.class), null, null, apply);
    }

    /** The cases given so far. */
    List<EventCase<S, D>> cases() {
        return List.copyOf(cases);
    }

    private FSMStateFunctionBuilder<S, D> add(
            List<ReceiveCase> events,
            @Nullable Class<?> dataType,
            FI.@Nullable TypedPredicate2<?, ?> predicate,
            FI.Apply2<?, ?, State<S, D>> apply) {
        cases.add(new EventCase<>(events, dataType, predicate, requireNonNull(apply, "apply")));
        return this;
    }

    private static List<ReceiveCase> of(Class<?> eventType) {
        return List.of(EventCase.ofType(eventType));
    }

    private static List<ReceiveCase> anyOf(List<?> eventMatches) {
        return eventMatches.stream()
                .map(match -> match instanceof Class ? EventCase.ofType((Class<?>) match) : EventCase.equalTo(match))
                .toList();
    }
}
