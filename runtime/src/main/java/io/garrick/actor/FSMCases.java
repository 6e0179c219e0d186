package io.garrick.actor;

import io.garrick.actor.FSM.Reason;
import io.garrick.actor.FSM.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words that the parts of an {@link AbstractFSM} begin with: each makes a builder with one case, which goes on with others.
 *
 * @param <S> names of states
 * @param <D> data of states
 */
public interface FSMCases<S, D> {

    // ---------------------------------------------------------------- cases of a state

    /**
     * Begins with a case for events of a type with data of a type that fulfil a condition.
     *
     * @param <ET> the event's type
     * @param <DT> the data's type
     * @param eventType matches its instances and those of its subtypes
     * @param dataType matches its instances and those of its subtypes
     * @param predicate the condition
     * @param apply where the event leads
     * @return a builder with this case
     */
    default <ET, DT extends D> FSMStateFunctionBuilder<S, D> matchEvent(
            Class<ET> eventType,
            Class<DT> dataType,
            FI.TypedPredicate2<ET, DT> predicate,
            FI.Apply2<ET, DT, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().event(eventType, dataType, predicate, apply);
    }

    /**
     * Begins with a case for events of a type with data of a type.
     *
     * @param <ET> the event's type
     * @param <DT> the data's type
     * @param eventType matches its instances and those of its subtypes
     * @param dataType matches its instances and those of its subtypes
     * @param apply where the event leads
     * @return a builder with this case
     */
    default <ET, DT extends D> FSMStateFunctionBuilder<S, D> matchEvent(
            Class<ET> eventType, Class<DT> dataType, FI.Apply2<ET, DT, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().event(eventType, dataType, apply);
    }

    /**
     * Begins with a case for events of a type that fulfil a condition together with the data.
     *
     * @param <ET> the event's type
     * @param eventType matches its instances and those of its subtypes
     * @param predicate the condition
     * @param apply where the event leads
     * @return a builder with this case
     */
    default <ET> FSMStateFunctionBuilder<S, D> matchEvent(
            Class<ET> eventType, FI.TypedPredicate2<ET, D> predicate, FI.Apply2<ET, D, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().event(eventType, predicate, apply);
    }

    /**
     * Begins with a case for events of a type.
     *
     * @param <ET> the event's type
     * @param eventType matches its instances and those of its subtypes
     * @param apply where the event leads
     * @return a builder with this case
     */
    default <ET> FSMStateFunctionBuilder<S, D> matchEvent(Class<ET> eventType, FI.Apply2<ET, D, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().event(eventType, apply);
    }

    /**
     * Begins with a case for events that fulfil a condition together with the data.
     *
     * @param predicate the condition
     * @param apply where the event leads
     * @return a builder with this case
     */
    default FSMStateFunctionBuilder<S, D> matchEvent(
            FI.TypedPredicate2<Object, D> predicate, FI.Apply2<Object, D, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().event(predicate, apply);
    }

    /**
     * Begins with a case for several events with data of a type.
     *
     * @param <DT> the data's type
     * @param eventMatches classes, which match their instances, and values, which match what is equal to them
     * @param dataType matches its instances and those of its subtypes
     * @param apply where the event leads
     * @return a builder with this case
     */
    default <DT extends D> FSMStateFunctionBuilder<S, D> matchEvent(
            List<?> eventMatches, Class<DT> dataType, FI.Apply2<Object, DT, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().event(eventMatches, dataType, apply);
    }

    /**
     * Begins with a case for several events.
     *
     * @param eventMatches classes, which match their instances, and values, which match what is equal to them
     * @param apply where the event leads
     * @return a builder with this case
     */
    default FSMStateFunctionBuilder<S, D> matchEvent(List<?> eventMatches, FI.Apply2<Object, D, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().event(eventMatches, apply);
    }

    /**
     * Begins with a case for events that are equal to a value, with data of a type.
     *
     * @param <E> the event's type
     * @param <DT> the data's type
     * @param event the value
     * @param dataType matches its instances and those of its subtypes
     * @param apply where the event leads
     * @return a builder with this case
     */
    default <E, DT extends D> FSMStateFunctionBuilder<S, D> matchEventEquals(
            E event, Class<DT> dataType, FI.Apply2<E, DT, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().eventEquals(event, dataType, apply);
    }

