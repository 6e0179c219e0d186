package io.garrick.testkit;

import io.garrick.actor.spi.MailboxView;
import io.garrick.dispatch.Mailbox;
import io.garrick.testkit.RehearsalPlatform.Task;
import io.garrick.testkit.Trace.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** One thing after the other, on virtual time: the heart of a rehearsal. The owner's thread only. */
final class Loop {

    static final long NEVER = Long.MAX_VALUE;
    static final long NO_TURN = -1;

    private static final long LONGEST_LEAP_NANOS = 100_000_000L;

    private final Rehearsal rehearsal;
    private final VirtualClock clock;
    private final Agenda agenda;
    private final Faults faults;
    private final Baton baton;
    private final Trace trace = new Trace();
    private final Sources sources = new Sources();
    private final Invariants invariants = new Invariants(this);
    private final SimulatedNetwork network;
    private final List<RehearsalPlatform> platforms = new ArrayList<>();

    /** What a fault keeps from the agenda, or had taken from there, by the time when it comes back. */
    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparingLong(Late::dueNanos).thenComparingLong(Late::number));

    private long lateNumber;
    private long messages;
    private long mostEvents = Rehearsal.MOST_EVENTS;

    /** Events of the whole rehearsal after which it is given up. */
    private long mostEventsInAll = NEVER;

    @Nullable
    private Task current;

    private Label currentLabel = Trace.SYSTEM_MESSAGES;

    /** Set while something is done here, so that nothing of that can run the rehearsal. */
    private boolean busy;

    @Nullable
    private Error failure;

    /** Set from outside. */
    @Nullable
    private volatile RehearsalError blocked;

    Loop(Rehearsal rehearsal, VirtualClock clock, Strategy strategy, Faults faults, Baton baton) {
        this.rehearsal = rehearsal;
        this.clock = clock;
        this.agenda = new Agenda(strategy);
        this.faults = faults;
        this.baton = baton;
        this.network = new SimulatedNetwork(rehearsal, clock);
    }

    private record Late(long dueNanos, long number, Source source, Task task) {}

    // ---------------------------------------------------------------- what it is made of

    Agenda agenda() {
        return agenda;
    }

    Trace trace() {
        return trace;
    }

    Sources sources() {
        return sources;
    }

    Invariants invariants() {
        return invariants;
    }

    SimulatedNetwork network() {
        return network;
    }

    List<RehearsalPlatform> platforms() {
        return platforms;
    }

    long messages() {
        return messages;
    }

    void limit(long most) {
        mostEvents = most;
    }

    void limitInAll(long most) {
        mostEventsInAll = most;
    }

    /** Whether this thread is in the midst of something that it cannot wait in. */
    boolean isBusy() {
        return busy;
    }

    Baton baton() {
        return baton;
    }

    /** What is being done, for people to read. */
    String describeCurrent() {
        Task task = current;
        return task == null
                ? "within=a timer or a condition"
                : "actor=" + currentLabel.text() + " dispatcher="
                        + task.dispatcher().id();
    }

    /** What is being done. */
    Task currentTask() {
        return Objects.requireNonNull(current);
    }

    @Nullable
    Task current() {
        return current;
    }

    void fail(Error error) {
        failure = error;
    }

    void put(Task task) {
        Source source = sources.of(task);
        long delay = faults.delayNanos(source, task);
        if (delay == 0) {
            agenda.add(source, task);
        } else {
            late.add(new Late(clock.elapsedNanos() + delay, lateNumber++, source, task));
        }
    }

    /** Nothing of a system will run any more. */
    void killed(RehearsalPlatform platform) {
        late.removeIf(task -> task.source().platform() == platform);
        sources.forget(platform);
        baton.forget(platform);
    }

    // ---------------------------------------------------------------- steps

    boolean runUntil(long endNanos, BooleanSupplier condition) {
        return busy(() -> stepUntil(endNanos, condition));
    }

    private boolean busy(BooleanSupplier work) {
        boolean outermost = !busy;
        if (outermost) {
            TurnWatch.begin(this);
        }
        busy = true;
        try {
            return work.getAsBoolean();
        } finally {
            if (outermost) {
                busy = false;
                TurnWatch.end(this);
                clearLateInterrupt();
            }
        }
    }

    private boolean stepUntil(long endNanos, BooleanSupplier condition) {
        for (long events = 0; events < mostEvents; events++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!step(endNanos)) {
                return false;
            }
        }
        throw broken("rehearsal does not come to rest");
    }

    /** Runs until then, or until a condition holds; returns whether it does. */
    boolean runFor(long nanos, BooleanSupplier condition) {
        long end = inNanos(nanos);
        return busy(() -> {
            if (stepUntil(end, condition)) {
                return true;
            }
            if (end != NEVER) {
                advanceTo(end);
            }
            return false;
        });
    }

    long inNanos(long nanos) {
        long now = clock.elapsedNanos();
        return nanos > NEVER - now ? NEVER : now + nanos;
    }

    boolean stepOnce() {
        return busy(() -> step(NEVER));
    }

    private boolean step(long endNanos) {
        faults.stopSystems(false);
        if (agenda.isEmpty()) {
            return leap(endNanos) || faults.stopSystems(true);
        }
        if (agenda.leaps() && leap(soon(endNanos))) {
            agenda.leapt();
        }
        Source next = agenda.take();
        if (mayRun(next)) {
            perform(next);
        }
        return true;
    }

    /** Whether its system lives and is not stopped; otherwise its task waits, or is forgotten. */
    private boolean mayRun(Source source) {
        RehearsalPlatform platform = source.platform();
        if (platform.isKilled()) {
            source.begin();
            return false;
        }
        long until = platform.pausedUntilNanos();
        if (until > clock.elapsedNanos()) {
            late.add(new Late(until, lateNumber++, source, source.begin()));
            return false;
        }
        return true;
    }

    /** Work that waits makes time pass by little, and nothing late that is expected by then. */
    private long soon(long endNanos) {
        return Math.min(Math.min(endNanos, invariants.deadlineNanos()), clock.elapsedNanos() + LONGEST_LEAP_NANOS);
    }

    private void perform(Source source) {
        Task task = source.begin();
        Mailbox mailbox = source.mailbox();
        note(source, task);
        if (mailbox != null && !(task.work() instanceof Resumption)) {
            faults.beforeActor(mailbox);
        }
        current = task;
        currentLabel = source.label();
        try {
            task.platform().perform(task);
        } finally {
            current = null;
        }
        if (mailbox != null) {
            sources.hasRun(source, mailbox);
        }
        throwIfFailed();
        baton.look();
        invariants.check();
    }

    private void note(Source source, Task task) {
        Source preempted = agenda.preempted();
        trace.add(
                clock.elapsedNanos(), source.label(), what(source, task), preempted == null ? null : preempted.label());
        if (trace.count() > mostEventsInAll) {
            throw broken("rehearsal is longer than it may be");
        }
    }

    private Label what(Source source, Task task) {
        MailboxView view = source.view();
        if (task.work() instanceof Resumption) {
            return Trace.GOES_ON;
        }
        if (view == null) {
            return task.work() instanceof LinkEnd end
                    ? end.nextLabel()
                    : trace.label(task.work().getClass());
        }
        Class<?> next = view.nextMessageClass();
        if (next != null || view.queuedMessages() > 0) {
            messages++;
        }
        return next == null ? Trace.SYSTEM_MESSAGES : source.label(next, trace);
    }

    // ---------------------------------------------------------------- for who looks from outside

    /** The number of the turn on the owner's thread. Read while it may change: then another turn is seen, and that is all that counts. */
    long turn() {
        return current == null || rehearsal.isHandedOver() ? NO_TURN : trace.count();
    }

    long turnLimitMillis() {
        return baton.limitMillis();
    }

    /** The turn on the owner's thread takes too long: tells it so, and the log in case that it does not hear. */
    void blocks() {
        RehearsalError error = blocked(rehearsal.owner());
        LoggerFactory.getLogger("io.garrick.rehearsal")
                .error("actor blocks in a rehearsal: actor={} seed={}", currentLabel.text(), rehearsal.seed(), error);
        blocked = error;
        rehearsal.owner().interrupt();
    }

    /** What is wrong with a turn that takes too long. */
    RehearsalError blocked(Thread thread) {
        Exception where = new Exception("where it is");
        where.setStackTrace(thread.getStackTrace());
        String details = "actor=" + currentLabel.text() + " limit=" + baton.limitMillis() + " ms thread="
                + thread.getName() + " seed=" + rehearsal.seed();
        return new RehearsalError("actor blocks, and not by what the rehearsal knows of", details, where);
    }

    /** What is wrong with a thread that has been told to end. */
    RehearsalError threadLeft(Thread thread) {
        Exception where = new Exception("where it is");
        where.setStackTrace(thread.getStackTrace());
        String details =
                "thread=" + thread.getName() + " limit=" + baton.limitMillis() + " ms seed=" + rehearsal.seed();
        return new RehearsalError("rehearsal is closed and a thread does not end", details, where);
    }

    /** An interrupt for a turn that ended all the same is not for what the owner does next; the next run tells what was wrong. */
    private void clearLateInterrupt() {
        if (blocked != null) {
            boolean unused = Thread.interrupted();
        }
    }

    private void throwIfFailed() {
        RehearsalError tooLong = blocked;
        if (tooLong != null) {
            blocked = null;
            boolean unused = Thread.interrupted(); // which was for the turn
            throw tooLong;
        }
        Error thrown = failure;
        if (thrown != null) {
            failure = null;
            throw broken("task failed", thrown);
        }
        rehearsal.ensureAlone();
    }

    // ---------------------------------------------------------------- time

    private boolean leap(long endNanos) {
        long next = nextNanos();
        if (next == NEVER || next > endNanos) {
            return false;
        }
        advanceTo(next);
        throwIfFailed();
        return true;
    }

    /** Whether somebody could go on, or will when a fault lets it. */
    boolean hasWork() {
        return !agenda.isEmpty() || !late.isEmpty() || network.timeline().nextNanos() != NEVER;
    }

    /** When something happens next if nothing happens before. */
    long nextNanos() {
        long next = late.isEmpty()
                ? baton.nextNanos()
                : Math.min(baton.nextNanos(), late.peek().dueNanos());
        next = Math.min(next, network.timeline().nextNanos());
        for (RehearsalPlatform platform : platforms) {
            next = Math.min(next, platform.nextTimerNanos());
        }
        return next;
    }

    void advanceTo(long nanos) {
        long now = Math.max(nanos, clock.elapsedNanos());
        invariants.beforeTimePasses(now);
        clock.advanceTo(now);
        while (!late.isEmpty() && late.peek().dueNanos() <= now) {
            Late due = late.remove();
            agenda.add(due.source(), due.task());
        }
        network.timeline().advanceTo(now);
        for (RehearsalPlatform platform : platforms) {
            platform.turnTimers(now);
        }
        baton.look();
    }

    // ---------------------------------------------------------------- errors

    RehearsalError broken(String statement) {
        return broken(statement, null);
    }

    RehearsalError broken(String statement, @Nullable Throwable cause) {
        String details = "seed=" + rehearsal.seed() + " events=" + trace.count() + " elapsed=" + rehearsal.elapsed()
                + "\n  " + String.join("\n  ", trace.latest());
        return new RehearsalError(statement, details, cause);
    }
}
