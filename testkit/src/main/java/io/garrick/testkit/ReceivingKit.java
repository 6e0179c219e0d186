package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.testkit.Inbox.Mail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The part of {@link TestKit} that takes messages out of the inbox, and knows how long to wait for them. */
abstract class ReceivingKit {

    private final TestSystem test;
    private final Inbox inbox;
    private final ActorRef testActor;

    @Nullable
    private Mail last;

    /** Whether the innermost {@link #within} has a limit, and where it is. */
    private boolean limited;

    private long limitNanos;

    /** Whether the latest thing was to wait in vain on purpose: that may take a block past its limit. */
    private boolean waitedForNothing;

    ReceivingKit(TestSystem test, Inbox inbox, ActorRef testActor) {
        this.test = test;
        this.inbox = inbox;
        this.testActor = testActor;
    }

    final TestSystem test() {
        return test;
    }

    final Inbox inbox() {
        return inbox;
    }

    final ActorRef actor() {
        return testActor;
    }

    // ---------------------------------------------------------------- time

    /**
     * A time limit as this machine needs it: multiplied by {@code garrick.test.timefactor}, from the system's configuration or a system property of that
     * name; 1 when nothing is said.
     *
     * @param duration the limit on a fast machine
     * @return the limit here
     */
    public Duration dilated(Duration duration) {
        return test.settings().dilated(duration);
    }

    /**
     * What is left of the innermost {@link #within(Duration, Supplier)}.
     *
     * @return the time, negative when it is over
     * @throws AssertionError when there is no block around
     */
    public Duration getRemaining() {
        if (!limited) {
            throw new AssertionError("there is no within() around: call getRemainingOrDefault(), or put one");
        }
        return Duration.ofNanos(limitNanos - now());
    }

    /**
     * What is left of the innermost {@link #within(Duration, Supplier)}, or something else when there is none around.
     *
     * @param duration the time without a block
     * @return the time
     */
    public Duration getRemainingOr(Duration duration) {
        return limited ? getRemaining() : duration;
    }

    /**
     * How long expectations wait that have no limit of their own: what is left of the innermost {@link #within(Duration, Supplier)}, or else 3 s
     * ({@code garrick.test.single-expect-default}), dilated.
     *
     * @return the time
     */
    public Duration getRemainingOrDefault() {
        return getRemainingOr(dilated(test.settings().singleExpect()));
    }

    /**
     * Runs a block that must not take longer than a limit; what waits in it without a limit of its own waits so long at most. Blocks may be nested.
     *
     * @param <T> the result
     * @param max the limit; is dilated, and cut to what is left of the block around
     * @param block what to run, in the calling thread
     * @return what the block gives
     * @throws AssertionError when it took longer, unless the last thing in it was an {@link TestKit#expectNoMessage()}
     */
    public <T extends @Nullable Object> T within(Duration max, Supplier<T> block) {
        return within(Duration.ZERO, max, block);
    }

    /**
     * Runs a block that must take a time between two limits.
     *
     * @param <T> the result
     * @param min the least; is not dilated
     * @param max the most; is dilated, and cut to what is left of the block around
     * @param block what to run, in the calling thread
     * @return what the block gives
     * @throws AssertionError when it took less, or longer, or when the least is more than what is left of the block around
     */
    public <T extends @Nullable Object> T within(Duration min, Duration max, Supplier<T> block) {
        long start = now();
        long most = dilated(max).toNanos();
        if (limited) {
            most = Math.min(most, limitNanos - start);
        }
        if (most < min.toNanos()) {
            throw new AssertionError("too little time is left for the block: min=" + min + " left=" + text(most));
        }
        boolean outerLimited = limited;
        long outerLimit = limitNanos;
        waitedForNothing = false;
        limited = true;
        limitNanos = start + most;
        T result;
        try {
            result = block.get();
        } finally {
            limited = outerLimited;
            limitNanos = outerLimit;
        }
        long took = now() - start;
        if (took < min.toNanos()) {
            throw new AssertionError("block was too fast: min=" + min + " took=" + text(took));
        }
        if (took > most && !waitedForNothing) {
            throw new AssertionError("block took too long: max=" + text(most) + " took=" + text(took) + described());
        }
        return result;
    }

    final long now() {
        return test.patience().nanoTime();
    }

    final long nanos(Duration max) {
        return dilated(max).toNanos();
    }

    final long defaultNanos() {
        return getRemainingOrDefault().toNanos();
    }

    /** In whole milliseconds, upwards: what people read. */
    static Duration text(long nanos) {
        return Duration.ofMillis((nanos + 999_999) / 1_000_000);
    }

