package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.MailboxView;
import io.garrick.dispatch.Mailbox;
import io.garrick.testkit.RehearsalPlatform.Task;
import io.garrick.testkit.Trace.Label;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs actor systems one message at a time, on the calling thread and on virtual time, in an order that a seed decides: the same seed
 * replays the same run in any JVM, and another seed tries another order. A test that has failed is repeated by its seed, which is in the text of every error that is
 * thrown here.
 *
 * <pre>{@code
 * try (Rehearsal rehearsal = Rehearsal.of(42)) {
 *     ActorSystem system = rehearsal.create("shop");
 *     ActorRef till = system.actorOf(Till.props(), "till");
 *     till.tell(new Pay(3), ActorRef.noSender());
 *     rehearsal.run();
 *     // every message has been handled, every timer has fired
 * }
 * }</pre>
 *
 * <p><b>What the seed decides.</b> Which actor, or task of a dispatcher, of all that could run is next; it handles one message, and the system messages that have
 * come meanwhile. Whether a timer that is due soon (within 100 ms) overtakes work that is pending, as on a slow machine. All random numbers of the systems, and
 * where their monotonic clocks begin.
 *
 * <p><b>Time</b> passes when nothing else is left to do, and then by leaps, up to the next timer; handling a message takes none.
 *
 * <p><b>Threads.</b> A rehearsal belongs to the thread that has made it; dispatchers of every kind run there. All methods here, and all uses of the systems, must
 * come from this thread; another one that wakes an actor or sets a timer gets an {@link IllegalStateException}, and so does whoever
 * runs the rehearsal afterwards. Actors must not block: they would wait for themselves. For the same reason a full mailbox
 * whose overflow policy is to block drops the newest message.
 *
 * <p>Origin: FoundationDB's deterministic simulation.
 */
public final class Rehearsal implements AutoCloseable {

    /** Events after which {@link #run()} and its kin give up, since it may never end: {@value}. */
    public static final int MOST_EVENTS = 1_000_000;

    private static final int LEAP_ONE_IN = 32;
    private static final long LONGEST_LEAP_NANOS = 100_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final long seed;
    private final Thread owner = Thread.currentThread();
    private final SeededRandom choices;
    private final VirtualClock clock;
    private final Trace trace = new Trace();
    private final List<ActorSystem> systems = new ArrayList<>();
    private final List<RehearsalPlatform> platforms = new ArrayList<>();
    private final List<Task> agenda = new ArrayList<>();

    /** Mailboxes that have run and were not closed then, in order of their first run, by the names of their actors. */
    private final Map<Mailbox, Label> open = new LinkedHashMap<>();

    @Nullable
    private Task current;

    @Nullable
    private Error failure;

    private boolean closed;

    /** What another thread was told that meddled. Written by that thread. */
    @Nullable
    private volatile IllegalStateException meddling;

    private Rehearsal(long seed) {
        this.seed = seed;
        this.choices = new SeededRandom(seed);
        this.clock = new VirtualClock(this, choices.nextLong());
    }

    /**
     * Begins a rehearsal; the calling thread owns it.
     *
     * @param seed decides every choice
     * @return a rehearsal without systems, at virtual time zero
     */
    public static Rehearsal of(long seed) {
        return new Rehearsal(seed);
    }

    /**
     * Starts a system with the defaults, without a configuration file. Nothing of it runs before {@link #run()} or its kin.
     *
     * @param name as for {@link ActorSystem#create(String)}
     * @return the system; closing the rehearsal terminates it
     */
    public ActorSystem create(String name) {
        return create(name, SystemSettings.defaults());
    }

    /**
     * Starts a system.
     *
     * @param name as for {@link ActorSystem#create(String)}
     * @param settings how to run, but for the platform, which is the rehearsal's
     * @return the system; closing the rehearsal terminates it
     */
    public ActorSystem create(String name, SystemSettings settings) {
        ensureOwner("create");
        ActorSystem system = ActorSystem.create(name, settings.withPlatform(this::platform));
        systems.add(system);
        return system;
    }

    private RehearsalPlatform platform(String systemName, SystemSettings settings) {
        RehearsalPlatform platform = new RehearsalPlatform(
                this, systemName, settings.tick().toNanos(), new SeededRandom(choices.nextLong()));
        platforms.add(platform);
        return platform;
    }

    // ---------------------------------------------------------------- running

