package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Cancellable;
import io.garrick.actor.Props;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.DispatcherSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private ActorSystem system;
    private ManualTime time;
    private TestProbe probe;

    @BeforeEach
    void start() {
        system = ActorSystem.create(
                "manual",
                ManualTime.settings(SystemSettings.defaults()
                        .withDefaultDispatcher( // its timer would count
                                DispatcherSettings.of("default-dispatcher").withWatchdog(Duration.ZERO))));
        time = ManualTime.get(system);
        probe = new TestProbe(system);
    }

    @AfterEach
    void end() {
        system.close();
    }

    /** Tells the probe of each tick, and sets the next timer when the last one has fired. */
    private static final class Ticking extends AbstractActorWithTimers {
        private final ActorRef probe;
        private int ticks;

        Ticking(ActorRef probe) {
            this.probe = probe;
        }

        @Override
        public void preStart() {
            getTimers().startSingleTimer("tick", "tick", SECOND);
            getContext().setReceiveTimeout(HOUR);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("tick", tick -> {
                        ticks++;
                        probe.tell(ticks, getSelf());
                        if (ticks < 10) {
                            getTimers().startSingleTimer("tick", "tick", SECOND);
                        }
                    })
                    .match(ReceiveTimeout.class, timeout -> probe.tell("silence", getSelf()))
                    .match(CountDownLatch.class, CountDownLatch::await)
                    .build();
        }
    }

    private ActorRef ticking() {
        return system.actorOf(Props.create(Ticking.class, () -> new Ticking(probe.ref())), "ticking");
    }

    private Cancellable schedule(Duration delay, Object message) {
        return system.scheduler().scheduleOnce(delay, probe.ref(), message, system.dispatcher(), ActorRef.noSender());
    }

    @Test
    @DisplayName("T01 By hand: nothing fires before its time, and everything when it has come")
    void timer_firesWhenItsTimeHasComeAndNotBefore() {
        schedule(HOUR, "x");
        time.expectNoMessageFor(HOUR.minusMillis(1), probe);
        time.timePasses(Duration.ofMillis(1));
        assertEquals("x", probe.receiveOne(Duration.ZERO));
        assertEquals(HOUR, time.elapsed());
    }

    @Test
    void timers_fireInOrder_eachAtItsInstant() {
        List<String> fired = new ArrayList<>();
        for (int i = 5; i > 0; i--) {
            String name = i + "s";
            system.scheduler()
                    .scheduleOnce(
                            Duration.ofSeconds(i), () -> fired.add(name + " at " + time.elapsed()), Runnable::run);
        }
        time.timePasses(HOUR);
        assertEquals(List.of("1s at PT1S", "2s at PT2S", "3s at PT3S", "4s at PT4S", "5s at PT5S"), fired);
    }

    @Test
    void periodicTimers_fireAsOftenAsTheyShould() {
        AtomicInteger fixedDelay = new AtomicInteger();
        AtomicInteger fixedRate = new AtomicInteger();
        system.scheduler().scheduleWithFixedDelay(SECOND, SECOND, fixedDelay::incrementAndGet, Runnable::run);
        system.scheduler().scheduleAtFixedRate(SECOND, SECOND, fixedRate::incrementAndGet, Runnable::run);
        time.timePasses(Duration.ofSeconds(100));
        assertEquals(100, fixedDelay.get());
        assertEquals(100, fixedRate.get());
        time.timePasses(Duration.ofDays(1));
        assertEquals(86_500, fixedRate.get());
    }

    @Test
    void actorThatSetsTheNextTimerWhenOneHasFired_isKeptUpWith() {
        ticking();
        time.timePasses(Duration.ofSeconds(20));
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), probe.receiveN(10));
        probe.expectNoMessage(Duration.ZERO);
        time.timePasses(HOUR);
        probe.expectMsg("silence");
    }

    @Test
    void cancelledTimer_doesNotFire() {
        Cancellable scheduled = schedule(SECOND, "x");
        assertEquals(1, SystemServices.of(system).timers().pending());
        assertTrue(scheduled.cancel());
        time.expectNoMessageFor(HOUR, probe, new TestProbe(system));
    }

    @Test
    void expectNoMessageFor_whenOneComes_fails() {
        schedule(SECOND, "x");
        TestProbe quiet = new TestProbe(system);
        assertThrows(AssertionError.class, () -> time.expectNoMessageFor(HOUR, quiet, probe));
    }

    @Test
    void clockOfTheSystem_isThatTime() {
        long before = SystemServices.of(system).clock().currentTimeMillis();
        long nanos = SystemServices.of(system).clock().nanoTime();
        time.timePasses(HOUR);
        assertEquals(before + HOUR.toMillis(), SystemServices.of(system).clock().currentTimeMillis());
        assertEquals(HOUR.toNanos(), SystemServices.of(system).clock().nanoTime() - nanos);
        assertEquals(3600, system.uptime());
    }

    @Test
    void busyActor_isWaitedForALimitedTime() {
        system.close();
        system = ActorSystem.create(
                "manual",
                ManualTime.settings(SystemSettings.from(
                        com.typesafe.config.ConfigFactory.parseString("garrick.test.filter-leeway = 50ms"))));
        time = ManualTime.get(system);
        probe = new TestProbe(system);
        CountDownLatch release = new CountDownLatch(1);
        ticking().tell(release, ActorRef.noSender());
        schedule(SECOND, "x");
        time.timePasses(HOUR);
        probe.expectMsg("x");
        release.countDown();
    }

    @Test
    void testKit_waitsByTheTimeOfTheMachine() {
        String text = assertThrows(AssertionError.class, () -> probe.expectMsg(Duration.ofMillis(20), "x"))
                .getMessage();
        assertTrue(text.contains("no message came"), text);
        probe.within(Duration.ofSeconds(20), () -> {
            probe.awaitCond(Duration.ofSeconds(10), () -> true);
            return null;
        });
        assertThrows(AssertionError.class, () -> probe.awaitCond(Duration.ofMillis(20), () -> false));
        assertSame(Duration.ZERO, time.elapsed().isZero() ? Duration.ZERO : time.elapsed());
    }

    @Test
    void taskThatThrows_failsTheTest() {
        system.scheduler()
                .scheduleOnce(
                        SECOND,
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        Runnable::run);
        AssertionError failed = assertThrows(AssertionError.class, () -> time.timePasses(HOUR));
        assertEquals("broken", failed.getCause().getMessage());
        time.timePasses(HOUR);
    }

    @Test
    void scheduling_afterTheEnd_isRefused_andTimePassesWithoutEffect() {
        schedule(SECOND, "x");
        system.close();
        assertThrows(IllegalStateException.class, () -> schedule(SECOND, "x"));
        assertEquals(0, SystemServices.of(system).timers().pending());
        assertFalse(probe.msgAvailable());
    }

    @Test
    void manualTime_ofASystemWithout_isRefused_andSoIsTimeThatRunsBackwards() {
        try (ActorSystem other = ActorSystem.create("other", SystemSettings.defaults())) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> ManualTime.get(other))
                    .getMessage()
                    .contains("create it with ManualTime.settings(): system=other"));
        }
        assertThrows(IllegalArgumentException.class, () -> time.timePasses(SECOND.negated()));
    }
}