    /**
     * Begins with a case for events that are equal to a value.
     *
     * @param <E> the event's type
     * @param event the value
     * @param apply where the event leads
     * @return a builder with this case
     */
    default <E> FSMStateFunctionBuilder<S, D> matchEventEquals(E event, FI.Apply2<E, D, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().eventEquals(event, apply);
    }

    /**
     * Begins, and ends, with a case for every event.
     *
     * @param apply where the event leads
     * @return a builder with this case
     */
    default FSMStateFunctionBuilder<S, D> matchAnyEvent(FI.Apply2<Object, D, State<S, D>> apply) {
        return new FSMStateFunctionBuilder<S, D>().anyEvent(apply);
    }

    // ---------------------------------------------------------------- cases of ways, ends and data

    /**
     * Begins with something to do on one way.
     *
     * @param fromState where it begins; {@code null} for anywhere
     * @param toState where it ends; {@code null} for anywhere
     * @param apply what to do
     * @return a builder with this case
     */
    default FSMTransitionHandlerBuilder<S> matchState(
            @Nullable S fromState, @Nullable S toState, FI.UnitApplyVoid apply) {
        return new FSMTransitionHandlerBuilder<S>().state(fromState, toState, apply);
    }

    /**
     * Begins with something to do on one way.
     *
     * @param fromState where it begins; {@code null} for anywhere
     * @param toState where it ends; {@code null} for anywhere
     * @param apply what to do; gets both states
     * @return a builder with this case
     */
    default FSMTransitionHandlerBuilder<S> matchState(
            @Nullable S fromState, @Nullable S toState, FI.UnitApply2<S, S> apply) {
        return new FSMTransitionHandlerBuilder<S>().state(fromState, toState, apply);
    }

    /**
     * Begins with something to do when the machine ends for one reason.
     *
     * @param reason the reason; a failure with this cause only
     * @param apply what to do; gets the last state's name and data
     * @return a builder with this case
     */
    default FSMStopBuilder<S, D> matchStop(Reason reason, FI.UnitApply2<S, D> apply) {
        return new FSMStopBuilder<S, D>().stop(reason, apply);
    }

    /**
     * Begins with something to do when the machine ends for a reason of one type.
     *
     * @param <RT> the type
     * @param reasonType matches its instances
     * @param apply what to do; gets the reason, and the last state's name and data
     * @return a builder with this case
     */
    default <RT extends Reason> FSMStopBuilder<S, D> matchStop(Class<RT> reasonType, FI.UnitApply3<RT, S, D> apply) {
        return new FSMStopBuilder<S, D>().stop(reasonType, apply);
    }

    /**
     * Begins with something to do when the machine ends for a reason of one type that fulfils a condition.
     *
     * @param <RT> the type
     * @param reasonType matches its instances
     * @param predicate the condition
     * @param apply what to do; gets the reason, and the last state's name and data
     * @return a builder with this case
     */
    default <RT extends Reason> FSMStopBuilder<S, D> matchStop(
            Class<RT> reasonType, FI.TypedPredicate<RT> predicate, FI.UnitApply3<RT, S, D> apply) {
        return new FSMStopBuilder<S, D>().stop(reasonType, predicate, apply);
    }

    /**
     * Begins with something to do with data of a type, for {@link UnitMatch#create}.
     *
     * @param <DT> the type
     * @param dataType matches its instances and those of its subtypes
     * @param apply what to do
     * @return a builder with this case
     */
    default <DT extends D> ReceiveBuilder matchData(Class<DT> dataType, FI.UnitApply<DT> apply) {
        return ReceiveBuilder.create().match(dataType, apply);
    }

    /**
     * Begins with something to do with data of a type that fulfil a condition, for {@link UnitMatch#create}.
     *
     * @param <DT> the type
     * @param dataType matches its instances and those of its subtypes
     * @param predicate the condition
     * @param apply what to do
     * @return a builder with this case
     */
    default <DT extends D> ReceiveBuilder matchData(
            Class<DT> dataType, FI.TypedPredicate<DT> predicate, FI.UnitApply<DT> apply) {
        return ReceiveBuilder.create().match(dataType, predicate, apply);
    }
}