    /**
     * Runs until there is nothing left to do and no timer is pending. Virtual time passes as far as that takes.
     *
     * @throws AssertionError when there is no end after {@link #MOST_EVENTS} events: a timer that repeats, or actors that go on telling each other; run with a
     *     limit then
     */
    public void run() {
        runUntil(NEVER, () -> false);
    }

    /**
     * Runs for some virtual time, and everything that is to do at its end.
     *
     * @param duration how long; zero for what can be done without time passing
     * @throws AssertionError when there is no end after {@link #MOST_EVENTS} events
     */
    public void runFor(Duration duration) {
        runFor(duration.toNanos(), () -> false);
    }

    /** Until a condition holds, and for so long at most; returns whether it does. */
    boolean runFor(long nanos, BooleanSupplier condition) {
        long end = nanos > NEVER - elapsedNanos() ? NEVER : elapsedNanos() + nanos;
        if (runUntil(end, condition)) {
            return true;
        }
        if (end != NEVER) {
            advanceTo(end);
        }
        return false;
    }

    /**
     * Runs until a condition holds; looks at it before the first event and after each.
     *
     * @param condition what to wait for
     * @throws AssertionError when it does not hold and nothing is left to do, or after {@link #MOST_EVENTS} events
     */
    public void runUntil(BooleanSupplier condition) {
        if (!runUntil(NEVER, condition)) {
            throw new AssertionError(describe("rehearsal is at rest and the condition does not hold"));
        }
    }

    /**
     * Does one thing: runs a task or an actor for one message, or, when none can run, lets time pass to the next timer.
     *
     * @return whether there was anything to do
     */
    public boolean step() {
        ensureRunnable();
        return step(NEVER);
    }

