package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.Mailbox;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import io.garrick.dispatch.SystemMessage;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallingThreadDispatcherTest {

    private final List<String> journal = Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch deciderMayGoOn = new CountDownLatch(0);
    private ActorSystem system;

    @BeforeEach
    void start() {
        system = ActorSystem.create(
                "calling",
                SystemSettings.defaults()
                        .withGuardianStrategy(new OneForOneStrategy(cause -> {
                            await(deciderMayGoOn);
                            return SupervisorStrategy.resume();
                        }))
                        .withMailbox("one", Mailboxes.bounded(1, Overflow.block(Duration.ofHours(1)))));
        CallingThreadDispatcher.register(system);
    }

    @AfterEach
    void end() {
        system.close();
    }

    /** Does with a message what it was made with. */
    private static final class Scripted extends AbstractActor {
        private final BiConsumer<Scripted, Object> script;

        Scripted(BiConsumer<Scripted, Object> script) {
            this.script = script;
        }

        @Override
        public Receive createReceive() {
            return Receive.of(message -> script.accept(this, message));
        }
    }

    private static Props props(BiConsumer<Scripted, Object> script) {
        return Props.create(Scripted.class, () -> new Scripted(script)).withDispatcher(CallingThreadDispatcher.Id());
    }

    private ActorRef actor(String name, BiConsumer<Scripted, Object> script) {
        return system.actorOf(props(script), name);
    }

    private static void tell(ActorRef actor, Object message) {
        actor.tell(message, ActorRef.noSender());
    }

    @Test
    @DisplayName("Q07 The calling-thread dispatcher starts an actor and runs it in the thread of the one that tells it")
    void tell_runsTheActorBeforeItReturns() {
        AtomicReference<Thread> runner = new AtomicReference<>();
        AtomicReference<Thread> creator = new AtomicReference<>();
        ActorRef actor = system.actorOf(Props.create(Scripted.class, () -> {
                    creator.set(Thread.currentThread());
                    return new Scripted((self, message) -> runner.set(Thread.currentThread()));
                })
                .withDispatcher(CallingThreadDispatcher.ID));
        assertSame(Thread.currentThread(), creator.get());
        tell(actor, "x");
        assertSame(Thread.currentThread(), runner.get());
    }

    @Test
    @DisplayName("M15 On the calling-thread dispatcher the test's thread is the running one, and only while it runs")
    void context_belongsToTheCallingThreadWhileItRuns() {
        AtomicReference<AbstractActor> instance = new AtomicReference<>();
        ActorRef actor = actor("a", (self, message) -> {
            instance.set(self);
            journal.add(self.getSender().path().name());
        });
        actor.tell("x", system.deadLetters());
        assertEquals(List.of("deadLetters"), journal);
        assertThrows(IllegalStateException.class, () -> instance.get().getSender());
    }

    @Test
    void actorToldWithinAnother_runsWithinIt_andItsAnswerWaits() {
        AtomicReference<ActorRef> inner = new AtomicReference<>();
        ActorRef outer = actor("outer", (self, message) -> {
            journal.add("outer begins " + message);
            if (message.equals("go")) {
                inner.get().tell("in", self.getSelf());
            }
            journal.add("outer ends " + message);
        });
        inner.set(actor("inner", (self, message) -> {
            journal.add("inner begins");
            self.getSender().tell("answer", self.getSelf());
            journal.add("inner ends");
        }));
        tell(outer, "go");
        assertEquals(
                List.of(
                        "outer begins go",
                        "inner begins",
                        "inner ends",
                        "outer ends go",
                        "outer begins answer",
                        "outer ends answer"),
                journal);
    }

    @Test
    void actorThatTellsItself_isNeverEnteredTwice_andTakesNoMoreStack() {
        AtomicInteger depth = new AtomicInteger();
        AtomicInteger handled = new AtomicInteger();
        ActorRef actor = actor("self", (self, message) -> {
            assertEquals(1, depth.incrementAndGet());
            if (handled.incrementAndGet() < 100_000) {
                tell(self.getSelf(), "again");
            }
            depth.decrementAndGet();
        });
        tell(actor, "go");
        assertEquals(100_000, handled.get());
    }

    @Test
    void pingPong_takesNoMoreStack() {
        AtomicInteger handled = new AtomicInteger();
        BiConsumer<Scripted, Object> hitBack = (self, message) -> {
            if (handled.incrementAndGet() < 100_000) {
                self.getSender().tell(message, self.getSelf());
            }
        };
        ActorRef ping = actor("ping", hitBack);
        ActorRef pong = actor("pong", hitBack);
        ping.tell("ball", pong);
        assertEquals(100_000, handled.get());
    }

    @Test
    void actorThatAnotherThreadRuns_isLeftToIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicReference<Thread> second = new AtomicReference<>();
        ActorRef actor = actor("a", (self, message) -> {
            if (message.equals("first")) {
                entered.countDown();
                await(leave);
            } else {
                second.set(Thread.currentThread());
            }
        });
        Thread thread = new Thread(() -> tell(actor, "first"));
        thread.start();
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        tell(actor, "second");
        assertSame(null, second.get(), "tell returns, the other thread is in there");
        leave.countDown();
        thread.join();
        assertSame(thread, second.get());
    }

    @Test
    void manyThreads_areOneAtATimeInAnActor_andNothingIsLost() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int[] handled = new int[1];
        ActorRef actor = actor("a", (self, message) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            handled[0]++;
            inside.decrementAndGet();
        });
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            threads.add(new Thread(() -> {
                for (int n = 0; n < 20_000; n++) {
                    tell(actor, n);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(200_000, handled[0]);
        assertEquals(1, most.get());
    }

    /** Gets one more message at the very end of its first activation, when nobody looks at the queue any more. */
    private static final class LateMailbox extends Mailbox {
        private final List<Object> handled = new ArrayList<>();
        private boolean late;

        LateMailbox(Dispatcher dispatcher) {
            super(dispatcher, null, new SystemMessage() {});
        }

        @Override
        protected void onMessage(Object message) {
            handled.add(message);
        }

        @Override
        protected void onLeave() {
            if (!late) {
                late = true;
                enqueue("late");
            }
        }

        @Override
        protected void onSystem(SystemMessage message) {}

        @Override
        protected void onClosed(Object message) {}

        @Override
        protected void onClosedSystem(SystemMessage message) {}

        @Override
        protected Object pollFront() {
            return null;
        }

        @Override
        protected void onOverflow(Object lost, boolean refused) {}

        @Override
        protected void onRejected(RejectedExecutionException cause) {}
    }

    @Test
    void messageThatComesWhileTheRunnerLeaves_isHandledBeforeItReturns() {
        LateMailbox mailbox = new LateMailbox(system.dispatcher(CallingThreadDispatcher.ID));
        mailbox.start();
        assertEquals(List.of("late"), mailbox.handled);
        assertFalse(mailbox.isScheduled());
    }

    @Test
    void suspendedActor_waitsForItsSupervisor() {
        AtomicInteger handled = new AtomicInteger();
        ActorRef actor = actor("a", (self, message) -> {
            if (message.equals("fail")) {
                tell(self.getSelf(), "next");
                throw new IllegalStateException("told to");
            }
            handled.incrementAndGet();
        });
        tell(actor, "fail"); // /user decides on a thread of its own
        Awaitility.await().until(() -> handled.get() == 1);
    }

    @Test
    void fullMailbox_ofASuspendedActor_doesNotBlockTheCallingThread() {
        ActorRef actor = system.actorOf(
                props((self, message) -> {
                            journal.add(message.toString());
                            if (message.equals("fail")) {
                                throw new IllegalStateException("told to");
                            }
                        })
                        .withMailbox("one"),
                "full");
        deciderMayGoOn = new CountDownLatch(1);
        tell(actor, "fail");
        tell(actor, "x");
        tell(actor, "no room"); // would wait for an hour
        deciderMayGoOn.countDown();
        Awaitility.await().until(() -> journal.size() == 2);
        assertEquals(List.of("fail", "x"), journal);
    }

    @Test
    void interruptedThread_staysInterrupted_andTheHandlerDoesNotSeeIt() {
        AtomicReference<Boolean> seen = new AtomicReference<>();
        ActorRef actor =
                actor("a", (self, message) -> seen.set(Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();
        tell(actor, "x");
        assertTrue(Thread.interrupted());
        assertFalse(seen.get());
    }

    @Test
    void task_runsInTheCallingThread_andThrowsThere() {
        AtomicReference<Thread> runner = new AtomicReference<>();
        system.dispatcher(CallingThreadDispatcher.ID).execute(() -> runner.set(Thread.currentThread()));
        assertSame(Thread.currentThread(), runner.get());
        assertThrows(
                IllegalStateException.class,
                () -> system.dispatcher(CallingThreadDispatcher.ID).execute(() -> {
                    throw new IllegalStateException();
                }));
    }

    @Test
    @DisplayName(
            "M14 close() within an actor on the calling-thread dispatcher is refused instead of waiting for itself")
    void closeWithinAnActor_isRefused() {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        ActorRef actor =
                actor("a", (self, message) -> refused.set(assertThrows(IllegalStateException.class, system::close)));
        tell(actor, "x");
        assertTrue(refused.get().getMessage().contains("call terminate() instead"));
    }

    @Test
    void register_again_givesTheSameDispatcher() {
        assertSame(CallingThreadDispatcher.register(system), CallingThreadDispatcher.register(system));
        assertEquals(
                CallingThreadDispatcher.ID,
                system.dispatcher(CallingThreadDispatcher.ID).id());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
