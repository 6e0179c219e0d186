package io.garrick.testkit;

import io.garrick.actor.spi.Platform;
import io.garrick.actor.spi.Transport;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.ManualTimerWheel;
import io.garrick.dispatch.TimerEntry;
import io.garrick.dispatch.TimerWheel;
import io.garrick.testkit.Trace.Label;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a rehearsed system stands on: the rehearsal's time, its thread, and randomness from its seed. */
final class RehearsalPlatform implements Platform {

    private final Rehearsal rehearsal;
    private final String systemName;
    private final Label label;
    private final RandomGenerator random;
    private final Timers timers;

    /** Tasks of this system on the agenda. */
    private int queued;

    /** What is to run when all else has; its presence says that the dispatchers have shut down. */
    @Nullable
    private Runnable last;

    private boolean ended;

    /** Whether one of its tasks is being performed. */
    private boolean performing;

    /** Nothing of it ever runs again. */
    private boolean killed;

    /** Nothing of it runs before, on the rehearsal's time. */
    private long pausedUntilNanos;

    RehearsalPlatform(Rehearsal rehearsal, String systemName, long tickNanos, RandomGenerator random) {
        this.rehearsal = rehearsal;
        this.systemName = systemName;
        this.label = Label.of(systemName);
        this.random = random;
        this.timers = new Timers(tickNanos);
    }

    /** The wheel, for the rehearsal's thread only. It counts from the beginning of the rehearsal. */
    private final class Timers implements TimerWheel {
        private final ManualTimerWheel wheel;
        private long turnedNanos;
        private boolean closed;

        Timers(long tickNanos) {
            this.wheel = new ManualTimerWheel(tickNanos, 0, RehearsalPlatform.this::failed);
            turn(rehearsal.elapsedNanos());
        }

        @Override
        public void schedule(TimerEntry entry, long delayNanos) {
            rehearsal.ensureOwner("schedule");
            if (killed) {
                return;
            }
            if (closed) {
                throw new IllegalStateException("timer wheel is closed: system=" + systemName);
            }
            wheel.schedule(entry, sinceTurn(delayNanos));
        }

        /** The wheel of a system that is stopped stands still, and counts from there. */
        private long sinceTurn(long delayNanos) {
            long now = rehearsal.elapsedNanos();
            long missed = now < pausedUntilNanos ? now - turnedNanos : 0;
            return delayNanos > Long.MAX_VALUE - missed ? Long.MAX_VALUE : Math.max(delayNanos, 0) + missed;
        }

        void turn(long nanos) {
            turnedNanos = nanos;
            wheel.advanceTo(nanos);
        }

        @Override
        public void entryCancelled() {
            wheel.entryCancelled();
        }

        @Override
        public long pending() {
            return closed ? 0 : wheel.pending();
        }

        @Override
        public void close() {
            closed = true;
            wheel.close();
        }
    }

    Label label() {
        return label;
    }

    // ---------------------------------------------------------------- what the system asks for

    @Override
    public Clock clock() {
        return rehearsal.clock();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public TimerWheel timers() {
        return timers;
    }

    @Override
    public Dispatcher start(DispatcherSettings settings) {
        rehearsal.ensureOwner("start");
        DispatcherSettings.Kind kind = settings.kind();
        boolean mayBlock = kind == DispatcherSettings.Kind.PINNED || kind == DispatcherSettings.Kind.VIRTUAL_THREADS;
        return new RehearsalDispatcher(this, settings.id(), mayBlock);
    }

    @Override
    public void end(Runnable completion) {
        rehearsal.ensureOwner("end");
        last = completion;
        timers.close();
        finishIfLast();
    }

    /** Runs the rehearsal until this system has ended: there is no other thread that could. */
    @Override
    public boolean awaitEnd(long timeoutNanos) {
        return rehearsal.runUntilEnded(this, timeoutNanos);
    }

    @Override
    public boolean isOwnThread() {
        return rehearsal.isRunning();
    }

    @Override
    public Optional<Transport> transport() {
        return Optional.of(new SimulatedTransport(rehearsal.loop().network(), this));
    }

    // ---------------------------------------------------------------- the agenda

    /** What is dead takes everything, and does nothing with it. */
    boolean accepts() {
        return killed || last == null && !ended;
    }

    void put(RehearsalDispatcher dispatcher, Runnable work) {
        if (!killed) {
            rehearsal.put(new Task(this, dispatcher, work));
            queued++;
        }
    }

    /** Its connections hear what becomes of them until everything has ended. Returns whether this will be done. */
    boolean putForNetwork(RehearsalDispatcher dispatcher, Runnable work) {
        boolean hears = !ended && !killed;
        if (hears) {
            put(dispatcher, work);
        }
        return hears;
    }

    boolean isRunning(RehearsalDispatcher dispatcher) {
        return rehearsal.isRunning(dispatcher);
    }

    /** Runs a task; the last one of a system that has ended its actors ends the system. */
    void perform(Task task) {
        queued--;
        performing = true;
        try {
            if (task.dispatcher().mayBlock()) {
                rehearsal.baton().perform(task, () -> run(task.work()));
            } else {
                run(task.work());
            }
        } finally {
            performing = false;
        }
        finishIfLast();
    }

    /** The last actor may have ended within a task, or within a timer, where none is left. */
    private void finishIfLast() {
        Runnable completion = last;
        if (completion != null && queued == 0 && !performing && !killed) {
            last = null;
            ended = true;
            completion.run();
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable thrown) {
            failed(thrown);
        }
    }

    boolean maySendersWait() {
        return rehearsal.mayWait();
    }

    void waitFor(BooleanSupplier condition, long nanos) {
        rehearsal.waitFor(condition, nanos);
    }

    /** What a program's tasks throw is in the log, as it is outside of rehearsals; an error, like that of an assertion, fails the rehearsal. */
    private void failed(Throwable thrown) {
        if (Thread.currentThread() instanceof Player player && player.isDismissed()) {
            return;
        }
        Logger log = LoggerFactory.getLogger("io.garrick.system." + systemName);
        log.error("task failed in a rehearsal: system={} seed={}", systemName, rehearsal.seed(), thrown);
        if (thrown instanceof Error) {
            rehearsal.fail((Error) thrown);
        }
    }

    /** Or is dead. */
    boolean hasEnded() {
        return ended || killed;
    }

    // ---------------------------------------------------------------- what goes wrong

    void kill() {
        killed = true;
        last = null;
    }

    boolean isKilled() {
        return killed;
    }

    void pauseUntil(long nanos) {
        pausedUntilNanos = Math.max(pausedUntilNanos, nanos);
    }

    /** When it may run, if not now. */
    long pausedUntilNanos() {
        return pausedUntilNanos;
    }

    // ---------------------------------------------------------------- time

    /** When the wheel has to be turned next, since the beginning of the rehearsal. */
    long nextTimerNanos() {
        return timers.closed || killed ? Long.MAX_VALUE : Math.max(pausedUntilNanos, timers.wheel.nextDeadlineNanos());
    }

    void turnTimers(long nanos) {
        if (!timers.closed && !killed && nanos >= pausedUntilNanos) {
            timers.turn(nanos);
        }
    }

    /** Something that has been put on the agenda. */
    record Task(RehearsalPlatform platform, RehearsalDispatcher dispatcher, Runnable work) {}
}
