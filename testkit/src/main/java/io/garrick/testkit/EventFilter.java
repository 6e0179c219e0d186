package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.UnhandledMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Expects that code makes a system log a line, or lose a message.
 *
 * <pre>{@code
 * new EventFilter(ArithmeticException.class, system)
 *     .from("/user/calculator")
 *     .occurrences(1)
 *     .intercept(() -> calculator.tell(new Divide(1, 0), ActorRef.noSender()));
 * EventFilter.deadLetters(system).to("/user/gone").intercept(() -> gone.tell("anybody?", ActorRef.noSender()));
 * }</pre>
 *
 * <p><b>What it sees</b> is what the runtime logs about this system and its actors, and what actors log with {@code log()} and
 * {@link io.garrick.event.Logging}. It listens before the logging backend, so it needs none, Logback or other, and the backend's levels do not matter; the
 * lines go to the log as always. It does not see what a program logs by SLF4J directly.
 *
 * <p><b>Text.</b> A line is compared by its text with the arguments filled in, or by the message of its cause; a lost message by its {@code toString}.
 *
 * <p><b>Number.</b> By default at least one must come; with {@link #occurrences} exactly so many, 0 for none. The filter waits for them after the code, for 3 s
 * ({@code garrick.test.filter-leeway}), dilated; for none it waits as long as {@link TestKit#expectNoMessage()}. In a rehearsal it runs the rehearsal meanwhile.
 *
 * <p>For one thread; each setter changes the filter and returns it. Names are those of Akka's for Java, which counts nothing unless told to.
 */
public final class EventFilter {

    private static final int REMEMBERED = 10;

    private final ActorSystem system;
    private final String what;
    private final Level least;
    private final Predicate<Happening> kind;

    private Predicate<String> text = any -> true;
    private String textSaid = "";

    @Nullable
    private String source;

    @Nullable
    private String recipient;

    /** Negative for at least one. */
    private int occurrences = -1;

    /**
     * A filter for one kind of event.
     *
     * @param type a class of throwables, for lines from {@code WARN} on that have one as their cause; or {@link DeadLetter}; or {@link UnhandledMessage}
     * @param system whose events are meant
     * @throws IllegalArgumentException for another class
     */
    public EventFilter(Class<?> type, ActorSystem system) {
        this(system, type.getName(), Level.WARN, kind(type));
    }

    /**
     * A filter for lines of a level.
     *
     * @param level just this level
     * @param system whose lines are meant
     */
    public EventFilter(Level level, ActorSystem system) {
        this(system, level.toString(), level, happening -> happening.level() == level);
    }

    private EventFilter(ActorSystem system, String what, Level least, Predicate<Happening> kind) {
        this.system = Objects.requireNonNull(system, "system");
        this.what = what;
        this.least = least;
        this.kind = kind;
    }

    private static Predicate<Happening> kind(Class<?> type) {
        if (Throwable.class.isAssignableFrom(type)) {
            return happening -> happening.level() != null
                    && happening.level().toInt() >= Level.WARN.toInt()
                    && type.isInstance(happening.cause().orElse(null));
        }
        if (type == DeadLetter.class || type == UnhandledMessage.class) {
            return happening -> type.isInstance(happening.event());
        }
        throw new IllegalArgumentException(
                "event filter needs a class of throwables, DeadLetter or UnhandledMessage; for a level give the level:"
                        + " class=" + type.getName());
    }

    /**
     * A filter for lines at {@code ERROR}.
     *
     * @param system whose lines are meant
     * @return the filter
     */
    public static EventFilter error(ActorSystem system) {
        return new EventFilter(Level.ERROR, system);
    }

    /**
     * A filter for lines at {@code WARN}.
     *
     * @param system whose lines are meant
     * @return the filter
     */
    public static EventFilter warning(ActorSystem system) {
        return new EventFilter(Level.WARN, system);
    }

    /**
     * A filter for lines at {@code INFO}.
     *
     * @param system whose lines are meant
     * @return the filter
     */
    public static EventFilter info(ActorSystem system) {
        return new EventFilter(Level.INFO, system);
    }

    /**
     * A filter for lines at {@code DEBUG}.
     *
     * @param system whose lines are meant
     * @return the filter
     */
    public static EventFilter debug(ActorSystem system) {
        return new EventFilter(Level.DEBUG, system);
    }

    /**
     * A filter for messages that nobody got, but for suppressed ones.
     *
     * @param system whose dead letters are meant
     * @return the filter
     */
    public static EventFilter deadLetters(ActorSystem system) {
        return new EventFilter(DeadLetter.class, system);
    }

    // ---------------------------------------------------------------- which

    /**
     * Wants this text.
     *
     * @param whole all of it
     * @return this filter
     */
    public EventFilter message(String whole) {
        return text(whole::equals, " message=" + whole);
    }

    /**
     * Wants a text that starts so.
     *
     * @param start its beginning
     * @return this filter
     */
    public EventFilter startsWith(String start) {
        return text(said -> said.startsWith(start), " startsWith=" + start);
    }

    /**
     * Wants a text that a pattern matches as a whole.
     *
     * @param regex a regular expression; {@code .*x.*} for a part
     * @return this filter
     */
    public EventFilter matches(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return text(said -> pattern.matcher(said).matches(), " matches=" + regex);
    }

    private EventFilter text(Predicate<String> wanted, String said) {
        text = wanted;
        textSaid = said;
        return this;
    }

    /**
     * Wants lines of this actor, or of the runtime about it; of lost messages, those that it sent.
     *
     * @param path the actor's path, with or without the address; or a line's logger
     * @return this filter
     */
    public EventFilter from(String path) {
        source = path;
        return this;
    }

    /**
     * Wants lost messages that were for this actor.
     *
     * @param path its path, with or without the address
     * @return this filter
     */
    public EventFilter to(String path) {
        recipient = path;
        return this;
    }

    /**
     * Wants a number of them.
     *
     * @param number how many exactly; 0 for none
     * @return this filter
     * @throws IllegalArgumentException when negative
     */
    public EventFilter occurrences(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("occurrences must not be negative: occurrences=" + number);
        }
        occurrences = number;
        return this;
    }

    // ---------------------------------------------------------------- the code

    /**
     * Runs code, in the calling thread, and waits for what it should bring about.
     *
     * @param code what to run; what it throws is thrown here, and nothing is waited for then
     * @throws AssertionError when too few come, or too many; names others that came
     */
    public void intercept(Runnable code) {
        intercept(() -> {
            code.run();
            return true;
        });
    }

    /**
     * Runs code, in the calling thread, and waits for what it should bring about.
     *
     * @param <T> what the code gives
     * @param code what to run; what it throws is thrown here, and nothing is waited for then
     * @return what the code gives
     * @throws AssertionError when too few come, or too many; names others that came
     */
    public <T extends @Nullable Object> T intercept(Supplier<T> code) {
        TestSystem test = TestSystem.of(system);
        Met met = new Met();
        test.happenings().expect(met);
        try {
            T result = code.get();
            await(test, met);
            return result;
        } finally {
            test.happenings().end(met);
        }
    }

    private void await(TestSystem test, Met met) {
        TestSettings settings = test.settings();
        int enough = Math.abs(occurrences);
        Duration patience = settings.dilated(enough == 0 ? settings.expectNoMessage() : settings.filterLeeway());
        try {
            test.patience().await(() -> met.count() >= Math.max(enough, 1), patience.toNanos(), 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("test was interrupted while it waited: filter=" + this, e);
        }
        int came = met.count();
        if (came < enough) {
            throw new AssertionError("events are missing: expected=" + expected() + " came=" + came + " filter=" + this
                    + " waited=" + patience + " others=" + met.others());
        }
        if (occurrences >= 0 && came > occurrences) {
            throw new AssertionError("too many events came: expected=" + expected() + " came=" + came + " filter="
                    + this + " first=" + met.first());
        }
    }

    private String expected() {
        return occurrences < 0 ? "at least 1" : String.valueOf(occurrences);
    }

    private boolean matches(Happening happening) {
        return kind.test(happening) && hasText(happening) && isFrom(happening) && isTo(happening);
    }

    private boolean hasText(Happening happening) {
        return text.test(happening.text())
                || happening.cause().map(Throwable::getMessage).filter(text).isPresent();
    }

    private boolean isFrom(Happening happening) {
        return source == null
                || source.equals(happening.logger())
                || happening.sources().stream().anyMatch(actor -> isAt(actor, source));
    }

    private boolean isTo(Happening happening) {
        return recipient == null || happening.recipients().stream().anyMatch(actor -> isAt(actor, recipient));
    }

    private static boolean isAt(ActorRef actor, String path) {
        return actor.path().toStringWithoutAddress().equals(path)
                || actor.path().toString().equals(path);
    }

    @Override
    public String toString() {
        return "EventFilter[" + what + textSaid + (source == null ? "" : " from=" + source)
                + (recipient == null ? "" : " to=" + recipient) + "]";
    }

    /** What has come since the code was begun. Told by any thread. */
    private final class Met implements Happenings.Attendee {

        private final Deque<Happening> others = new ArrayDeque<>();
        private int count;

        @Nullable
        private Happening first;

        @Override
        public synchronized boolean meet(Happening happening) {
            if (!matches(happening)) {
                if (others.size() == REMEMBERED) {
                    others.removeFirst();
                }
                others.addLast(happening);
                return false;
            }
            count++;
            first = first == null ? happening : first;
            return true;
        }

        @Override
        public Level least() {
            return least;
        }

        synchronized int count() {
            return count;
        }

        synchronized List<Happening> others() {
            return new ArrayList<>(others);
        }

        @Nullable
        synchronized Happening first() {
            return first;
        }
    }
}
