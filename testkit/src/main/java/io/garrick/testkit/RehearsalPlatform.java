package io.garrick.testkit;

import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.ManualTimerWheel;
import io.garrick.dispatch.TimerEntry;
import io.garrick.dispatch.TimerWheel;
import io.garrick.testkit.Trace.Label;
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
        private boolean closed;

        Timers(long tickNanos) {
            this.wheel = new ManualTimerWheel(tickNanos, 0, RehearsalPlatform.this::failed);
            wheel.advanceTo(rehearsal.elapsedNanos());
        }

        @Override
        public void schedule(TimerEntry entry, long delayNanos) {
            rehearsal.ensureOwner("schedule");
            if (closed) {
                throw new IllegalStateException("timer wheel is closed: system=" + systemName);
            }
            wheel.schedule(entry, delayNanos);
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

    // ---------------------------------------------------------------- the agenda

    boolean accepts() {
        return last == null && !ended;
    }

    void put(RehearsalDispatcher dispatcher, Runnable work) {
        rehearsal.put(new Task(this, dispatcher, work));
        queued++;
    }

    boolean isRunning(RehearsalDispatcher dispatcher) {
        return rehearsal.isRunning(dispatcher);
    }

    /** Runs a task; the last one of a system that has ended its actors ends the system. */
    void perform(Task task) {
        queued--;
        if (task.dispatcher().mayBlock()) {
            rehearsal.baton().perform(task, () -> run(task.work()));
        } else {
            run(task.work());
        }
        if (queued == 0 && last != null) {
            Runnable completion = last;
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

    boolean hasEnded() {
        return ended;
    }

    // ---------------------------------------------------------------- time

    /** When the wheel has to be turned next, since the beginning of the rehearsal. */
    long nextTimerNanos() {
        return timers.closed ? Long.MAX_VALUE : timers.wheel.nextDeadlineNanos();
    }

    void turnTimers(long nanos) {
        if (!timers.closed) {
            timers.wheel.advanceTo(nanos);
        }
    }

    /** Something that has been put on the agenda. */
    record Task(RehearsalPlatform platform, RehearsalDispatcher dispatcher, Runnable work) {}
}
