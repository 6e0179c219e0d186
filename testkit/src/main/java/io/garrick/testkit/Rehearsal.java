package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.SystemSettings;
import io.garrick.testkit.RehearsalPlatform.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
 * <p><b>Looking for what goes wrong.</b> {@link #explore(int, Consumer) explore} plays a scenario with many seeds and tells, of the first that fails, what happened, and
 * how little of it was needed; {@link #replay(long, Consumer) replay} plays that seed again. {@link #always always} and {@link #eventually eventually} say what has to
 * hold, {@link #faults() faults} what is to go wrong. An {@link Exploration} is how the choices are drawn.
 *
 * <p><b>Time</b> passes when nothing else is left to do, and then by leaps, up to the next timer; handling a message takes none.
 *
 * <p><b>Threads.</b> One at a time. A rehearsal belongs to the thread that has made it, and actors run there; but those on dispatchers where they may block (pinned, virtual threads) have a thread
 * each, and act when they are handed the baton. All methods here, and all uses of the systems, must come from the owner's thread or from actors; another thread that wakes an actor or sets a timer
 * gets an {@link IllegalStateException}, and so does whoever runs the rehearsal afterwards. Actors that may block wait on virtual time, while others go on, for room in a full mailbox whose overflow policy is to
 * block, and for futures, see {@link #await}; blocked by anything else they are {@linkplain #blockingLimit found and reported}. Other actors must not block: waiting is refused there,
 * and a full mailbox drops the newest message, as it does outside of rehearsals.
 *
 * <p>Origin: FoundationDB's deterministic simulation.
 */
public final class Rehearsal implements AutoCloseable {

    /** Events after which {@link #run()} and its kin give up, since it may never end, unless {@link #limit} says otherwise: {@value}. */
    public static final int MOST_EVENTS = 1_000_000;

    private static final long NEVER = Loop.NEVER;

    private final long seed;
    private final Exploration exploration;
    private final Guard guard;

    /** What is drawn apart from the order of events: so that it stays when another run tries another order. */
    private final SeededRandom choices;

    private final VirtualClock clock;
    private final Faults faults;
    private final Loop loop;
    private final List<ActorSystem> systems = new ArrayList<>();
    private boolean closed;

    private Rehearsal(long seed, Exploration exploration, Strategy strategy) {
        this.seed = seed;
        this.exploration = exploration;
        this.guard = new Guard(seed);
        this.choices = new SeededRandom(seed);
        this.clock = new VirtualClock(this, choices.nextLong());
        this.faults = new Faults(this, new SeededRandom(choices.nextLong()));
        this.loop = new Loop(this, clock, strategy, faults, new Baton(this, guard));
    }

    /**
     * Begins a rehearsal; the calling thread owns it.
     *
     * @param seed decides every choice
     * @return a rehearsal without systems, at virtual time zero
     */
    public static Rehearsal of(long seed) {
        return of(seed, Exploration.randomWalk());
    }

    /**
     * Begins a rehearsal; the calling thread owns it.
     *
     * @param seed decides every choice
     * @param exploration how the choices are drawn
     * @return a rehearsal without systems, at virtual time zero
     */
    public static Rehearsal of(long seed, Exploration exploration) {
        long other = SeededRandom.mix(~seed); // another stream than that of the other choices
        return new Rehearsal(seed, exploration, exploration.strategy(new SeededRandom(other)));
    }

    /** One whose order of events is given, but for that the same. */
    static Rehearsal directed(long seed, Exploration exploration, List<Deviation> deviations) {
        return new Rehearsal(seed, exploration, new Directed(deviations));
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
        faults.belongs(system, loop.platforms().get(loop.platforms().size() - 1));
        return system;
    }

    private RehearsalPlatform platform(String systemName, SystemSettings settings) {
        RehearsalPlatform platform = new RehearsalPlatform(
                this, systemName, settings.tick().toNanos(), new SeededRandom(choices.nextLong()));
        loop.platforms().add(platform);
        return platform;
    }

    /**
     * Lets {@link #run()} and its kin go on for longer, or not for so long.
     *
     * @param mostEvents after how many events of one call they give up, instead of {@link #MOST_EVENTS}
     * @return this
     * @throws IllegalArgumentException when the number is not positive
     */
    public Rehearsal limit(long mostEvents) {
        if (mostEvents < 1) {
            throw new IllegalArgumentException("number of events must be positive: mostEvents=" + mostEvents);
        }
        loop.limit(mostEvents);
        return this;
    }

    /**
     * What is to go wrong.
     *
     * @return the same object at each call
     */
    public Faults faults() {
        return faults;
    }

    // ---------------------------------------------------------------- what has to hold

    /**
     * Says what has to hold now and after each event until {@link #close()}; by what actors have published, or by fields of theirs that the test can reach: nothing runs meanwhile. A
     * condition that does not hold, or throws, fails whoever runs the rehearsal, with an {@link AssertionError} that names it.
     *
     * @param name for that error
     * @param holds changes nothing
     * @return this
     * @throws AssertionError when it does not hold now
     */
    public Rehearsal always(String name, BooleanSupplier holds) {
        ensureOwner("always");
        loop.invariants().always(name, holds);
        return this;
    }

    /**
     * Says what has to hold once, between any two events, before so much virtual time has passed. When it has not, or throws, whoever runs the rehearsal fails, with an
     * {@link AssertionError} that names it. {@link #close()} waits for it.
     *
     * @param name for that error
     * @param holds changes nothing
     * @param within virtual time from now
     * @return this
     */
    public Rehearsal eventually(String name, BooleanSupplier holds, Duration within) {
        ensureOwner("eventually");
        loop.invariants().eventually(name, holds, loop.inNanos(within.toNanos()));
        return this;
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
        ensureRunnable();
        return loop.runFor(nanos, condition);
    }

    /**
     * Runs until a condition holds; looks at it before the first event and after each.
     *
     * @param condition what to wait for
     * @throws AssertionError when it does not hold and nothing is left to do, or after {@link #MOST_EVENTS} events
     */
    public void runUntil(BooleanSupplier condition) {
        if (!runUntil(NEVER, condition)) {
            throw loop.broken("rehearsal is at rest and the condition does not hold");
        }
    }

    /**
     * Does one thing: runs a task or an actor for one message, or, when none can run, lets time pass to the next timer.
     *
     * @return whether there was anything to do
     */
    public boolean step() {
        ensureRunnable();
        return loop.stepOnce();
    }

    private boolean runUntil(long endNanos, BooleanSupplier condition) {
        ensureRunnable();
        return loop.runUntil(endNanos, condition);
    }

    // ---------------------------------------------------------------- waiting

    /**
     * Waits, on virtual time, for what actors will complete. On the owner's thread, between steps, this runs the rehearsal; an actor on a dispatcher where it may block, which has a thread
     * of its own, lets others go on. {@code join()} and {@code get()} of what {@code Patterns} gives do the same by themselves.
     *
     * @param <T> what it gives
     * @param stage of this rehearsal's systems
     * @return what it was completed with
     * @throws java.util.concurrent.CompletionException when it was completed exceptionally
     * @throws AssertionError on the owner's thread, when nothing is left to do and it is not complete
     * @throws IllegalStateException in an actor that must not block
     */
    public <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        waitFor(future::isDone, NEVER);
        return future.join();
    }

    /**
     * Waits, on virtual time, for what actors will complete, and for so long at most; otherwise as {@link #await(CompletionStage)}.
     *
     * @param <T> what it gives
     * @param stage of this rehearsal's systems
     * @param timeout virtual time from now
     * @return what it was completed with
     * @throws TimeoutException when it is not complete then
     * @throws java.util.concurrent.CompletionException when it was completed exceptionally
     * @throws IllegalStateException in an actor that must not block
     */
    public <T extends @Nullable Object> T await(CompletionStage<T> stage, Duration timeout) throws TimeoutException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        waitFor(future::isDone, timeout.toNanos());
        if (!future.isDone()) {
            throw new TimeoutException(
                    "stage is not complete in time: timeout=" + timeout + " elapsed=" + elapsed() + " seed=" + seed);
        }
        return future.join();
    }

    /**
     * Says how long a turn of an actor may take, in real time, before it is taken for blocked by something that the rehearsal knows nothing of. Such a turn fails whoever runs the rehearsal, with
     * an {@link AssertionError} whose cause has the stack of its thread. When it was an actor's own thread, nothing can run afterwards but {@link #close()}.
     *
     * @param limit more than nothing; 10 seconds unless said otherwise
     * @return this
     * @throws IllegalArgumentException when the limit is not positive
     */
    public Rehearsal blockingLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit for blocking must be positive: limit=" + limit);
        }
        loop.baton().limit(limit.toNanos());
        return this;
    }

    /** Whether the calling thread can wait for others: the owner's between steps, and an actor's own. */
    boolean mayWait() {
        return Thread.currentThread() instanceof Player ? guard.isOwner() : guard.isOwner() && !loop.isBusy();
    }

    void waitFor(BooleanSupplier condition, long nanos) {
        if (condition.getAsBoolean()) {
            return;
        }
        ensureOwner("wait");
        if (Thread.currentThread() instanceof Player player) {
            loop.baton().await(player, condition, nanos);
        } else if (loop.isBusy()) {
            throw new IllegalStateException(
                    "actor waits on a dispatcher where it must not block; give it one of kind PINNED or"
                            + " VIRTUAL_THREADS: " + loop.describeCurrent() + " seed=" + seed);
        } else if (!loop.runFor(nanos, condition) && nanos == NEVER) {
            throw loop.broken("rehearsal is at rest and what is waited for has not come");
        }
    }

    // ---------------------------------------------------------------- many seeds

    /**
     * Plays a scenario with the seeds from 0, as random walks: {@link #explore(long, int, Exploration, Consumer)}.
     *
     * @param seeds how many
     * @param scenario what to play
     * @return what was seen
     */
    public static Explored explore(int seeds, Consumer<Rehearsal> scenario) {
        return explore(0, seeds, Exploration.randomWalk(), scenario);
    }

    /**
     * Plays a scenario with the seeds from 0: {@link #explore(long, int, Exploration, Consumer)}.
     *
     * @param seeds how many
     * @param exploration how the choices are drawn
     * @param scenario what to play
     * @return what was seen
     */
    public static Explored explore(int seeds, Exploration exploration, Consumer<Rehearsal> scenario) {
        return explore(0, seeds, exploration, scenario);
    }

    /**
     * Plays a scenario with one seed after the other, each in a rehearsal of its own, until one fails: by what the scenario throws, by an invariant, or by what {@link
     * #close()} finds, which is called afterwards. That seed is played again, to see whether the scenario is deterministic, and then with fewer and fewer switches
     * between actors as long as it fails in the same way.
     *
     * <p>The system property {@code garrick.rehearsal.seed} has it play that seed alone.
     *
     * @param firstSeed the first seed
     * @param seeds how many
     * @param exploration how the choices are drawn
     * @param scenario creates systems in the rehearsal that it is given, runs them and asserts; it must do the same each time it is called, so it makes anew what it
     *     uses
     * @return what was seen
     * @throws AssertionError which tells the seed, how long the run was, its latest events, and those of the one with the fewest switches; caused by what was thrown
     * @throws IllegalArgumentException when there is no seed to play, or the system property is no seed
     */
    public static Explored explore(long firstSeed, int seeds, Exploration exploration, Consumer<Rehearsal> scenario) {
        return new Explorer(exploration, scenario).explore(firstSeed, seeds);
    }

    /**
     * Plays a scenario with one seed, as a random walk: {@link #replay(long, Exploration, Consumer)}.
     *
     * @param seed the seed
     * @param scenario what to play
     * @return what was seen
     */
    public static Explored replay(long seed, Consumer<Rehearsal> scenario) {
        return replay(seed, Exploration.randomWalk(), scenario);
    }

    /**
     * Plays a scenario with one seed, exactly as {@link #explore(long, int, Exploration, Consumer)} has, and fails in the same way.
     *
     * @param seed the seed
     * @param exploration how the choices are drawn
     * @param scenario what to play
     * @return what was seen
     */
    public static Explored replay(long seed, Exploration exploration, Consumer<Rehearsal> scenario) {
        return new Explorer(exploration, scenario).replay(seed);
    }

    /**
     * Plays a scenario twice with the same seed, as random walks: {@link #ensureDeterministic(long, Exploration, Consumer)}.
     *
     * @param seed the seed
     * @param scenario what to play
     * @return what was seen
     */
    public static Explored ensureDeterministic(long seed, Consumer<Rehearsal> scenario) {
        return ensureDeterministic(seed, Exploration.randomWalk(), scenario);
    }

    /**
     * Plays a scenario twice with the same seed. It is not deterministic when it depends on anything but the rehearsal: the machine's clock, a random number, a thread, the
     * order of a hash set, what an earlier run has left in a static field.
     *
     * @param seed the seed
     * @param exploration how the choices are drawn
     * @param scenario what to play
     * @return what was seen of either
     * @throws AssertionError which names the first event that differs; or when the scenario fails
     */
    public static Explored ensureDeterministic(long seed, Exploration exploration, Consumer<Rehearsal> scenario) {
        return new Explorer(exploration, scenario).ensureDeterministic(seed);
    }

    // ---------------------------------------------------------------- looking back

    /**
     * Virtual time.
     *
     * @return how much has passed since the beginning
     */
    public Duration elapsed() {
        return Duration.ofNanos(elapsedNanos());
    }

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
        return loop.trace().hash();
    }

    /**
     * The latest events, a hundred at most, for people to read.
     *
     * @return a line for each, the oldest first
     */
    public List<String> trace() {
        return loop.trace().latest();
    }

    @Override
    public String toString() {
        return "Rehearsal[seed=" + seed + " events=" + events() + " elapsed=" + elapsed() + "]";
    }

    // ---------------------------------------------------------------- the end

    /**
     * Runs until what has to hold {@linkplain #eventually eventually} has, then terminates all systems and runs until they have ended, and ends its threads, also when it fails. After
     * a turn that {@linkplain #blockingLimit blocks} it only ends the threads: that one's is interrupted. Does nothing the second time.
     *
     * @throws AssertionError when something has not held in time; when, before the termination, nothing was left to do and yet an actor was suspended or had messages; or when actors are left
     *     after it; or when a thread does not end within the limit for blocking
     * @throws IllegalStateException when another thread has meddled
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        ensureIdle();
        try {
            ensureAlone();
            if (!loop.baton().hasLost()) {
                endSystems();
            }
        } catch (Throwable thrown) {
            loop.baton().end();
            throw thrown;
        }
        closed = true;
        Ending.ensureThreadsEnd(loop);
    }

    private void endSystems() {
        Ending.await(loop);
        Ending.ensureNothingStuck(loop);
        loop.invariants().end();
        faults.end();
        systems.forEach(ActorSystem::terminate);
        Ending.ensureEnds(loop);
        closed = true;
        Ending.ensureNobodyLeft(loop);
    }

    /** Has failed, and will not be closed. */
    void abandon() {
        closed = true;
        loop.baton().end();
    }

    // ---------------------------------------------------------------- for the platforms

    VirtualClock clock() {
        return clock;
    }

    Loop loop() {
        return loop;
    }

    Exploration exploration() {
        return exploration;
    }

    long events() {
        return loop.trace().count();
    }

    long elapsedNanos() {
        return clock.elapsedNanos();
    }

    void put(Task task) {
        ensureOwner("execute");
        loop.put(task);
    }

    void fail(Error error) {
        loop.fail(error);
    }

    boolean isHandedOver() {
        return guard.isHandedOver();
    }

    Thread owner() {
        return guard.owner();
    }

    Baton baton() {
        return loop.baton();
    }

    boolean isRunning() {
        return guard.isOwner() && loop.current() != null;
    }

    boolean isRunning(RehearsalDispatcher dispatcher) {
        Task current = guard.isOwner() ? loop.current() : null;
        return current != null && current.dispatcher() == dispatcher;
    }

    boolean runUntilEnded(RehearsalPlatform platform, long timeoutNanos) {
        return runUntil(loop.inNanos(timeoutNanos), platform::hasEnded);
    }

    // ---------------------------------------------------------------- threads

    void ensureOwner(String call) {
        guard.ensureOwner(call);
    }

    void ensureAlone() {
        guard.ensureAlone();
    }

    private void ensureRunnable() {
        ensureIdle();
        ensureAlone();
        loop.baton().ensureNoneLost();
    }

    private void ensureIdle() {
        ensureOwner("run");
        if (loop.current() != null) {
            throw new IllegalStateException(
                    "rehearsal is running already, an actor or task cannot run it: seed=" + seed);
        }
    }
}
