package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.Platform;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Clock;
import java.time.Duration;

/**
 * The time of a system in the hands of a test: it stands still until the test lets it pass. Timers, the scheduler, receive timeouts, time-outs of asks and the clock go by it; actors run on
 * their threads as always.
 *
 * <pre>{@code
 * ActorSystem system = ActorSystem.create("shop", ManualTime.settings());
 * ManualTime time = ManualTime.get(system);
 * TestProbe probe = new TestProbe(system);
 * system.actorOf(Reminder.props(probe.ref(), Duration.ofHours(1)));
 * time.expectNoMessageFor(Duration.ofMinutes(59), probe);
 * time.timePasses(Duration.ofMinutes(1));
 * probe.expectMsg("an hour is over");
 * }</pre>
 *
 * <p>What is due, happens in the thread that lets time pass, one instant after the other, and before each the actors get the chance to come to rest; so a timer that an actor
 * sets when another one has fired is met too. That chance is 3 s of real time ({@code garrick.test.filter-leeway}) in one call, dilated; and an actor that waits for
 * something else than a message, or for a task on a dispatcher, looks as if it were at rest. A {@link Rehearsal} knows better, and decides the order too.
 *
 * <p>A {@link TestKit} of such a system waits by the time of the machine. Any thread may call, one at a time lets time pass. The idea: Akka's explicitly triggered scheduler.
 */
public final class ManualTime {

    /** Looks at the actors take time: so often in a row they must be seen at rest. */
    private static final int LOOKS = 3;

    private final ActorSystem system;
    private final ManualClock clock;

    private ManualTime(ActorSystem system, ManualClock clock) {
        this.system = system;
        this.clock = clock;
    }

    /**
     * The default settings, with manual time.
     *
     * @return settings for {@link ActorSystem#create(String, SystemSettings)}
     */
    public static SystemSettings settings() {
        return settings(SystemSettings.defaults());
    }

    /**
     * Settings with manual time. Each system that is created with them has a time of its own.
     *
     * @param others all else; their platform gives the threads
     * @return a changed copy
     */
    public static SystemSettings settings(SystemSettings others) {
        Platform.Factory base = others.platform();
        return others.withPlatform((name, settings) -> new ManualPlatform(base.create(name, settings), name));
    }

    /**
     * The time of a system.
     *
     * @param system one that was created with {@link #settings()}
     * @return its time
     * @throws IllegalArgumentException when its time is not manual
     */
    public static ManualTime get(ActorSystem system) {
        Clock clock = SystemServices.of(system).clock();
        if (clock instanceof ManualClock) {
            return new ManualTime(system, (ManualClock) clock);
        }
        throw new IllegalArgumentException(
                "time of the system is not manual, create it with ManualTime.settings(): system=" + system.name());
    }

    /**
     * Lets time pass. When this returns, what was due by then has fired, and the actors are at rest, as far as that can be seen.
     *
     * @param duration how much; zero for what is due now
     * @throws IllegalArgumentException when negative
     * @throws AssertionError when the task of a timer, that runs in this thread, throws
     */
    public void timePasses(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: duration=" + duration);
        }
        long end = clock.elapsedNanos() + duration.toNanos();
        TestSystem test = TestSystem.of(system);
        long start = clock.base().nanoTime();
        long patience = test.settings().dilated(test.settings().filterLeeway()).toNanos();
        settle(test, start, patience);
        for (long next = clock.wheel().nextNanos();
                next <= end;
                next = clock.wheel().nextNanos()) {
            clock.wheel().turnTo(next);
            settle(test, start, patience);
        }
        clock.wheel().turnTo(end);
    }

    /**
     * Lets time pass, and expects that none of these gets a message meanwhile, nor in the {@link TestKit#expectNoMessage()} of real time after it.
     *
     * @param duration how much
     * @param kits who must not get one
     * @throws AssertionError when one does
     */
    public void expectNoMessageFor(Duration duration, TestKit... kits) {
        timePasses(duration);
        boolean waited = false;
        for (TestKit kit : kits) {
            if (waited) {
                kit.expectNoMessage(Duration.ZERO);
            } else {
                kit.expectNoMessage();
                waited = true;
            }
        }
    }

    /**
     * How much time has passed in the system.
     *
     * @return the sum of what was let pass
     */
    public Duration elapsed() {
        return Duration.ofNanos(clock.elapsedNanos());
    }

    private void settle(TestSystem test, long startNanos, long patienceNanos) {
        long left = patienceNanos - (clock.base().nanoTime() - startNanos);
        try {
            test.patience().await(this::isAtRest, Math.max(left, 0), 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("test was interrupted while time passed: system=" + system.name(), e);
        }
    }

    private boolean isAtRest() {
        for (int look = 0; look < LOOKS; look++) {
            if (!Actors.busy(system).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "ManualTime[system=" + system.name() + " elapsed=" + elapsed() + "]";
    }
}
