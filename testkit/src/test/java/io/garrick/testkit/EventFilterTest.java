package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractLoggingActor;
import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.UnhandledMessage;
import io.garrick.event.Logging;
import io.garrick.supervision.ActorKilledException;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLoggerFactory;

/** There is no logging backend here, which is the point: the filter needs none. */
class EventFilterTest {

    private ActorSystem system;
    private ActorRef actor;

    @BeforeEach
    void start() {
        assertTrue(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory, "no backend");
        system = ActorSystem.create("events", ConfigFactory.parseString("garrick.test.filter-leeway = 500ms"));
        actor = system.actorOf(Props.create(Talker.class, Talker::new), "talker");
    }

    @AfterEach
    void end() {
        system.close();
    }

    /** Logs at the level that it is told, fails at an exception. */
    private static final class Talker extends AbstractLoggingActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Exception.class, failure -> {
                        throw failure;
                    })
                    .matchEquals(Level.ERROR, level -> log().error("said {}", 1))
                    .matchEquals(Level.WARN, level -> log().warning("said {}", 2))
                    .matchEquals(Level.INFO, level -> log().info("said {}", 3))
                    .matchEquals(Level.DEBUG, level -> log().debug("said {}", 4))
                    .build();
        }
    }

    private void tell(Object message) {
        actor.tell(message, ActorRef.noSender());
    }

    private static String failure(Runnable code) {
        return assertThrows(AssertionError.class, code::run).getMessage();
    }

    private static void assertSays(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "missing: " + part + " in: " + text);
        }
    }

    @Test
    void exceptionOfAnActor_isMetOnce_andTheResultGivenBack() {
        int result = new EventFilter(IllegalStateException.class, system)
                .from("/user/talker")
                .message("broken")
                .occurrences(1)
                .intercept(() -> {
                    tell(new IllegalStateException("broken"));
                    return 42;
                });
        assertEquals(42, result);
        new EventFilter(Exception.class, system)
                .from(actor.path().toString())
                .startsWith("actor failed and is restarted")
                .intercept(() -> tell(new IllegalStateException("broken")));
    }

    @Test
    void killed_asInTheManualsOfAkka() {
        new EventFilter(ActorKilledException.class, system)
                .from("/user/talker")
                .occurrences(1)
                .intercept(() -> tell(Kill.getInstance()));
    }

    @Test
    void warningWithACause_isMetToo() {
        TestKit kit = new TestKit(system);
        ActorRef child = kit.childActorOf(
                Props.create(Talker.class, Talker::new), new OneForOneStrategy(cause -> SupervisorStrategy.resume()));
        new EventFilter(IllegalStateException.class, system)
                .intercept(() -> child.tell(new IllegalStateException(), ActorRef.noSender()));
    }

    @Test
    void linesOfEachLevel_areMet_whateverTheBackendDoes() {
        EventFilter.error(system).message("said 1").occurrences(1).intercept(() -> tell(Level.ERROR));
        EventFilter.warning(system).startsWith("said").occurrences(1).intercept(() -> tell(Level.WARN));
        EventFilter.info(system).matches("s.*3").from("/user/talker").intercept(() -> tell(Level.INFO));
        EventFilter.debug(system).message("said 4").intercept(() -> tell(Level.DEBUG));
        new EventFilter(Level.INFO, system)
                .from("a name")
                .intercept(() -> Logging.getLogger(system, "a name").info("x"));
        new EventFilter(Level.INFO, system).from(Talker.class.getName()).intercept(() -> tell(Level.INFO));
    }

    @Test
    void nothingCame_saysWhatWasWantedAndWhatElseCame() {
        TestProbe probe = new TestProbe(system);
        String text = failure(() -> new EventFilter(IllegalArgumentException.class, system)
                .from("/user/talker")
                .matches("b.*")
                .occurrences(2)
                .intercept(() -> {
                    tell(new IllegalArgumentException("broken"));
                    tell(Level.ERROR);
                    probe.send(actor, new Identify(1));
                    probe.expectMsgClass(ActorIdentity.class);
                }));
        assertSays(
                text,
                "events are missing: expected=2 came=1 filter=EventFilter[java.lang.IllegalArgumentException"
                        + " matches=b.* from=/user/talker]",
                "waited=PT0.5S others=[ERROR said 1]");
        assertSays(
                failure(() -> EventFilter.error(system).intercept(() -> {})),
                "events are missing: expected=at least 1 came=0 filter=EventFilter[ERROR]");
    }

    @Test
    void lineOfAnotherActor_isNotMet() {
        assertSays(
                failure(() -> EventFilter.error(system).from("/user/other").intercept(() -> tell(Level.ERROR))),
                "came=0 filter=EventFilter[ERROR from=/user/other]",
                "others=[ERROR said 1]");
    }

    @Test
    void tooMany_saysSo() {
        TestProbe probe = new TestProbe(system);
        assertSays(
                failure(() -> EventFilter.error(system).occurrences(1).intercept(() -> {
                    tell(Level.ERROR);
                    tell(Level.ERROR);
                    probe.send(actor, new Identify(1));
                    probe.expectMsgClass(ActorIdentity.class);
                })),
                "too many events came: expected=1 came=2 filter=EventFilter[ERROR] first=ERROR said 1");
    }

    @Test
    void noOccurrence_isExpectedToo() {
        EventFilter.warning(system).occurrences(0).intercept(() -> tell(Level.ERROR));
        assertSays(
                failure(() -> EventFilter.error(system).occurrences(0).intercept(() -> tell(Level.ERROR))),
                "too many events came: expected=0 came=1");
        assertThrows(
                IllegalArgumentException.class, () -> EventFilter.error(system).occurrences(-1));
    }

    @Test
    void deadLetter_isMetByText_senderAndRecipient() {
        TestProbe probe = new TestProbe(system);
        probe.watch(actor);
        tell(PoisonPill.getInstance());
        probe.expectTerminated(actor);
        EventFilter.deadLetters(system)
                .message("lost")
                .from(probe.ref().path().toStringWithoutAddress())
                .to("/user/talker")
                .occurrences(1)
                .intercept(() -> probe.send(actor, "lost"));
        assertSays(
                failure(() -> new EventFilter(DeadLetter.class, system)
                        .to("/user/other")
                        .intercept(() -> probe.send(actor, "lost"))),
                "filter=EventFilter[io.garrick.actor.DeadLetter to=/user/other]",
                "others=[DeadLetter[message=lost");
    }

    @Test
    void unhandledMessage_isMet() {
        new EventFilter(UnhandledMessage.class, system).message("what").intercept(() -> tell("what"));
        EventFilter.warning(system)
                .startsWith("message was not handled: actor=" + actor)
                .intercept(() -> tell("what"));
    }

    @Test
    void twoSystems_areToldApart() {
        try (ActorSystem other = ActorSystem.create("other", ConfigFactory.empty())) {
            failure(() -> new EventFilter(Level.ERROR, system)
                    .intercept(() -> other.log().error("x")));
            new EventFilter(Level.ERROR, other).intercept(() -> other.log().error("x"));
        }
    }

    @Test
    void codeThatThrows_isNotWaitedFor_andNobodyListensAfterwards() {
        assertThrows(
                IllegalStateException.class,
                () -> EventFilter.debug(system).intercept((Runnable) () -> {
                    assertTrue(system.log().isDebugEnabled());
                    throw new IllegalStateException();
                }));
        assertFalse(system.log().isDebugEnabled());
    }

    @Test
    void otherClass_isRefused() {
        assertSays(
                assertThrows(IllegalArgumentException.class, () -> new EventFilter(String.class, system))
                        .getMessage(),
                "event filter needs a class of throwables, DeadLetter or UnhandledMessage",
                "class=java.lang.String");
    }

    @Test
    void rehearsal_isRunForIt() {
        try (Rehearsal rehearsal = Rehearsal.of(7)) {
            ActorSystem rehearsed = rehearsal.create("rehearsed");
            ActorRef talker = rehearsed.actorOf(Props.create(Talker.class, Talker::new), "talker");
            new EventFilter(IllegalStateException.class, rehearsed)
                    .occurrences(1)
                    .intercept(() -> talker.tell(new IllegalStateException(), ActorRef.noSender()));
            EventFilter.error(rehearsed).occurrences(0).intercept(() -> talker.tell(Level.WARN, ActorRef.noSender()));
        }
    }
}
