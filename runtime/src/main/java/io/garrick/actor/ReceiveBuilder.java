package io.garrick.actor;

import io.garrick.actor.AbstractActor.Receive;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a behaviour, case by case; the first case that matches a message handles it (promise M05).
 *
 * <pre>{@code
 * receiveBuilder()
 *     .match(String.class, this::respondTo)
 *     .match(Double.class, d -> d < 0, d -> sender().tell(0.0, self()))
 *     .matchAny(o -> log().info("could not understand {}", o))
 *     .build();
 * }</pre>
 *
 * <p>A builder belongs to one thread; what it has built does not change when the builder goes on. Handlers may throw any exception: it is the
 * actor's failure. The shape is that of Akka's {@code ReceiveBuilder}.
 */
public final class ReceiveBuilder {

    private final List<ReceiveCase> cases = new ArrayList<>();

    private ReceiveBuilder() {}

    /**
     * Starts a behaviour.
     *
     * @return an empty builder
     */
    public static ReceiveBuilder create() {
        return new ReceiveBuilder();
    }

    /**
     * Handles messages of a type.
     *
     * @param <P> the type
     * @param type matches its instances and those of its subtypes
     * @param apply what to do
     * @return this builder
     * @throws IllegalArgumentException when {@code type} is primitive: no message is
     */
    public <P> ReceiveBuilder match(Class<P> type, FI.UnitApply<P> apply) {
        return matchUnchecked(type, apply);
    }

    /**
     * Handles those messages of a type that fulfil a condition.
     *
     * @param <P> the type
     * @param type matches its instances and those of its subtypes
     * @param predicate the condition
     * @param apply what to do
     * @return this builder
     * @throws IllegalArgumentException when {@code type} is primitive: no message is
     */
    public <P> ReceiveBuilder match(Class<P> type, FI.TypedPredicate<P> predicate, FI.UnitApply<P> apply) {
        return matchUnchecked(type, predicate, apply);
    }

    /**
     * Handles messages of a type while a condition holds that does not depend on the message.
     *
     * @param <P> the type
     * @param type matches its instances and those of its subtypes
     * @param externalPredicate the condition, asked for each message of the type
     * @param apply what to do
     * @return this builder
     * @throws IllegalArgumentException when {@code type} is primitive: no message is
     */
    public <P> ReceiveBuilder match(Class<P> type, BooleanSupplier externalPredicate, FI.UnitApply<P> apply) {
        return matchUnchecked(type, externalPredicate, apply);
    }

    /**
     * As {@link #match(Class, FI.UnitApply)}, where the handler's type is more precise than the class can say ({@code List<String>}). Nothing
     * checks the difference.
     *
     * @param <P> what the handler takes
     * @param type matches its instances and those of its subtypes
     * @param apply what to do
     * @return this builder
     * @throws IllegalArgumentException when {@code type} is primitive: no message is
     */
    public <P> ReceiveBuilder matchUnchecked(Class<?> type, FI.UnitApply<P> apply) {
        return add(type, null, apply);
    }

    /**
     * As {@link #match(Class, FI.TypedPredicate, FI.UnitApply)}, where the handler's type is more precise than the class can say. Nothing checks
     * the difference.
     *
     * @param <P> what the handler takes
     * @param type matches its instances and those of its subtypes
     * @param predicate the condition
     * @param apply what to do
     * @return this builder
     * @throws IllegalArgumentException when {@code type} is primitive: no message is
     */
    public <P> ReceiveBuilder matchUnchecked(Class<?> type, FI.TypedPredicate<P> predicate, FI.UnitApply<P> apply) {
        return add(type, Objects.requireNonNull(predicate, "predicate"), apply);
    }

    /**
     * As {@link #match(Class, BooleanSupplier, FI.UnitApply)}, where the handler's type is more precise than the class can say. Nothing checks
     * the difference.
     *
     * @param <P> what the handler takes
     * @param type matches its instances and those of its subtypes
     * @param externalPredicate the condition, asked for each message of the type
     * @param apply what to do
     * @return this builder
     * @throws IllegalArgumentException when {@code type} is primitive: no message is
     */
    public <P> ReceiveBuilder matchUnchecked(Class<?> type, BooleanSupplier externalPredicate, FI.UnitApply<P> apply) {
        Objects.requireNonNull(externalPredicate, "externalPredicate");
        return add(type, message -> externalPredicate.getAsBoolean(), apply);
    }

    /**
     * Handles messages that are equal to a value.
     *
     * @param <P> the value's type
     * @param object the value
     * @param apply what to do; gets the message, not the value
     * @return this builder
     */
    public <P> ReceiveBuilder matchEquals(P object, FI.UnitApply<P> apply) {
        return add(Object.class, new ReceiveCase.EqualTo(object, message -> true), apply);
    }

    /**
     * Handles messages that are equal to a value and fulfil a condition.
     *
     * @param <P> the value's type
     * @param object the value
     * @param predicate the condition
     * @param apply what to do; gets the message, not the value
     * @return this builder
     */
    public <P> ReceiveBuilder matchEquals(P object, FI.TypedPredicate<P> predicate, FI.UnitApply<P> apply) {
        return add(Object.class, new ReceiveCase.EqualTo(object, predicate), apply);
    }

    /**
     * Handles messages that are equal to a value while a condition holds that does not depend on the message.
     *
     * @param <P> the value's type
     * @param object the value
     * @param externalPredicate the condition, asked for each message that is equal to the value
     * @param apply what to do; gets the message, not the value
     * @return this builder
     */
    public <P> ReceiveBuilder matchEquals(P object, BooleanSupplier externalPredicate, FI.UnitApply<P> apply) {
        Objects.requireNonNull(externalPredicate, "externalPredicate");
        return matchEquals(object, message -> externalPredicate.getAsBoolean(), apply);
    }

    /**
     * Handles every message that no earlier case matches.
     *
     * @param apply what to do
     * @return this builder
     */
    public ReceiveBuilder matchAny(FI.UnitApply<Object> apply) {
        return add(Object.class, null, apply);
    }

    /**
     * Handles every message that no earlier case matches, while a condition holds that does not depend on the message.
     *
     * @param externalPredicate the condition, asked for each message that comes so far
     * @param apply what to do
     * @return this builder
     */
    public ReceiveBuilder matchAny(BooleanSupplier externalPredicate, FI.UnitApply<Object> apply) {
        return matchUnchecked(Object.class, externalPredicate, apply);
    }

    /**
     * Ends the building.
     *
     * @return a behaviour with the cases given so far
     */
    public Receive build() {
        return new Receive(cases.toArray(new ReceiveCase[0]));
    }

    private ReceiveBuilder add(Class<?> type, FI.@Nullable TypedPredicate<?> predicate, FI.UnitApply<?> apply) {
        cases.add(new ReceiveCase(type, predicate, apply));
        return this;
    }
}
