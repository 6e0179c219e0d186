package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.TimerScheduler;
import io.garrick.dispatch.MessageQueue;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Timers of actors on the real wheel. */
class ActorTimersTest {

    private final ActorSystem system =
            ActorSystem.create("timers", SystemSettings.defaults().withTick(Duration.ofMillis(1)));
    private final AtomicInteger ticks = new AtomicInteger();

    @AfterEach
    void close() {
        system.close();
    }

    private final class Timed extends AbstractActorWithTimers {
        @Override
        @SuppressWarnings("unchecked")
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("tick", tick -> ticks.incrementAndGet())
                    .match(Consumer.class, code -> ((Consumer<TimerScheduler>) code).accept(getTimers()))
                    .build();
        }
    }

    private static void with(ActorRef actor, Consumer<TimerScheduler> code) {
        actor.tell(code, ActorRef.noSender());
    }

    private void pass(long millis) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        system.scheduler().scheduleOnce(Duration.ofMillis(millis), passed::countDown, system.dispatcher());
        passed.await();
    }

    @Test
    @DisplayName(
            "T02 At a fixed rate: a first time that lies in the past is now, and the times before now are not made up"
                    + " for")
    void fixedRate_initialDelayInThePast_beginsNow() throws Exception {
        ActorRef actor = system.actorOf(Props.create(Timed.class, Timed::new));
        with(actor, timers -> timers.startTimerAtFixedRate("k", "tick", Duration.ofHours(-100), Duration.ofHours(1)));
        Awaitility.await().until(() -> ticks.get() > 0);
        pass(50);
        assertEquals(1, ticks.get());
    }

    /** Keeps whoever has added a tick until that tick has been handled. */
    private static final class HoldingQueue implements MessageQueue {
        private final Queue<Object> messages = new ConcurrentLinkedQueue<>();
        private final Predicate<Object> isTick;
        private final CountDownLatch added;
        private final CountDownLatch handled;
        private final AtomicInteger ticks;

        HoldingQueue(Predicate<Object> isTick, CountDownLatch added, CountDownLatch handled, AtomicInteger ticks) {
            this.isTick = isTick;
            this.added = added;
            this.handled = handled;
            this.ticks = ticks;
        }

        @Override
        @Nullable
        public Object offer(Object message) {
            messages.add(message);
            if (isTick.test(message)) {
                ticks.incrementAndGet();
                added.countDown();
                await(handled);
            }
            return null;
        }

        @Override
        @Nullable
        public Object poll() {
            return messages.poll();
        }

        @Override
        public boolean isEmpty() {
            return messages.isEmpty();
        }

        @Override
        public int size() {
            return messages.size();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("T02 A timer at a fixed rate that is cancelled while it fires is off the wheel for good")
    void fixedRate_cancelledWhileItFires_leavesNothingOnTheWheel() throws Exception {
        CountDownLatch added = new CountDownLatch(1);
        CountDownLatch handled = new CountDownLatch(1);
        AtomicInteger firings = new AtomicInteger();
        SystemSettings settings = SystemSettings.defaults()
                .withTick(Duration.ofMillis(1))
                .withMailbox("holding", owner -> new HoldingQueue(owner::isExempt, added, handled, firings));
        try (ActorSystem holding = ActorSystem.create("holding", settings)) {
            ActorRef actor =
                    holding.actorOf(Props.create(Timed.class, Timed::new).withMailbox("holding"));
            with(actor, timers -> {
                timers.startTimerAtFixedRate("k", "tick", Duration.ZERO, Duration.ofMillis(1));
                await(added); // the wheel's thread is in the middle of firing, and stays there
                timers.cancel("k");
                handled.countDown();
            });
            await(handled);
            pass(100);
            assertEquals(1, firings.get());
            assertEquals(0, ticks.get());
        }
    }

    @Test
    @DisplayName("M15 The timers are not to be had on another thread, nor to be used there by who has kept them")
    void timers_onAnotherThread_areRefused() throws Exception {
        CompletableFuture<AbstractActorWithTimers> instance = new CompletableFuture<>();
        system.actorOf(Props.create(Timed.class, () -> {
            Timed made = new Timed();
            instance.complete(made);
            return made;
        }));
        AbstractActorWithTimers actor = instance.get(10, TimeUnit.SECONDS);
        assertThrows(IllegalStateException.class, actor::getTimers);
        CompletableFuture<TimerScheduler> kept = new CompletableFuture<>();
        with(actor.self(), kept::complete);
        TimerScheduler timers = kept.get(10, TimeUnit.SECONDS);
        for (Executable call : List.<Executable>of(
                () -> timers.startSingleTimer("k", "m", Duration.ofHours(1)),
                () -> timers.isTimerActive("k"),
                () -> timers.cancel("k"),
                timers::cancelAll)) {
            String refusal = assertThrows(IllegalStateException.class, call).getMessage();
            assertTrue(refusal.startsWith("timers() was called on a thread"), refusal);
            assertTrue(refusal.contains("send yourself a message"), refusal);
        }
        assertThrows(IllegalStateException.class, () -> actor.unhandled("message"));
    }
}
