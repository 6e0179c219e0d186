package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.AbstractLoggingActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Deploy;
import io.garrick.actor.Deployment;
import io.garrick.actor.Props;
import io.garrick.actor.Scope;
import io.garrick.actor.UntypedAbstractActor;
import io.garrick.actor.UntypedAbstractActorWithStash;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.supervision.Directive;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

class PropsSpec {

    /** Neither the class nor its constructors are public. */
    private static final class Hidden extends AbstractActor {

        private final String line;

        private Hidden(Journal journal, String first, int... others) {
            this.line = first + others.length;
            journal.add(line + " in " + self().path().name());
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Props.class, props -> sender().tell(getContext().actorOf(props, "child"), self()))
                    .matchAny(message -> sender().tell(line, self()))
                    .build();
        }
    }

    /** Uses its context before its constructor's first statement. */
    private static final class Early extends AbstractActor {

        private final ActorRef me = self();
        private final ActorRef child = getContext().actorOf(Puppet.of(new Journal(), "c"), "child");
        private final ActorRef nobody = sender();
        private final String path;

        {
            path = getContext().parent().path().child(me.path().name()).toStringWithoutAddress();
            getContext().watch(child);
        }

        private Early(Journal journal) {
            journal.add(path + " " + child.path().name() + " " + nobody.path().name());
        }

        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }
    }

    /** Inner: needs the enclosing spec. */
    private final class Inner extends AbstractActor {

        private final Journal journal;

        Inner(Journal journal) throws IOException {
            this.journal = journal;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(journal::add).build();
        }
    }

    private static final class Untyped extends UntypedAbstractActor {

        private final Journal journal;

        Untyped(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void onReceive(Object message) throws Throwable {
            if (message instanceof Throwable) {
                throw (Throwable) message;
            }
            if (message instanceof String) {
                journal.add(message);
            } else {
                unhandled(message);
            }
        }

        @Override
        public void postStop() {
            journal.add("stopped");
        }
    }

    private static final class Oddity extends Throwable {

        private static final long serialVersionUID = 1L;

        Oddity() {
            super("neither exception nor error", null, false, false);
        }
    }

    private static final class Deferring extends UntypedAbstractActorWithStash {

        private final Journal journal;
        private boolean open;

        Deferring(Journal journal) {
            this.journal = journal;
        }

        @Override
        public void onReceive(Object message) {
            if (message.equals("open")) {
                open = true;
                unstashAll();
            } else if (open) {
                journal.add(message);
            } else {
                stash();
            }
        }
    }

    private static final class Ticking extends AbstractActorWithTimers {

        private final Journal journal;

        Ticking(Journal journal) {
            this.journal = journal;
            timers().startSingleTimer("key", "tick", Duration.ofMillis(10));
            getTimers().startSingleTimer("other", "never", Duration.ofMillis(10));
            getTimers().cancel("other");
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(journal::add).build();
        }
    }

    private static final class Logging extends AbstractLoggingActor {

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> log().warning("got {}", message))
                    .build();
        }
    }

    @Staged
    @DisplayName(
            "M10 A hidden class with a hidden constructor is made from class and arguments, with a context in the constructor")
    void create_hiddenClass_isMade(Stage stage) {
        Journal journal = new Journal();
        ActorRef listener = stage.actorOf(Puppet.of(journal, "l"));
        ActorRef actor = stage.actorOf(Props.create(Hidden.class, journal, "x", 1, 2), "hidden");
        actor.tell("what", listener);
        stage.expect(journal, "x2 in hidden", "l x2");
    }

    @Staged
    @DisplayName("M15 The context works in field initialisers and initialiser blocks")
    void context_inFieldInitialiser_works(Stage stage) {
        Journal journal = new Journal();
        stage.actorOf(Props.create(Early.class, journal), "early");
        stage.expect(journal, "/user/early child deadLetters");
    }

    @Staged
    @DisplayName("M10 Wrong arguments are an error at Props.create, not in the tree")
    void create_wrongArguments_isRefusedAtOnce(Stage stage) {
        Journal journal = new Journal();
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> Props.create(Hidden.class, journal, 5));
        assertTrue(error.getMessage().contains(Hidden.class.getName()), error::getMessage);
        assertTrue(error.getMessage().contains("java.lang.Integer"), error::getMessage);
        assertThrows(IllegalArgumentException.class, () -> Props.create(Inner.class, journal));
        stage.expect(journal);
    }

    @Staged
    @DisplayName(
            "M10 A creator may throw checked exceptions and make inner classes; a props may be a message, shared and used again")
    void create_creatorSharedAndSent_makesAFreshActorEachTime(Stage stage) {
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Props.create(Hidden.class, journal, "p"), "parent");
        Props props = Props.create(Inner.class, () -> new Inner(journal));
        stage.await(journal, 1);
        ActorRef one = stage.actorOf(props);
        ActorRef two = stage.actorOf(props);
        one.tell("one", ActorRef.noSender());
        stage.await(journal, 2);
        two.tell("two", ActorRef.noSender());
        stage.await(journal, 3);
        ActorRef listener = stage.actorOf(Puppet.of(journal, "l"));
        parent.tell(props, listener);
        stage.await(journal, 4);
        String child = journal.lines().get(3);
        assertTrue(child.startsWith("l Actor[garrick://" + stage.system().name() + "/user/parent/child#"), child);
        assertEquals(List.of("p0 in parent", "one", "two"), journal.lines().subList(0, 3));
    }

    @Staged
    @DisplayName("M10 Props.empty is an actor that handles nothing")
    void empty_told_doesNotHandle(Stage stage) {
        ActorRef actor = stage.actorOf(Props.empty(), "empty");
        actor.tell("x", ActorRef.noSender());
        stage.await(() -> stage.warnings().size() == 1);
        assertTrue(stage.warnings().get(0).contains("/user/empty"), stage.warnings()::toString);
    }

    @Staged
    @DisplayName(
            "M05 S08 UntypedAbstractActor gets every message in one method, which may throw anything and say that it does not handle it")
    void untyped_messages_comeToOneMethod(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(Stage.always(Directive.RESTART))
                .props());
        tell(parent, self -> {
            ActorRef actor = self.getContext().actorOf(Props.create(Untyped.class, journal), "untyped");
            actor.tell("a", self.self());
            actor.tell(1, self.self());
            actor.tell(new Oddity(), self.self());
            actor.tell("b", self.self());
        });
        stage.expect(journal, "a", "stopped", "b");
        assertEquals(1, stage.warnings().size(), stage.warnings()::toString);
        assertTrue(stage.warnings().get(0).contains("java.lang.Integer"), stage.warnings()::toString);
        assertTrue(stage.hasLogged("neither exception nor error"));
    }

    @Staged
    @DisplayName("T04 The bases with a stash put aside and take back")
    void base_withStash_stashes(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Props.create(Deferring.class, journal));
        for (Object message : List.of(1, 2, "open", 3)) {
            actor.tell(message, ActorRef.noSender());
        }
        stage.expect(journal, "1", "2", "3");
    }

    @Staged
    @DisplayName("T02 The bases with timers have them in the constructor")
    void base_withTimers_ticks(Stage stage) {
        Journal journal = new Journal();
        stage.actorOf(Props.create(Ticking.class, journal));
        stage.await(journal, 1);
        stage.pass(Duration.ofMillis(50));
        stage.expect(journal, "tick");
    }

    @Staged
    @DisplayName("M15 The bases with a logger write what they are told to")
    void base_withLogger_logs(Stage stage) {
        ActorRef actor = stage.actorOf(Props.create(Logging.class));
        actor.tell("a message", ActorRef.noSender());
        stage.await(() -> stage.hasLogged("got a message"));
    }

    private record Elsewhere() implements Scope {}

    @Staged
    @DisplayName(
            "Q04 What props say by a Deploy holds, unless the configuration says something about the path; another process is out of reach")
    void deploy_inProps_holdsBehindTheConfiguration(Stage stage) {
        stage.settings(settings -> settings.withDispatcher(
                        DispatcherSettings.of("configured").withKind(DispatcherSettings.Kind.PINNED))
                .withDeployment("/a", new Deployment("configured", "")));
        Journal journal = new Journal();
        Props props = Puppet.role(journal, "p")
                .quiet()
                .preStart(self -> self.write(self.self().path().name() + " on "
                        + self.getContext().dispatcher().id()))
                .props()
                .withDeploy(Deploy.local().withDispatcher("pinned"));
        stage.actorOf(props, "a");
        stage.actorOf(props, "b");
        stage.await(journal, 2);
        assertTrue(journal.has("p a on configured"), journal::toString);
        assertTrue(journal.has("p b on pinned"), journal::toString);
        Props remote = props.withDeploy(new Deploy(new Elsewhere()));
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> stage.actorOf(remote, "c"));
        assertTrue(refused.getMessage().contains("scope=Elsewhere[]"), refused::getMessage);
        stage.actorOf(props, "c");
        stage.await(journal, 3);
    }
}
