package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Terminated;
import io.garrick.testkit.Inbox.Mail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link TestKit} that says what has to come next. Each method without a limit waits for {@link #getRemainingOrDefault()}; a limit that is given is dilated.
 * What is not as expected is an {@link AssertionError} that names what was expected, what came, how long was waited, and what came before.
 */
abstract class ExpectingKit extends ReceivingKit {

    ExpectingKit(TestSystem test, Inbox inbox, ActorRef testActor) {
        super(test, inbox, testActor);
    }

    // ---------------------------------------------------------------- equal

    /**
     * The next message must equal this one.
     *
     * @param <T> its class
     * @param expected what must come
     * @return the message that came
     */
    public <T> T expectMsg(T expected) {
        return equal(defaultNanos(), expected, "");
    }

    /**
     * The next message must equal this one.
     *
     * @param <T> its class
     * @param max the limit
     * @param expected what must come
     * @return the message that came
     */
    public <T> T expectMsg(Duration max, T expected) {
        return equal(nanos(max), expected, "");
    }

    /**
     * The next message must equal this one.
     *
     * @param <T> its class
     * @param max the limit
     * @param expected what must come
     * @param hint stands in the error
     * @return the message that came
     */
    public <T> T expectMsg(Duration max, T expected, String hint) {
        return equal(nanos(max), expected, " hint=" + hint);
    }

    /**
     * The next message must equal this one.
     *
     * @param <T> its class
     * @param expected what must come
     * @return the message that came
     */
    public <T> T expectMsgEquals(T expected) {
        return equal(defaultNanos(), expected, "");
    }

    /**
     * The next message must equal this one.
     *
     * @param <T> its class
     * @param max the limit
     * @param expected what must come
     * @return the message that came
     */
    public <T> T expectMsgEquals(Duration max, T expected) {
        return equal(nanos(max), expected, "");
    }

    @SuppressWarnings("unchecked") // it equals one of that class
    private <T> T equal(long maxNanos, T expected, String hint) {
        return (T) next(maxNanos, expected::equals, text((Object) expected) + hint);
    }

    // ---------------------------------------------------------------- of a class

    /**
     * The next message must be of a class.
     *
     * @param <T> the class
     * @param type the class, or one above it
     * @return the message that came
     */
    public <T> T expectMsgClass(Class<T> type) {
        return type.cast(next(defaultNanos(), type::isInstance, type.getName()));
    }

    /**
     * The next message must be of a class.
     *
     * @param <T> the class
     * @param max the limit
     * @param type the class, or one above it
     * @return the message that came
     */
    public <T> T expectMsgClass(Duration max, Class<T> type) {
        return type.cast(next(nanos(max), type::isInstance, type.getName()));
    }

    /**
     * The next message must be of one of these classes.
     *
     * @param <T> what the caller takes it for
     * @param types the classes, or ones above them
     * @return the message that came
     */
    public <T> T expectMsgAnyClassOf(Class<?>... types) {
        return anyClassOf(defaultNanos(), types);
    }

    /**
     * The next message must be of one of these classes.
     *
     * @param <T> what the caller takes it for
     * @param max the limit
     * @param types the classes, or ones above them
     * @return the message that came
     */
    public <T> T expectMsgAnyClassOf(Duration max, Class<?>... types) {
        return anyClassOf(nanos(max), types);
    }

    @SuppressWarnings("unchecked") // as in the API that it is known from: the caller says what he takes it for
    private <T> T anyClassOf(long maxNanos, Class<?>[] types) {
        return (T) next(
                maxNanos,
                message -> Arrays.stream(types).anyMatch(type -> type.isInstance(message)),
                "any of " + Arrays.stream(types).map(Class::getName).toList());
    }

    // ---------------------------------------------------------------- one of several, all of several

    /**
     * The next message must equal one of these.
     *
     * @param <T> their class
     * @param first one that may come
     * @param others the others
     * @return the message that came
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> T expectMsgAnyOf(T first, T... others) {
        List<T> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(others));
        return anyOf(defaultNanos(), all);
    }

    /**
     * The next message must equal one of these.
     *
     * @param <T> their class
     * @param max the limit
     * @param expected those that may come
     * @return the message that came
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> T expectMsgAnyOfWithin(Duration max, T... expected) {
        return anyOf(nanos(max), Arrays.asList(expected));
    }

    @SuppressWarnings("unchecked") // it equals one of that class
    private <T> T anyOf(long maxNanos, List<T> expected) {
        return (T) next(maxNanos, expected::contains, "any of " + expected);
    }

    /**
     * The next messages, as many as are given, must be these in any order.
     *
     * @param <T> their class
     * @param expected those that must come, each as often as it is given
     * @return the messages in the order in which they came
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> List<T> expectMsgAllOf(T... expected) {
        return allOf(defaultNanos(), Arrays.asList(expected));
    }

    /**
     * The next messages, as many as are given, must be these in any order.
     *
     * @param <T> their class
     * @param max the limit for all of them
     * @param expected those that must come, each as often as it is given
     * @return the messages in the order in which they came
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> List<T> expectMsgAllOfWithin(Duration max, T... expected) {
        return allOf(nanos(max), Arrays.asList(expected));
    }

    @SuppressWarnings("unchecked") // each equals one of that class
    private <T> List<T> allOf(long maxNanos, List<T> expected) {
        List<Object> missing = new ArrayList<>(expected);
        List<Object> unexpected = new ArrayList<>();
        List<T> came = new ArrayList<>();
        long start = now();
        for (int i = 0; i < expected.size(); i++) {
            Mail mail = take(maxNanos - (now() - start));
            if (mail == null) {
                throw new AssertionError("messages are missing: expected=" + expected + " missing=" + missing
                        + " unexpected=" + unexpected + " waited=" + text(now() - start) + described());
            }
            if (!missing.remove(mail.message())) {
                unexpected.add(mail.message());
            }
            came.add((T) mail.message());
        }
        if (!unexpected.isEmpty()) {
            throw new AssertionError("other messages came: expected=" + expected + " missing=" + missing
                    + " unexpected=" + unexpected + " waited=" + text(now() - start) + described());
        }
        return came;
    }

    // ---------------------------------------------------------------- by a function

    /**
     * A function must accept the next message.
     *
     * @param <T> what it makes of it
     * @param hint stands in the error
     * @param function throws, an {@link AssertionError} for example, what it does not accept
     * @return what the function gives
     */
    public <T extends @Nullable Object> T expectMsgPF(String hint, Function<Object, T> function) {
        return function.apply(next(defaultNanos(), message -> true, hint));
    }

    /**
     * A function must accept the next message.
     *
     * @param <T> what it makes of it
     * @param max the limit
     * @param hint stands in the error
     * @param function throws, an {@link AssertionError} for example, what it does not accept
     * @return what the function gives
     */
    public <T extends @Nullable Object> T expectMsgPF(Duration max, String hint, Function<Object, T> function) {
        return function.apply(next(nanos(max), message -> true, hint));
    }

    /**
     * Takes messages until the one that is looked for.
     *
     * @param max the limit for all of them
     * @param hint stands in the error
     * @param function {@code true} for the message that is looked for; throws what must not come
     * @return the message that was found
     */
    public Object fishForMessage(Duration max, String hint, Function<Object, Boolean> function) {
        return fish(max, hint, message -> function.apply(message) ? message : null);
    }

    /**
     * Takes messages until a function makes something of one.
     *
     * @param <T> what it makes of it
     * @param max the limit for all of them
     * @param hint stands in the error
     * @param function {@code null} for a message that is not looked for; throws what must not come
     * @return what the function gave
     */
    public <T> T fishForSpecificMessage(Duration max, String hint, Function<Object, @Nullable T> function) {
        return fish(max, hint, function);
    }

    private <T> T fish(Duration max, String hint, Function<Object, @Nullable T> function) {
        long maxNanos = nanos(max);
        long start = now();
        int passed = 0;
        while (true) {
            Mail mail = take(maxNanos - (now() - start));
            if (mail == null) {
                throw new AssertionError("message was not among those that came: expected=" + hint + " passedBy="
                        + passed + " waited=" + text(now() - start) + described());
            }
            T found = function.apply(mail.message());
            if (found != null) {
                return found;
            }
            passed++;
        }
    }

    // ---------------------------------------------------------------- nothing, and the end of an actor

    /**
     * No message must come for 100 ms ({@code garrick.test.expect-no-message-default}), dilated.
     *
     * @throws AssertionError when one comes; it has been taken
     */
    public void expectNoMessage() {
        nothing(nanos(test().settings().expectNoMessage()));
    }

    /**
     * No message must come.
     *
     * @param duration for how long; is dilated
     * @throws AssertionError when one comes; it has been taken
     */
    public void expectNoMessage(Duration duration) {
        nothing(nanos(duration));
    }

    private void nothing(long nanos) {
        long start = now();
        Mail mail = take(nanos);
        if (mail != null) {
            throw new AssertionError("a message came and none was expected: came=" + text(mail.message()) + " sender="
                    + mail.sender() + " waited=" + text(now() - start) + " of=" + text(nanos) + " testActor="
                    + actor());
        }
        waitedForNothing();
    }

    /**
     * The next message must be the {@link Terminated} of an actor; {@link TestKit#watch} it before.
     *
     * @param target the actor
     * @return the message
     */
    public Terminated expectTerminated(ActorRef target) {
        return terminated(defaultNanos(), target);
    }

    /**
     * The next message must be the {@link Terminated} of an actor; {@link TestKit#watch} it before.
     *
     * @param max the limit
     * @param target the actor
     * @return the message
     */
    public Terminated expectTerminated(Duration max, ActorRef target) {
        return terminated(nanos(max), target);
    }

    private Terminated terminated(long maxNanos, ActorRef target) {
        return (Terminated) next(
                maxNanos,
                message -> message instanceof Terminated
                        && ((Terminated) message).getActor().equals(target),
                "Terminated of " + target);
    }

    // ---------------------------------------------------------------- the one way to fail

    private Object next(long maxNanos, Predicate<Object> wanted, String expected) {
        long start = now();
        Mail before = lastOrNull();
        Mail mail = take(maxNanos);
        if (mail == null) {
            throw new AssertionError(
                    "no message came: expected=" + expected + " waited=" + text(now() - start) + described());
        }
        if (!wanted.test(mail.message())) {
            throw new AssertionError("another message came: expected=" + expected + " came=" + text(mail.message())
                    + " sender=" + mail.sender() + " waited=" + text(now() - start) + " before="
                    + (before == null ? "none" : text(before.message())) + " testActor=" + actor());
        }
        return mail.message();
    }
}
