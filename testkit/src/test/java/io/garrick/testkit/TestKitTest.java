package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.Terminated;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestKitTest {

    private static final Duration MOMENT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofSeconds(20);

    private ActorSystem system;
    private TestKit kit;
    private TestProbe other;

    @BeforeEach
    void start() {
        system = ActorSystem.create("kit", SystemSettings.defaults());
        kit = new TestKit(system);
        other = new TestProbe(system, "other");
    }

    @AfterEach
    void end() {
        system.close();
    }

    /** Answers what it gets, fails at an exception, tells its parent an integer. */
    private static final class Echo extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(RuntimeException.class, failure -> {
                        throw failure;
                    })
                    .match(Integer.class, number -> getContext().getParent().tell(number, getSelf()))
                    .matchAny(message -> getSender().tell(message, getSelf()))
                    .build();
        }

        @Override
        public void postRestart(Throwable reason) {
            getContext().getParent().tell("restarted", getSelf());
        }
    }

    private static Props echo() {
        return Props.create(Echo.class, Echo::new);
    }

    private void tell(Object... messages) {
        for (Object message : messages) {
            kit.getRef().tell(message, other.ref());
        }
    }

    private static String failure(Runnable expectation) {
        return assertThrows(AssertionError.class, expectation::run).getMessage();
    }

    private static void assertSays(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "missing: " + part + " in: " + text);
        }
    }

    // ---------------------------------------------------------------- the shape

    @Test
    void anonymousKit_withItsBlock_readsAsUsersWriteIt() {
        List<Object> seen = new ArrayList<>();
        new TestKit(system) {
            {
                ActorRef echo = system.actorOf(echo(), "echo");
                echo.tell("hello", getRef());
                expectMsg(Duration.ofSeconds(5), "hello");
                within(Duration.ofSeconds(5), () -> {
                    echo.tell("again", getTestActor());
                    awaitCond(this::msgAvailable);
                    seen.add(expectMsgEquals("again"));
                    return null;
                });
                assertSame(echo, getLastSender());
                expectNoMessage(Duration.ZERO);
            }
        };
        assertEquals(List.of("again"), seen);
    }

    @Test
    void testActors_areSystemActorsNumberedPerSystem() {
        assertEquals("/system/testActor-1", kit.getRef().path().toStringWithoutAddress());
        assertEquals("/system/other-2", other.testActor().path().toStringWithoutAddress());
        assertEquals("/system/testProbe-3", TestProbe.apply(system).ref().path().toStringWithoutAddress());
        assertSame(system, kit.getSystem());
    }

    @Test
    void message_isThereWhenTellHasReturned() {
        assertFalse(kit.msgAvailable());
        tell("x");
        assertTrue(kit.msgAvailable());
        assertEquals("x", kit.receiveOne(Duration.ZERO));
        assertNull(kit.receiveOne(Duration.ZERO));
    }

    // ---------------------------------------------------------------- expecting

    @Test
    void expectMsg_whenNothingComes_saysWhatAndHowLongAndWhatWasLast() {
        tell("before");
        kit.expectMsg("before");

        assertSays(
                failure(() -> kit.expectMsg(MOMENT, "wanted")),
                "no message came: expected=wanted (java.lang.String)",
                "waited=PT",
                "last=before (java.lang.String)",
                "lastSender=" + other.ref(),
                "testActor=" + kit.getRef());
    }

    @Test
    void expectMsg_whenAnotherComes_saysBothWithTheirClasses() {
        tell("before", 1L);
        kit.expectMsg("before");

        assertSays(
                failure(() -> kit.expectMsg(LONG, 1, "the price")),
                "another message came: expected=1 (java.lang.Integer) hint=the price came=1 (java.lang.Long)",
                "sender=" + other.ref(),
                "waited=PT",
                "before=before (java.lang.String)");
        assertFalse(kit.msgAvailable(), "it was taken");
    }

    @Test
    void expectMsgClass_acceptsSubclassesOnly() {
        tell(1, "x");
        assertEquals(1, kit.expectMsgClass(Number.class));
        assertSays(failure(() -> kit.expectMsgClass(LONG, Number.class)), "expected=java.lang.Number came=x");
        tell("y", 2);
        String any = kit.expectMsgAnyClassOf(Integer.class, String.class);
        assertEquals("y", any);
        assertSays(
                failure(() -> kit.expectMsgAnyClassOf(LONG, Long.class, String.class)),
                "expected=any of [java.lang.Long, java.lang.String] came=2");
    }

    @Test
    void expectMsgAnyOf_acceptsOneOfThem() {
        tell("b", "d");
        assertEquals("b", kit.expectMsgAnyOf("a", "b"));
        assertSays(failure(() -> kit.expectMsgAnyOfWithin(LONG, "a", "b")), "expected=any of [a, b] came=d");
    }

    @Test
    void expectMsgAllOf_inAnyOrder_namesWhatIsMissingAndWhatIsTooMuch() {
        tell("b", "a", "a");
        assertEquals(List.of("b", "a", "a"), kit.expectMsgAllOf("a", "a", "b"));
        tell("a", "x");
        assertSays(failure(() -> kit.expectMsgAllOf("a", "b")), "other messages came", "missing=[b]", "unexpected=[x]");
        tell("a");
        assertSays(
                failure(() -> kit.expectMsgAllOfWithin(MOMENT, "a", "b")),
                "messages are missing: expected=[a, b] missing=[b] unexpected=[]");
    }

    @Test
    void expectMsgPF_givesWhatTheFunctionGives() {
        tell("abc", "d");
        assertEquals(3, kit.<Integer>expectMsgPF("a text", message -> ((String) message).length()));
        assertNull(kit.<Object>expectMsgPF(LONG, "a text", message -> null));
        assertSays(failure(() -> kit.expectMsgPF(MOMENT, "a text", message -> 1)), "no message came: expected=a text");
    }

    @Test
    void fishForMessage_passesOthersBy() {
        tell(1, 2, "found", 3);
        assertEquals("found", kit.fishForMessage(LONG, "a text", message -> message instanceof String));
        tell("x", 7);
        Integer doubled =
                kit.fishForSpecificMessage(LONG, "a seven", message -> message.equals(7) ? Integer.valueOf(14) : null);
        assertEquals(14, doubled);
        tell("x");
        assertSays(
                failure(() -> kit.fishForMessage(MOMENT, "a number", message -> message instanceof Integer)),
                "message was not among those that came: expected=a number passedBy=1",
                "last=x");
    }

    @Test
    void expectNoMessage_whenOneComes_saysWhich() {
        kit.expectNoMessage();
        kit.expectNoMessage(MOMENT);
        tell("unwanted");
        assertSays(
                failure(() -> kit.expectNoMessage(LONG)),
                "a message came and none was expected: came=unwanted (java.lang.String)",
                "sender=" + other.ref(),
                "of=PT20S");
    }

    // ---------------------------------------------------------------- receiving

    @Test
    void receiveN_whenTooFewCome_saysHowManyAndWhich() {
        tell(1, 2, 3);
        assertEquals(List.of(1, 2), kit.receiveN(2));
        assertSays(failure(() -> kit.receiveN(2, MOMENT)), "too few messages came: expected=2 came=1 [3] waited=PT");
    }

    @Test
    void receiveWhile_leavesTheFirstOtherOne() {
        tell(1, 2, "x", 3);
        assertEquals(
                List.of(10, 20),
                kit.receiveWhile(LONG, message -> message instanceof Integer ? (Integer) message * 10 : null));
        assertEquals(2, kit.lastMail().message());
        kit.expectMsg("x");
        tell(4, 5);
        assertEquals(List.of(3, 4), kit.receiveWhile(LONG, LONG, 2, message -> message));
        assertEquals(List.of(5), kit.receiveWhile(LONG, MOMENT, 9, message -> message));
    }

    @Test
    void ignoredMessages_areNotSeen() {
        kit.ignoreMsg(message -> message instanceof Integer);
        tell(1, "a", 2);
        kit.expectMsg("a");
        kit.expectNoMessage(Duration.ZERO);
        kit.ignoreNoMsg();
        tell(3);
        kit.expectMsg(3);
    }

    // ---------------------------------------------------------------- time

    @Test
    void within_tooLongOrTooShort_fails() {
        assertEquals("x", kit.within(LONG, () -> "x"));
        assertSays(
                failure(() -> kit.within(LONG, Duration.ofSeconds(30), () -> null)),
                "block was too fast: min=PT20S took=PT");
        assertSays(
                failure(() -> kit.within(MOMENT, () -> {
                    kit.awaitCond(LONG, MOMENT, () -> kit.getRemaining().isNegative());
                    return null;
                })),
                "block took too long: max=PT0.03S took=PT");
    }

    @Test
    void within_limitsWhatHasNoLimitOfItsOwn() {
        String text = failure(() -> kit.within(MOMENT, () -> kit.expectMsg("x")));
        assertSays(text, "no message came: expected=x", "waited=PT");
        assertEquals(Duration.ofSeconds(3), kit.getRemainingOrDefault());
        assertEquals(LONG, kit.getRemainingOr(LONG));
        assertSays(failure(kit::getRemaining), "there is no within() around");
    }

    @Test
    void within_nested_isCutToTheOuterOne() {
        kit.within(
                MOMENT,
                () -> kit.within(LONG, () -> {
                    assertTrue(kit.getRemaining().compareTo(MOMENT) <= 0);
                    assertSays(
                            failure(() -> kit.within(LONG, LONG, () -> null)),
                            "too little time is left for the block: min=PT20S");
                    return null;
                }));
    }

    @Test
    void within_thatEndsInSilence_mayLastLonger() {
        kit.within(MOMENT, () -> {
            kit.expectNoMessage(MOMENT.multipliedBy(2));
            return null;
        });
        kit.within(MOMENT, () -> kit.receiveWhile(MOMENT.multipliedBy(2), message -> message));
    }

    @Test
    void awaitCond_thatNeverHolds_saysHowLongItWaited() {
        AtomicInteger looks = new AtomicInteger();
        kit.awaitCond(LONG, Duration.ofMillis(1), () -> looks.incrementAndGet() == 3);
        assertEquals(3, looks.get());
        assertSays(
                failure(() -> kit.awaitCond(MOMENT, MOMENT, "the moon", () -> false)),
                "condition does not hold: waited=PT",
                "message=the moon");
        assertSays(
                failure(() -> kit.within(MOMENT, () -> {
                    kit.awaitCond(() -> false);
                    return null;
                })),
                "condition does not hold");
    }

    @Test
    void awaitAssert_givesTheResultOrTheLastFailure() {
        AtomicInteger tries = new AtomicInteger();
        assertEquals(4, kit.<Integer>awaitAssert(LONG, () -> {
            assertTrue(tries.incrementAndGet() > 3);
            return tries.get();
        }));
        AssertionError last = new AssertionError("last");
        assertSame(
                last,
                assertThrows(
                        AssertionError.class,
                        () -> kit.awaitAssert(MOMENT, MOMENT, () -> {
                            throw last;
                        })));
        assertThrows(
                IllegalStateException.class,
                () -> kit.awaitAssert(MOMENT, () -> {
                    throw new IllegalStateException();
                }));
    }

    @Test
    void interruptedTest_failsAtOnceAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertSays(failure(() -> kit.expectMsg(LONG, "x")), "test was interrupted while it waited");
        assertTrue(Thread.interrupted());
    }

    // ---------------------------------------------------------------- the test actor

    @Test
    void sendReplyForward_haveTheSendersThatOneExpects() {
        TestProbe third = new TestProbe(system);
        kit.send(other.ref(), "question");
        other.expectMsg("question");
        assertSame(kit.getRef(), other.sender());
        assertSame(kit.getRef(), other.lastSender());
        other.forward(third.ref());
        third.expectMsg("question");
        assertSame(kit.getRef(), third.sender());
        other.reply("answer");
        kit.expectMsg("answer");
        assertSame(other.ref(), kit.getLastSender());
    }

    @Test
    void lastSender_ofAMessageWithout_isDeadLetters_andBeforeAny_isAnError() {
        assertSays(
                assertThrows(IllegalStateException.class, kit::getLastSender).getMessage(),
                "no message has been taken yet, expect one first: testActor=" + kit.getRef());
        kit.getRef().tell("x", ActorRef.noSender());
        kit.expectMsg("x");
        assertSame(system.deadLetters(), kit.getLastSender());
    }

    @Test
    @DisplayName("W01 A test actor that watches hears of the end once, also when it came before, and not after unwatch")
    void watch_givesTerminated() {
        ActorRef echo = system.actorOf(echo());
        kit.watch(echo);
        system.stop(echo);
        Terminated notice = kit.expectTerminated(echo);
        assertSame(echo, notice.getActor());
        assertSame(echo, kit.watch(echo));
        kit.expectTerminated(LONG, echo);

        ActorRef second = system.actorOf(echo());
        kit.watch(second);
        kit.unwatch(second);
        other.watch(second);
        system.stop(second);
        other.expectTerminated(second);
        kit.expectNoMessage(Duration.ZERO);
    }

    @Test
    void expectTerminated_ofAnother_saysSo() {
        ActorRef echo = system.actorOf(echo());
        kit.watch(echo);
        system.stop(echo);
        assertSays(
                failure(() -> kit.expectTerminated(other.ref())),
                "another message came: expected=Terminated of " + other.ref() + " came=Terminated");
    }

    @Test
    void testActor_canBeWatchedAndStopped() {
        kit.watch(other.ref());
        other.ref().tell(PoisonPill.getInstance(), ActorRef.noSender());
        kit.expectTerminated(other.ref());
        assertSays(
                assertThrows(IllegalStateException.class, () -> other.watch(kit.getRef()))
                        .getMessage(),
                "test actor has ended: testActor=" + other.ref());
    }

    @Test
    void autoPilot_answersUntilItHasEnough() {
        kit.setAutoPilot(new TestActor.AutoPilot() {
            private int left = 2;

            @Override
            public TestActor.AutoPilot run(ActorRef sender, Object message) {
                sender.tell("re: " + message, kit.getRef());
                left--;
                return left == 0 ? noAutoPilot() : keepRunning();
            }
        });
        tell("a", "b", "c");
        other.expectMsgAllOf("re: a", "re: b");
        other.expectNoMessage(Duration.ZERO);
        assertEquals(List.of("a", "b", "c"), kit.receiveN(3));
    }

    @Test
    void autoPilot_mayUseTheKitItself() {
        ActorRef echo = system.actorOf(echo());
        kit.setAutoPilot(new TestActor.AutoPilot() {
            @Override
            public TestActor.AutoPilot run(ActorRef sender, Object message) {
                kit.watch(echo);
                return noAutoPilot();
            }
        });
        tell("x");
        kit.expectMsg("x");
        system.stop(echo);
        kit.expectTerminated(echo);
    }

    @Test
    void autoPilot_thatThrows_losesNoMessageAndNotTheActor() {
        kit.setAutoPilot(new TestActor.AutoPilot() {
            @Override
            public TestActor.AutoPilot run(ActorRef sender, Object message) {
                throw new IllegalStateException("pilot");
            }
        });
        tell("x", "y");
        assertEquals(List.of("x", "y"), kit.receiveN(2));
    }

    @Test
    void child_hasTheTestActorForParent() {
        ActorRef child = kit.childActorOf(echo(), "child");
        assertEquals(kit.getRef().path().child("child").toString(), child.path().toString());
        child.tell(42, ActorRef.noSender());
        kit.expectMsg(42);
        assertSame(child, kit.getLastSender());
        child.tell(new IllegalStateException(), ActorRef.noSender());
        kit.expectMsg("restarted");
        assertTrue(kit.childActorOf(echo()).path().name().startsWith("$"));
    }

    @Test
    void children_haveTheirOwnStrategiesAndBudgets() {
        ActorRef twice = kit.childActorOf(
                echo(),
                "twice",
                new OneForOneStrategy(2, Duration.ofMinutes(1), cause -> SupervisorStrategy.restart()));
        ActorRef never = kit.childActorOf(echo(), SupervisorStrategy.stoppingStrategy());
        kit.watch(twice);
        kit.watch(never);
        for (int i = 0; i < 2; i++) {
            twice.tell(new IllegalStateException(), ActorRef.noSender());
            kit.expectMsg("restarted");
        }
        twice.tell(new IllegalStateException(), ActorRef.noSender());
        kit.expectTerminated(twice);
        never.tell(new IllegalStateException(), ActorRef.noSender());
        kit.expectTerminated(never);
    }

    @Test
    void child_withANameInUse_isRefusedAsByAnyParent() {
        kit.childActorOf(echo(), "child");
        assertThrows(io.garrick.actor.InvalidActorNameException.class, () -> kit.childActorOf(echo(), "child"));
    }

    // ---------------------------------------------------------------- the end

    @Test
    void shutdownActorSystem_waitsForTheEnd() {
        TestKit.shutdownActorSystem(system, LONG, true);
        assertTrue(system.whenTerminated().toCompletableFuture().isDone());
        assertThrows(IllegalStateException.class, () -> new TestKit(system));
    }

    @Test
    void shutdownActorSystem_ofAStubbornOne_namesTheActor() {
        CountDownLatch release = new CountDownLatch(1);
        ActorRef stubborn = system.actorOf(Props.create(Stubborn.class, () -> new Stubborn(release)), "stubborn");
        kit.send(stubborn, "x");
        kit.expectMsg("busy");

        assertSays(
                failure(() -> TestKit.shutdownActorSystem(system, MOMENT, true)),
                "system has not terminated in time: system=kit timeout=PT0.03S alive=[" + stubborn + "]");
        TestKit.shutdownActorSystem(system, MOMENT);
        release.countDown();
        TestKit.shutdownActorSystem(system, true);
    }

    private static final class Stubborn extends AbstractActor {
        private final CountDownLatch release;

        Stubborn(CountDownLatch release) {
            this.release = release;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> {
                        getSender().tell("busy", getSelf());
                        release.await();
                    })
                    .build();
        }
    }
}
