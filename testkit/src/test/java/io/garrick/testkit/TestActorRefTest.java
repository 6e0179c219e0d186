package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.AbstractActorWithStash;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.MailboxView;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestActorRefTest {

    private ActorSystem system;
    private TestProbe probe;

    @BeforeEach
    void start() {
        system = ActorSystem.create("inside", SystemSettings.defaults());
        probe = new TestProbe(system);
    }

    @AfterEach
    void end() {
        system.close();
    }

    /** Adds numbers up, answers its total, fails at an exception, makes a child of props. */
    static final class Counter extends AbstractActorWithStash {
        private int total;

        static Props props() {
            return Props.create(Counter.class, Counter::new);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Integer.class, number -> total += number)
                    .matchEquals("total", question -> getSender().tell(total, getSelf()))
                    .matchEquals("twice", message -> getSelf().tell(total, getSelf()))
                    .match(CountDownLatch.class, CountDownLatch::await)
                    .match(Exception.class, failure -> {
                        throw failure;
                    })
                    .build();
        }

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(cause -> SupervisorStrategy.restart());
        }

        int total() {
            return total;
        }

        ActorRef whoAsks() {
            return getSender();
        }

        ActorRef makeChild() {
            return getContext().actorOf(Counter.props(), "made");
        }

        void becomeDeaf() {
            getContext().become(emptyBehavior());
        }
    }

    private TestActorRef<Counter> counter() {
        return TestActorRef.create(system, Counter.props(), "counter");
    }

    private static void tell(ActorRef actor, Object message) {
        actor.tell(message, ActorRef.noSender());
    }

    // ---------------------------------------------------------------- looking inside

    @Test
    void tell_hasBeenHandledWhenItReturns() {
        TestActorRef<Counter> counter = counter();
        tell(counter, 3);
        tell(counter, 4);
        assertEquals(7, counter.underlyingActor().total());
        assertEquals("/user/counter", counter.path().toStringWithoutAddress());
    }

    @Test
    void receive_throwsWhatTheHandlerThrows_andTheActorHasNotFailed() {
        TestActorRef<Counter> counter = counter();
        Counter before = counter.underlyingActor();
        IOException checked = new IOException("as it is");
        assertSame(checked, assertThrows(IOException.class, () -> counter.receive(checked)));
        assertThrows(IllegalStateException.class, () -> counter.receive(new IllegalStateException(), probe.ref()));
        counter.receive(5);
        counter.receive("twice");
        counter.receive("total", probe.ref());
        probe.expectMsg(10);
        assertSame(before, counter.underlyingActor(), "not restarted");
    }

    @Test
    void failureOnTell_goesToTheSupervisor() {
        TestActorRef<Counter> counter = counter();
        Counter before = counter.underlyingActor();
        tell(counter, 1);
        tell(counter, new IllegalStateException());
        probe.awaitAssert(() -> {
            assertNotSame(before, counter.underlyingActor());
            return null;
        });
        assertEquals(0, counter.underlyingActor().total());
    }

    @Test
    void supervisorThatIsATestActor_hasDecidedWhenTellReturns() {
        TestActorRef<Counter> parent = counter();
        TestActorRef<Counter> child = TestActorRef.create(system, Counter.props(), parent, "child");
        TestActorRef<Counter> unnamed = TestActorRef.create(system, Counter.props(), parent);
        assertEquals("/user/counter/child", child.path().toStringWithoutAddress());
        assertEquals(parent.path(), unnamed.path().parent());
        tell(child, 1);
        Counter before = child.underlyingActor();
        tell(child, new IllegalStateException());
        assertNotSame(before, child.underlyingActor());
        assertEquals(0, child.underlyingActor().total());
    }

    @Test
    void actorThatCouldNotStart_hasNoInstance() {
        CountDownLatch decide = new CountDownLatch(1);
        TestActorRef<Counter> parent = TestActorRef.create(
                system, Props.create(Slow.class, () -> new Slow(decide)).withDispatcher("default-dispatcher"));
        TestActorRef<Counter> broken = TestActorRef.create(
                system,
                Props.create(Counter.class, () -> {
                    throw new IllegalArgumentException("no");
                }),
                parent);
        assertTrue(assertThrows(IllegalStateException.class, broken::underlyingActor)
                .getMessage()
                .contains("actor has no instance, it could not be made or is about to be replaced: actor=" + broken));
        decide.countDown();
        Awaitility.await().until(() -> services().mailbox(broken).isEmpty());
        assertTrue(assertThrows(IllegalStateException.class, broken::underlyingActor)
                .getMessage()
                .contains("actor has ended: actor=" + broken));
    }

    /** Takes its time to decide. */
    private static final class Slow extends AbstractActor {
        private final CountDownLatch decide;

        Slow(CountDownLatch decide) {
            this.decide = decide;
        }

        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(cause -> {
                decide.await();
                return SupervisorStrategy.stop();
            });
        }
    }

    private SystemServices services() {
        return SystemServices.of(system);
    }

    // ---------------------------------------------------------------- the running thread

    @Test
    @DisplayName("M15 TestActorRef makes the test's thread the running one while nobody runs the actor")
    void underlyingActor_lendsTheActorToTheCallingThread() {
        TestActorRef<Counter> counter = counter();
        Counter instance = counter.underlyingActor();
        assertSame(system.deadLetters(), instance.whoAsks());
        ActorRef made = instance.makeChild();
        assertEquals(List.of(made), instance.getContext().getChildren());
        instance.becomeDeaf();
        tell(counter, 1);
        assertEquals(0, instance.total());
    }

    @Test
    @DisplayName(
            "M15 Every other thread is still told that it does not run the actor, and so is everyone after its end")
    void underlyingActor_isLentToThatThreadAlone() throws Exception {
        TestActorRef<Counter> counter = counter();
        Counter instance = counter.underlyingActor();
        CompletableFuture<ActorRef> elsewhere = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                elsewhere.complete(instance.whoAsks());
            } catch (IllegalStateException refused) {
                elsewhere.completeExceptionally(refused);
            }
        });
        thread.start();
        assertTrue(assertThrows(ExecutionException.class, elsewhere::get)
                .getMessage()
                .contains("sender() was called on a thread that is not running the actor"));
        thread.join();
        probe.watch(counter);
        counter.stop();
        probe.expectTerminated(counter);
        assertThrows(IllegalStateException.class, instance::whoAsks);
    }

    @Test
    @DisplayName("M15 While another thread runs the actor, the test's does not")
    void underlyingActor_whileAnotherThreadRunsIt_isNotLent() throws Exception {
        TestActorRef<Counter> counter = counter();
        Counter instance = counter.underlyingActor();
        CountDownLatch release = new CountDownLatch(1);
        Thread thread = new Thread(() -> tell(counter, release));
        thread.start();
        MailboxView view = services().mailbox(counter).orElseThrow();
        Awaitility.await().until(view::isScheduled);
        assertThrows(IllegalStateException.class, instance::whoAsks);
        release.countDown();
        thread.join();
        assertSame(system.deadLetters(), instance.whoAsks());
    }

    @Test
    void stash_isNotWithinReachOfTheTest() {
        Counter instance = counter().underlyingActor();
        assertTrue(assertThrows(IllegalStateException.class, instance::unstashAll)
                .getMessage()
                .contains("unstashAll() was called on a thread that is not running the actor"));
        assertThrows(IllegalStateException.class, instance::stash);
    }

    @Test
    void underlyingActor_withinTheActorItself_isThere() {
        TestActorRef<Counter> counter = counter();
        Counter[] seen = new Counter[1];
        TestActorRef<Asking> asking = TestActorRef.create(system, Props.create(Asking.class, Asking::new), "asking");
        asking.underlyingActor().task = () -> seen[0] = counter.underlyingActor();
        tell(asking, "x");
        assertSame(counter.underlyingActor(), seen[0]);
        Asking[] self = new Asking[1];
        asking.underlyingActor().task = () -> self[0] = asking.underlyingActor();
        tell(asking, "x");
        assertSame(asking.underlyingActor(), self[0]);
    }

    static final class Asking extends AbstractActor {
        private Runnable task = () -> {};

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(message -> task.run()).build();
        }
    }

    // ---------------------------------------------------------------- a ref like others

    @Test
    void testActorRef_equalsTheActorsOwn_bothWays() {
        TestActorRef<Counter> counter = counter();
        counter.receive("total", probe.ref());
        tell(counter, 1);
        counter.tell("total", probe.ref());
        probe.receiveN(2);
        ActorRef own = probe.getLastSender();
        assertNotSame(own, counter);
        assertEquals(own, counter);
        assertEquals(counter, own);
        assertEquals(own.hashCode(), counter.hashCode());
        assertEquals(own.toString(), counter.toString());
        assertEquals("x", Map.of(own, "x").get(counter));
        assertEquals("x", Map.of((ActorRef) counter, "x").get(own));
        assertEquals(0, own.compareTo(counter));
        assertNotEquals(probe.ref(), counter);
        assertNotEquals(counter, probe.ref());
    }

    @Test
    void testActorRef_canBeWatchedUnwatchedAndStopped() {
        TestActorRef<Counter> counter = counter();
        TestActorRef<Counter> other = TestActorRef.create(system, Counter.props());
        probe.watch(counter);
        probe.watch(other);
        probe.unwatch(other);
        system.stop(counter);
        assertEquals(counter, probe.expectTerminated(counter).getActor());
        system.stop(other);
        probe.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void testActorRef_asAWatcher_andAsASubjectOfAnother() {
        TestActorRef<Counter> counter = counter();
        TestActorRef<Counter> parent = TestActorRef.create(system, Counter.props(), "parent");
        TestActorRef<Counter> child = TestActorRef.create(system, Counter.props(), parent, "child");
        counter.watch(child);
        counter.unwatch(child);
        counter.watch(child);
        probe.watch(counter);
        parent.underlyingActor().getContext().stop(child);
        probe.expectTerminated(counter); // DeathPactException: it has no case for Terminated, which stops it
    }

    @Test
    void testActorRef_asASender_andAsASubscriber() {
        TestActorRef<Counter> counter = counter();
        probe.ref().tell("x", counter);
        probe.expectMsg("x");
        probe.reply(4);
        assertEquals(4, counter.underlyingActor().total());
        assertTrue(system.eventStream().subscribe(counter, DeadLetter.class));
        assertTrue(system.eventStream().unsubscribe(counter.actual(), DeadLetter.class));
        assertEquals(List.of(), services().children(counter));
        assertSame(system, SystemServices.of((ActorRef) counter).system());
    }

    @Test
    void propsWithADispatcher_keepIt_andTheTestWaits() {
        TestActorRef<Counter> counter =
                TestActorRef.create(system, Counter.props().withDispatcher("default-dispatcher"));
        tell(counter, 2);
        Awaitility.await().until(() -> counter.underlyingActor().total() == 2);
        assertThrows(IOException.class, () -> counter.receive(new IOException()));
    }

    @Test
    void visit_ofARefThatIsNoActor_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> services().visit(system.deadLetters(), inside -> inside.instance()));
    }
}
