package io.garrick.actor;

import io.garrick.actor.FSM.State;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One case of a state of an FSM: which events with which data, perhaps a condition, and where they lead. */
final class EventCase<S, D> {

    /** What is asked here is only whether they match. */
    private static final FI.UnitApply<Object> NOTHING = event -> {};

    private final List<ReceiveCase> events;

    @Nullable
    private final Class<?> dataType;

    private final FI.@Nullable TypedPredicate2<Object, D> predicate;
    private final FI.Apply2<Object, D, State<S, D>> handler;

    /**
     * @param dataType null for data of any type, also none
     */
    EventCase(
            List<ReceiveCase> events,
            @Nullable Class<?> dataType,
            FI.@Nullable TypedPredicate2<?, ?> predicate,
            FI.Apply2<?, ?, State<S, D>> handler) {
        if (dataType != null && dataType.isPrimitive()) {
            throw new IllegalArgumentException("no data is of a primitive type: type=" + dataType);
        }
        this.events = events;
        this.dataType = dataType;
        this.predicate = untypedPredicate(predicate);
        this.handler = untyped(handler);
    }

    static ReceiveCase ofType(Class<?> type) {
        return new ReceiveCase(type, null, NOTHING);
    }

    static ReceiveCase equalTo(Object event) {
        return new ReceiveCase(Object.class, new ReceiveCase.EqualTo(event, any -> true), NOTHING);
    }

    boolean matches(Object event, D data) {
        return events.stream().anyMatch(candidate -> candidate.matches(event))
                && (dataType == null || dataType.isInstance(data))
                && (predicate == null || predicate.defined(event, data));
    }

    State<S, D> apply(Object event, D data) throws Exception {
        return handler.apply(event, data);
    }

    /** What reports name. */
    Stream<Class<?>> matched() {
        return events.stream().flatMap(ReceiveCase::matched);
    }

    /** Safe because it is only called with what its case has matched. */
    @SuppressWarnings("unchecked")
    private static <S, D> FI.Apply2<Object, D, State<S, D>> untyped(FI.Apply2<?, ?, State<S, D>> apply) {
        return (FI.Apply2<Object, D, State<S, D>>) apply;
    }

    @SuppressWarnings("unchecked") // as above
    private static <D> FI.@Nullable TypedPredicate2<Object, D> untypedPredicate(
            FI.@Nullable TypedPredicate2<?, ?> predicate) {
        return (FI.TypedPredicate2<Object, D>) predicate;
    }
}
