package io.garrick.actor;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One case of a behaviour: a type, perhaps a condition, and the handler. 24 bytes, since every actor has its own. */
final class ReceiveCase {

    private final Class<?> type;
    private final FI.@Nullable TypedPredicate<Object> predicate;
    private final FI.UnitApply<Object> handler;

    ReceiveCase(Class<?> type, FI.@Nullable TypedPredicate<?> predicate, FI.UnitApply<?> handler) {
        if (Objects.requireNonNull(type, "type").isPrimitive()) {
            throw new IllegalArgumentException("no message is of a primitive type: type=" + type);
        }
        this.type = type;
        this.predicate = predicate == null ? null : untypedPredicate(predicate);
        this.handler = untyped(Objects.requireNonNull(handler, "handler"));
    }

    static ReceiveCase any(FI.UnitApply<Object> handler) {
        return new ReceiveCase(Object.class, null, handler);
    }

    boolean matches(Object message) {
        return type.isInstance(message) && (predicate == null || predicate.defined(message));
    }

    void handle(Object message) throws Exception {
        handler.apply(message);
    }

    /** What reports name. */
    Stream<Class<?>> matched() {
        if (handler instanceof Choosing) {
            return ((Choosing) handler).matched();
        }
        return Stream.of(predicate instanceof EqualTo ? ((EqualTo) predicate).value.getClass() : type);
    }

    /** Safe because a handler is only called with what its case has matched; {@code matchUnchecked} leaves that to its caller. */
    @SuppressWarnings("unchecked")
    private static FI.UnitApply<Object> untyped(FI.UnitApply<?> apply) {
        return (FI.UnitApply<Object>) apply;
    }

    @SuppressWarnings("unchecked") // as above
    private static FI.TypedPredicate<Object> untypedPredicate(FI.TypedPredicate<?> predicate) {
        return (FI.TypedPredicate<Object>) predicate;
    }

    /** A handler that gets every message and chooses itself: what it has a case for just now. */
    interface Choosing extends FI.UnitApply<Object> {

        /** The classes that its cases name, in their order. */
        Stream<Class<?>> matched();
    }

    /** Holds for what is equal to a value and fulfils a further condition. */
    static final class EqualTo implements FI.TypedPredicate<Object> {

        private final Object value;
        private final FI.TypedPredicate<Object> further;

        EqualTo(Object value, FI.TypedPredicate<?> further) {
            this.value = Objects.requireNonNull(value, "value");
            this.further = untypedPredicate(Objects.requireNonNull(further, "predicate"));
        }

        @Override
        public boolean defined(Object message) {
            return value.equals(message) && further.defined(message);
        }
    }
}
