package io.garrick.actor.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.AbstractLoggingActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.BoundedMessageQueueSemantics;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.RequiresMessageQueue;
import io.garrick.event.Logging;
import io.garrick.event.LoggingAdapter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Systems over a configuration that was written for another runtime. */
class MigratedSystemTest {

    private static final String IGNORED = "configuration keys mean nothing here and are ignored";

    private final Logger root = (Logger) LoggerFactory.getLogger("io.garrick");
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.getMDCPropertyMap();
            lines.add(event);
        }
    };

    @BeforeEach
    void listen() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.setAdditive(false);
        root.setLevel(Level.DEBUG);
        root.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
        root.setLevel(null);
        root.setAdditive(true);
    }

    private static ActorSystem system(String text) {
        return ActorSystem.create("moved", ConfigFactory.parseString(text).withFallback(ConfigFactory.load()));
    }

    private List<String> lines(String part) {
        return lines.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(part))
                .toList();
    }

    /** Answers where it runs. */
    static class Placed extends AbstractActor {
        private final BlockingQueue<Object> seen;

        Placed(BlockingQueue<Object> seen) {
            this.seen = seen;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals(
                            "dispatcher",
                            message -> seen.add(getContext().getDispatcher().id()))
                    .matchEquals("bound", message -> seen.add(bound()))
                    .matchAny(message -> {})
                    .build();
        }

        /** How many of a hundred messages fit. */
        private int bound() {
            for (int i = 0; i < 100; i++) {
                self().tell(i, ActorRef.noSender());
            }
            return SystemServices.of(getContext().getSystem())
                    .mailbox(self())
                    .orElseThrow()
                    .queuedMessages();
        }
    }

    /** Demands a bounded mailbox. */
    static final class Demanding extends Placed implements RequiresMessageQueue<BoundedMessageQueueSemantics> {
        Demanding(BlockingQueue<Object> seen) {
            super(seen);
        }
    }

    private static Object asked(ActorSystem system, Props props, BlockingQueue<Object> seen, String what, String name)
            throws InterruptedException {
        system.actorOf(props, name).tell(what, ActorRef.noSender());
        Object answer = seen.poll(10, TimeUnit.SECONDS);
        assertTrue(answer != null, "no answer");
        return answer;
    }

    @Test
    @DisplayName(
            "configuration: a whole configuration of another runtime gives one line that lists what means nothing here")
    void create_manyKeys_oneLine() {
        StringBuilder many = new StringBuilder("garrick.migration-root = akka, akka.version = \"2.6.21\"\n");
        for (int i = 0; i < 300; i++) {
            many.append("akka.remote.artery.key-")
                    .append(1000 + i)
                    .append(" = ")
                    .append(i)
                    .append('\n');
        }
        try (ActorSystem system = system(many.toString())) {
            List<String> told = lines(IGNORED);
            assertEquals(1, told.size(), told::toString);
            assertTrue(told.get(0).contains("root=akka count=301 "), told::toString);
            int at = -1;
            for (int i = 0; i < 300; i++) {
                int next = told.get(0).indexOf("remote.artery.key-" + (1000 + i));
                assertTrue(next > at, "missing, or not sorted: key-" + (1000 + i));
                at = next;
            }
            assertTrue(told.get(0).endsWith(", version]"), told::toString);
            assertEquals("2.6.21", system.settings().config().getString("akka.version"));
        }
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                        .toList());
        lines.clear();
        system("garrick.migration-root = akka, akka.loglevel = INFO").close();
        system("akka.remote.x = 1").close();
        assertEquals(List.of(), lines(IGNORED));
    }

    @Test
    @DisplayName(
            "Q07 dispatchers by the ids that programs bring along: blocks anywhere, which inherit from the default one")
    void dispatcher_byTheirId() throws InterruptedException {
        try (ActorSystem system = system("""
                garrick.migration-root = akka
                akka.actor.default-dispatcher { throughput = 5, executor = thread-pool-executor
                  thread-pool-executor { fixed-pool-size = 2, keep-alive-time = 60s } }
                akka.actor.mine { throughput = 7, fork-join-executor.task-peeking-mode = FIFO }
                my-dispatcher { type = PinnedDispatcher, executor = thread-pool-executor
                  thread-pool-executor.allow-core-timeout = off }
                akka.actor.deployment."/deployed" { dispatcher = my-dispatcher }
                """)) {
            Dispatcher standard = system.dispatchers().lookup("akka.actor.default-dispatcher");
            assertSame(system.dispatcher(), standard);
            assertTrue(system.dispatchers().hasDispatcher("akka.actor.default-dispatcher"));
            assertTrue(system.dispatchers().hasDispatcher("akka.actor.default-blocking-io-dispatcher"));
            assertNotSame(standard, system.dispatchers().lookup("akka.actor.default-blocking-io-dispatcher"));
            assertFalse(system.dispatchers().hasDispatcher("akka.actor.nothing"));
            BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
            Props props = Props.create(Placed.class, () -> new Placed(seen));
            assertEquals("my-dispatcher", asked(system, props, seen, "dispatcher", "deployed"));
            assertEquals(
                    "akka.actor.mine",
                    asked(system, props.withDispatcher("akka.actor.mine"), seen, "dispatcher", "mine"));
            assertEquals(
                    SystemSettings.DEFAULT_DISPATCHER,
                    asked(
                            system,
                            props.withDispatcher("akka.actor.default-dispatcher"),
                            seen,
                            "dispatcher",
                            "standard"));
            assertEquals(
                    List.of("[thread-pool-executor.allow-core-timeout]"),
                    lines(IGNORED + ": path=my-dispatcher").stream()
                            .map(line -> line.substring(line.indexOf("keys=") + "keys=".length()))
                            .toList());
            assertEquals(List.of(), lines("path=akka.actor.mine"));
        }
    }

    @Test
    @DisplayName("Q04 mailboxes by the ids and classes that programs bring along; the default one comes after demands")
    void mailbox_byTheirId() throws InterruptedException {
        try (ActorSystem system = system("""
                garrick.migration-root = akka
                akka.actor.default-mailbox { mailbox-type = "akka.dispatch.BoundedMailbox", mailbox-capacity = 3
                  mailbox-push-timeout-time = 0s }
                akka.actor.mailbox.requirements."akka.dispatch.BoundedMessageQueueSemantics" = five
                five { mailbox-type = "akka.dispatch.BoundedMailbox", mailbox-capacity = 5 }
                akka.actor.heir { mailbox-type = "akka.dispatch.NonBlockingBoundedMailbox" }
                wide { mailbox-type = "akka.dispatch.UnboundedDequeBasedMailbox" }
                with-mailbox { throughput = 1, mailbox-type = "akka.dispatch.BoundedDequeBasedMailbox", mailbox-capacity = 6 }
                """)) {
            BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
            Props props = Props.create(Placed.class, () -> new Placed(seen));
            Props demanding = Props.create(Demanding.class, () -> new Demanding(seen));
            assertEquals(
                    "[3, 5, 5, 3, 100, 6]",
                    List.of(
                                    asked(system, props, seen, "bound", "standard"),
                                    asked(system, demanding, seen, "bound", "demanding"),
                                    asked(system, props.withMailbox("five"), seen, "bound", "five"),
                                    asked(system, props.withMailbox("akka.actor.heir"), seen, "bound", "heir"),
                                    asked(system, props.withMailbox("wide"), seen, "bound", "wide"),
                                    asked(system, props.withDispatcher("with-mailbox"), seen, "bound", "dispatched"))
                            .toString());
        }
    }

    @Test
    @DisplayName("Q04 without a further root its ids and classes mean nothing")
    void ids_withoutRoot_meanNothing() {
        try (ActorSystem system = system("m { mailbox-type = akka.dispatch.BoundedMailbox }")) {
            assertFalse(system.dispatchers().hasDispatcher("akka.actor.default-dispatcher"));
            Props props = Props.create(Placed.class, () -> new Placed(new LinkedBlockingQueue<>()));
            assertThrows(ConfigurationException.class, () -> system.actorOf(props.withMailbox("m")));
        }
    }

    /** Logs in every way an actor can. */
    static final class Talkative extends AbstractLoggingActor {
        private final LoggingAdapter inside = Logging.getLogger(getContext(), "io.garrick.talk");
        private final LoggingAdapter outside = Logging.getLogger(getContext().getSystem(), this);
        private final LoggingAdapter diagnostic = Logging.getLogger(this);

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> {
                        getContext().getSystem().log().info("said by nobody");
                        for (LoggingAdapter log : List.of(log(), byRef(), inside, outside, diagnostic)) {
                            log.info("said {}", MDC.get("akkaSource"));
                        }
                        getContext().stop(getSelf());
                    })
                    .build();
        }

        private LoggingAdapter byRef() {
            return Logging.getLogger(getContext().getSystem(), getSelf());
        }
    }

    private List<Map<String, String>> mdcOf(String config) {
        lines.clear();
        try (ActorSystem system = system(config)) {
            system.actorOf(Props.create(Talkative.class, Talkative::new), "x").tell("go", ActorRef.noSender());
            await().until(() -> lines("said").size() == 6);
        }
        return lines.stream()
                .filter(line -> line.getFormattedMessage().startsWith("said "))
                .map(ILoggingEvent::getMDCPropertyMap)
                .toList();
    }

    @Test
    @DisplayName("configuration: with a further root its MDC key is set beside ours, around the lines of actors only")
    void mdc_ofActorsLines_hasBothKeys() {
        Map<String, String> both = Map.of("actorPath", "/user/x", "akkaSource", "akka://moved/user/x");
        assertEquals(List.of(Map.of(), both, both, both, both, both), mdcOf("garrick.migration-root = akka"));
        assertEquals(5, lines("said null").size(), "the key stays set between lines");
        assertEquals(
                Map.of("actorPath", "/user/x", "pekkoSource", "pekko://moved/user/x"),
                mdcOf("garrick.migration-root = pekko").get(1));
        assertEquals(Map.of("actorPath", "/user/x"), mdcOf("").get(1));
        assertNull(MDC.get("akkaSource"));
    }

    @Test
    @DisplayName("configuration: loglevel holds for the lines of a system and its actors, whatever the backend wants")
    void loglevel_isALimit() {
        try (ActorSystem system = system("garrick.migration-root = akka, akka.loglevel = WARNING")) {
            LoggingAdapter log = system.log();
            assertFalse(log.isInfoEnabled());
            assertTrue(log.isWarningEnabled());
            log.info("no");
            log.warning("yes");
            assertEquals(
                    List.of("yes"),
                    lines.stream()
                            .map(ILoggingEvent::getFormattedMessage)
                            .filter(line -> !line.startsWith("conf"))
                            .toList());
        }
    }

    @Test
    @DisplayName("Q03 dead letters of a system that ends are logged, unless log-dead-letters-during-shutdown is off")
    void deadLetters_duringShutdown() {
        for (boolean on : new boolean[] {true, false}) {
            lines.clear();
            Config config = ConfigFactory.parseString(
                    "garrick.migration-root = akka, akka.log-dead-letters-during-shutdown = " + on);
            ActorSystem system = ActorSystem.create("moved", config);
            system.deadLetters().tell("before", ActorRef.noSender());
            assertEquals(1, lines("message was not delivered").size());
            system.close();
            system.deadLetters().tell("after", ActorRef.noSender());
            assertEquals(on ? 2 : 1, lines("message was not delivered").size());
        }
    }
}