    private boolean runUntil(long endNanos, BooleanSupplier condition) {
        ensureRunnable();
        for (int events = 0; events < MOST_EVENTS; events++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!step(endNanos)) {
                return false;
            }
        }
        throw new AssertionError(describe("rehearsal does not come to rest"));
    }

    private boolean step(long endNanos) {
        if (agenda.isEmpty()) {
            return leap(endNanos);
        }
        if (choices.below(LEAP_ONE_IN) == 0) {
            leap(Math.min(endNanos, elapsedNanos() + LONGEST_LEAP_NANOS));
        }
        perform(takeAny());
        return true;
    }

    private Task takeAny() {
        int chosen = choices.below(agenda.size());
        Task task = agenda.get(chosen);
        Task youngest = agenda.remove(agenda.size() - 1);
        if (youngest != task) {
            agenda.set(chosen, youngest);
        }
        return task;
    }

    private void perform(Task task) {
        Mailbox mailbox = task.work() instanceof Mailbox ? (Mailbox) task.work() : null;
        if (mailbox instanceof MailboxView) {
            trace.add(elapsedNanos(), nameOf(mailbox), (MailboxView) mailbox);
        } else {
            trace.add(elapsedNanos(), task.platform().label(), task.work());
        }
        current = task;
        try {
            task.platform().perform(task);
        } finally {
            current = null;
        }
        if (mailbox != null) {
            keepIfOpen(mailbox);
        }
        throwIfFailed();
    }

    private void keepIfOpen(Mailbox mailbox) {
        if (mailbox.isClosed() && mailbox.queuedMessages() == 0) {
            open.remove(mailbox);
        } else {
            open.putIfAbsent(mailbox, nameOf(mailbox));
        }
    }

    private void throwIfFailed() {
        Error thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new AssertionError(describe("task failed"), thrown);
        }
        ensureAlone();
    }

    // ---------------------------------------------------------------- time

    private boolean leap(long endNanos) {
        long next = nextTimerNanos();
        if (next == NEVER || next > endNanos) {
            return false;
        }
        advanceTo(next);
        throwIfFailed();
        return true;
    }

    private long nextTimerNanos() {
        long next = NEVER;
        for (RehearsalPlatform platform : platforms) {
            next = Math.min(next, platform.nextTimerNanos());
        }
        return next;
    }

    private void advanceTo(long nanos) {
        clock.advanceTo(Math.max(nanos, elapsedNanos()));
        for (RehearsalPlatform platform : platforms) {
            platform.turnTimers(elapsedNanos());
        }
    }

    /**
     * Virtual time.
     *
     * @return how much has passed since the beginning
     */
    public Duration elapsed() {
        return Duration.ofNanos(elapsedNanos());
    }

    // ---------------------------------------------------------------- looking back

    /**
     * The seed.
     *
     * @return as given
     */
    public long seed() {
        return seed;
    }

    /**
     * A number over everything that has happened: which actor (by its path), given what class of message, at what virtual time, in which order. Equal for equal
     * seeds and programs in any JVM.
     *
     * @return 64 bits
     */
    public long traceHash() {
        return trace.hash();
    }

    /**
     * The latest events, a hundred at most, for people to read.
     *
     * @return a line for each, the oldest first
     */
    public List<String> trace() {
        return trace.latest();
    }

    @Override
    public String toString() {
        return "Rehearsal[seed=" + seed + " events=" + trace.count() + " elapsed=" + elapsed() + "]";
    }

    private String describe(String statement) {
        return statement + ": seed=" + seed + " events=" + trace.count() + " elapsed=" + elapsed() + "\n  "
                + String.join("\n  ", trace());
    }

    // ---------------------------------------------------------------- the end

    /**
     * Terminates all systems and runs until they have ended. Does nothing the second time.
     *
     * @throws AssertionError when, before the termination, nothing was left to do and yet an actor was suspended or had messages; or when actors are left
     *     after it
     * @throws IllegalStateException when another thread has meddled
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        ensureRunnable();
        ensureNothingStuck();
        systems.forEach(ActorSystem::terminate);
        if (!runUntil(NEVER, () -> platforms.stream().allMatch(RehearsalPlatform::hasEnded))) {
            throw new AssertionError(describe("rehearsal is at rest and actors are left: actors=" + actors()));
        }
        closed = true;
        if (!open.isEmpty()) {
            throw new AssertionError(describe("systems have ended and actors are left: actors=" + actors()));
        }
    }

    private void ensureNothingStuck() {
        if (!agenda.isEmpty()) {
            return;
        }
        boolean timersPending = nextTimerNanos() != NEVER;
        open.forEach((mailbox, name) -> {
            if (mailbox.isSuspended() ? !timersPending : mailbox.queuedMessages() > 0) {
                throw new AssertionError(describe("rehearsal is at rest and an actor is not: actor=" + name.text()
                        + " suspended=" + mailbox.isSuspended() + " queued=" + mailbox.queuedMessages()));
            }
        });
    }

    private List<String> actors() {
        return open.values().stream().map(Label::text).toList();
    }

    private Label nameOf(Mailbox mailbox) {
        Label known = open.get(mailbox);
        return known == null ? Label.of(newNameOf(mailbox)) : known;
    }

    private static String newNameOf(Mailbox mailbox) {
        return mailbox instanceof MailboxView
                ? ((MailboxView) mailbox).getSelf().path().toString()
                : mailbox.toString();
    }

    // ---------------------------------------------------------------- for the platforms

    VirtualClock clock() {
        return clock;
    }

    long elapsedNanos() {
        return clock.elapsedNanos();
    }

    void put(Task task) {
        ensureOwner("execute");
        agenda.add(task);
    }

    void fail(Error error) {
        failure = error;
    }

    boolean isRunning() {
        return current != null && Thread.currentThread() == owner;
    }

    boolean isRunning(RehearsalDispatcher dispatcher) {
        return isRunning() && current != null && current.dispatcher() == dispatcher;
    }

    boolean runUntilEnded(RehearsalPlatform platform, long timeoutNanos) {
        long now = elapsedNanos();
        return runUntil(timeoutNanos > NEVER - now ? NEVER : now + timeoutNanos, platform::hasEnded);
    }

    // ---------------------------------------------------------------- threads

    void ensureOwner(String call) {
        if (Thread.currentThread() != owner) {
            IllegalStateException refusal =
                    new IllegalStateException("rehearsal belongs to another thread: call=" + call + " thread="
                            + Thread.currentThread().getName() + " owner=" + owner.getName() + " seed=" + seed);
            meddling = refusal;
            throw refusal;
        }
    }

    private void ensureAlone() {
        IllegalStateException refused = meddling;
        if (refused != null) {
            throw new IllegalStateException("another thread has meddled with the rehearsal: seed=" + seed, refused);
        }
    }

    private void ensureRunnable() {
        ensureOwner("run");
        ensureAlone();
        if (current != null) {
            throw new IllegalStateException(
                    "rehearsal is running already, an actor or task cannot run it: seed=" + seed);
        }
    }
}