    final boolean await(BooleanSupplier condition, long maxNanos, long intervalNanos) {
        try {
            return test.patience().await(condition, maxNanos, intervalNanos);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private AssertionError interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError("test was interrupted while it waited" + described(), cause);
    }

    // ---------------------------------------------------------------- messages

    /**
     * Takes the next message.
     *
     * @param max how long to wait for it, not dilated; zero for not at all
     * @return the message; {@code null} when none has come
     */
    public @Nullable Object receiveOne(Duration max) {
        Mail mail = take(max.toNanos());
        return mail == null ? null : mail.message();
    }

    /**
     * Takes the next messages, by the limit of {@link #getRemainingOrDefault()} for all of them.
     *
     * @param count how many
     * @return the messages in the order in which they came
     * @throws AssertionError when fewer come
     */
    public List<Object> receiveN(int count) {
        return receiveAll(count, defaultNanos());
    }

    /**
     * Takes the next messages.
     *
     * @param count how many
     * @param max the limit for all of them; is dilated
     * @return the messages in the order in which they came
     * @throws AssertionError when fewer come
     */
    public List<Object> receiveN(int count, Duration max) {
        return receiveAll(count, nanos(max));
    }

    final List<Object> receiveAll(int count, long maxNanos) {
        List<Object> received = new ArrayList<>();
        long start = now();
        while (received.size() < count) {
            Mail mail = take(maxNanos - (now() - start));
            if (mail == null) {
                throw new AssertionError("too few messages came: expected=" + count + " came=" + received.size() + " "
                        + received + " waited=" + text(now() - start) + described());
            }
            received.add(mail.message());
        }
        return received;
    }

    /**
     * Takes messages as long as a function says something about them; the first one that it has nothing to say about stays in the inbox. No error when time is
     * over.
     *
     * @param <T> what the function makes of messages
     * @param max the limit; is dilated
     * @param function gives {@code null} for a message that is not to be taken
     * @return what the function gave, in the order in which the messages came
     */
    public <T> List<T> receiveWhile(Duration max, Function<Object, @Nullable T> function) {
        return receiveWhile(max, Duration.ofNanos(Long.MAX_VALUE), Integer.MAX_VALUE, function);
    }

    /**
     * As {@link #receiveWhile(Duration, Function)}, with two more reasons to end.
     *
     * @param <T> what the function makes of messages
     * @param max the limit; is dilated
     * @param idle how long to wait for each, not dilated
     * @param messages how many to take at most
     * @param function gives {@code null} for a message that is not to be taken
     * @return what the function gave, in the order in which the messages came
     */
    public <T> List<T> receiveWhile(Duration max, Duration idle, int messages, Function<Object, @Nullable T> function) {
        List<T> received = new ArrayList<>();
        long start = now();
        long maxNanos = nanos(max);
        while (received.size() < messages) {
            Mail before = last;
            Mail mail = take(Math.min(maxNanos - (now() - start), idle.toNanos()));
            if (mail == null) {
                break;
            }
            T result = function.apply(mail.message());
            if (result == null) {
                inbox.mail().addFirst(mail);
                last = before;
                break;
            }
            received.add(result);
        }
        waitedForNothing = true;
        return received;
    }

    /**
     * Whether a message is there to be taken.
     *
     * @return {@code false} when the inbox is empty now
     */
    public boolean msgAvailable() {
        return !inbox.mail().isEmpty();
    }

    /**
     * Who sent the message that was taken last.
     *
     * @return the sender, or the dead-letter ref for a message without one
     * @throws IllegalStateException when none has been taken yet
     */
    public ActorRef getLastSender() {
        return lastMail().sender();
    }

    final Mail lastMail() {
        Mail mail = last;
        if (mail == null) {
            throw new IllegalStateException("no message has been taken yet, expect one first: testActor=" + testActor);
        }
        return mail;
    }

    final @Nullable Mail lastOrNull() {
        return last;
    }

    /** The next message, or null when none comes in time; zero and less is a look at what is there. */
    final @Nullable Mail take(long maxNanos) {
        try {
            Mail mail = test.patience().poll(inbox.mail(), Math.max(maxNanos, 0));
            waitedForNothing = false;
            if (mail != null) {
                last = mail;
            }
            return mail;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    final void waitedForNothing() {
        waitedForNothing = true;
    }

    // ---------------------------------------------------------------- what errors say

    static String text(@Nullable Object message) {
        return message == null ? "null" : message + " (" + message.getClass().getName() + ")";
    }

    /** The end of an error's text: what was before, and whose it is. */
    final String described() {
        Mail mail = last;
        return (mail == null ? " last=none" : " last=" + text(mail.message()) + " lastSender=" + mail.sender())
                + " testActor=" + testActor;
    }
}
