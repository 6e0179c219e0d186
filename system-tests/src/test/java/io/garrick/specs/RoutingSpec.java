package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import io.garrick.routing.ActorRefRoutee;
import io.garrick.routing.Broadcast;
import io.garrick.routing.BroadcastGroup;
import io.garrick.routing.BroadcastPool;
import io.garrick.routing.Pool;
import io.garrick.routing.RandomGroup;
import io.garrick.routing.RandomPool;
import io.garrick.routing.RoundRobinGroup;
import io.garrick.routing.RoundRobinPool;
import io.garrick.routing.RoundRobinRoutingLogic;
import io.garrick.routing.Routee;
import io.garrick.routing.Router;
import io.garrick.routing.RoutingLogic;
import io.garrick.supervision.ChildKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Whom routers give messages to, and where that is decided. */
class RoutingSpec {

    /** A router that a user has written: the first routee gets all. Knows who asked last. */
    private static final class First implements Pool, RoutingLogic {
        @Nullable
        volatile Thread asker;

        @Nullable
        volatile RuntimeException failure;

        @Override
        public int nrOfInstances() {
            return 2;
        }

        @Override
        public RoutingLogic createLogic(ActorSystem system) {
            return this;
        }

        @Override
        public Routee select(Object message, List<Routee> routees) {
            asker = Thread.currentThread();
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return routees.get(0);
        }
    }

    /** Writes "r", the name and the message. */
    private static Props routee(Journal journal) {
        return RouteeSpec.role(journal).props();
    }

    private static long ending(Journal journal, String suffix) {
        return journal.lines().stream().filter(line -> line.endsWith(suffix)).count();
    }

    private static void send(ActorRef router, int from, int to) {
        IntStream.range(from, to).forEach(i -> router.tell(i, ActorRef.noSender()));
    }

    @Staged
    @DisplayName(
            "R01 The choice is made in the thread of the sender, before tell returns, also by a router of a user's")
    void router_told_choosesInTheSendersThread(Stage stage) {
        Journal journal = new Journal();
        First first = new First();
        ActorRef router = stage.actorOf(first.props(routee(journal)));
        stage.settle();
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        tell(asker, self -> {
            router.tell("hello", self.self());
            self.write(first.asker == Thread.currentThread());
            first.asker = null;
        });
        stage.await(journal, 2);
        assertEquals(Set.of("asker true", "r $a hello"), new HashSet<>(journal.lines()));
    }

    @Staged
    @DisplayName("R01 Round-robin: each message goes to the next routee, whose sender is the one that told the router")
    void roundRobinPool_messages_oneAfterTheOther(Stage stage) {
        Journal journal = new Journal();
        ActorRef router = stage.actorOf(new RoundRobinPool(3).props(routee(journal)), "router");
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        tell(asker, self -> IntStream.range(0, 6).forEach(i -> router.tell(i, self.self())));
        stage.await(journal, 6);
        assertEquals(List.of("r $a 0", "r $a 3"), journal.startingWith("r $a"));
        assertEquals(List.of("r $b 1", "r $b 4"), journal.startingWith("r $b"));
        assertEquals(List.of("r $c 2", "r $c 5"), journal.startingWith("r $c"));
        Puppet.Do answer = self -> {
            self.sender().tell(self.getContext().getParent().equals(router), self.self());
        };
        router.tell(answer, asker);
        stage.await(() -> journal.has("asker true"));
    }

    @Staged
    @DisplayName("R01 M01 What is told before the routees are there goes before what is told later")
    void pool_toldFromTheStart_orderIsKept(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<ActorRef> router = new AtomicReference<>();
        List<ActorRef> askers = IntStream.range(0, 3)
                .mapToObj(i -> stage.actorOf(Puppet.of(journal, "asker" + i)))
                .toList();
        stage.settle();
        router.set(stage.actorOf(new RoundRobinPool(1).props(routee(journal))));
        for (int i = 0; i < 20; i += 4) {
            int first = i;
            askers.forEach(asker -> tell(
                    asker,
                    self -> IntStream.range(first, first + 4)
                            .forEach(number -> router.get().tell(self.role.name + " " + number, self.self()))));
        }
        stage.await(journal, 60);
        for (int asker = 0; asker < 3; asker++) {
            String prefix = "r $a asker" + asker + " ";
            assertEquals(IntStream.range(0, 20).mapToObj(i -> prefix + i).toList(), journal.startingWith(prefix));
        }
    }

    @Staged
    @DisplayName("R01 Random: every routee gets its share, and nothing is lost")
    void randomPool_messages_allGetSome(Stage stage) {
        Journal journal = new Journal();
        ActorRef router = stage.actorOf(new RandomPool(3).props(routee(journal)));
        send(router, 0, 300);
        stage.await(journal, 300);
        for (String name : List.of("$a", "$b", "$c")) {
            int share = journal.startingWith("r " + name).size();
            assertTrue(share > 40 && share < 180, () -> name + " got " + share);
        }
    }

    @Staged
    @DisplayName("R01 A broadcast pool, and Broadcast through any other, reach all; what is in the Broadcast arrives")
    void broadcast_byPoolAndByMessage_reachesAll(Stage stage) {
        Journal journal = new Journal();
        ActorRef pool = stage.actorOf(new BroadcastPool(3).props(routee(journal)));
        ActorRef roundRobin = stage.actorOf(new RoundRobinPool(2).props(routee(journal)));
        pool.tell("all", ActorRef.noSender());
        pool.tell(new Broadcast("again"), ActorRef.noSender());
        roundRobin.tell(new Broadcast("both"), ActorRef.noSender());
        stage.await(journal, 8);
        assertEquals(3, ending(journal, " all"));
        assertEquals(3, ending(journal, " again"));
        assertEquals(2, ending(journal, " both"));
    }

    @Staged
    @DisplayName("R01 M03 A full mailbox among them keeps a broadcast from nobody else, and the sender hears of it")
    void broadcast_oneMailboxFull_othersGetIt(Stage stage) {
        stage.settings(settings -> settings.withMailbox("small", Mailboxes.bounded(1, Overflow.fail())));
        Journal journal = new Journal();
        ActorRef full = stage.actorOf(Puppet.of(journal, "full").withMailbox("small"), "full");
        stage.actorOf(Puppet.of(journal, "free"), "free");
        ActorRef router = stage.actorOf(new BroadcastGroup(List.of("/user/full", "/user/free")).props());
        tell(full, self -> {
            router.tell("fits", ActorRef.noSender());
            assertThrows(MailboxFullException.class, () -> router.tell("too much", ActorRef.noSender()));
        });
        stage.await(journal, 3);
        assertEquals(List.of("full fits"), journal.startingWith("full"));
        assertEquals(List.of("free fits", "free too much"), journal.startingWith("free"));
    }

    @Staged
    @DisplayName("R01 A group sends to whoever is at its paths; its end is not theirs")
    void group_pathsOfOthers_areReached(Stage stage) {
        Journal journal = new Journal();
        ActorRef one = stage.actorOf(Puppet.of(journal, "one"), "one");
        stage.actorOf(Puppet.of(journal, "two"), "two");
        List<String> paths = List.of("/user/one", "/user/two");
        ActorRef router = stage.actorOf(new RoundRobinGroup(paths).props(), "router");
        send(router, 0, 4);
        stage.await(journal, 4);
        assertEquals(List.of("one 0", "one 2"), journal.startingWith("one"));
        stage.actorOf(new RandomGroup(paths).props()).tell(new Broadcast("all"), ActorRef.noSender());
        stage.await(journal, 6);
        stage.system().stop(one);
        stage.settle();
        send(router, 4, 6);
        stage.await(() -> stage.deadLetters().size() == 1);
        stage.await(() -> journal.has("two 5"));
        assertEquals(4, stage.deadLetters().get(0).message());
        stage.actorOf(Puppet.of(journal, "one"), "one");
        send(router, 6, 7);
        stage.await(() -> journal.has("one 6"));
        stage.system().stop(router);
        stage.settle();
        send(stage.actorOf(new RoundRobinGroup(paths).props()), 7, 9);
        stage.await(() -> journal.has("one 7") && journal.has("two 8"));
    }

    @Staged
    @DisplayName("R01 Q03 With nobody to send to a message is a dead letter of the router, and the sender goes on")
    void router_noRoutees_deadLetter(Stage stage) {
        Journal journal = new Journal();
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        for (Props props : List.of(
                new RoundRobinPool(0).props(Props.empty()),
                new RandomPool(0).props(Props.empty()),
                new BroadcastPool(0).props(Props.empty()))) {
            ActorRef router = stage.actorOf(props);
            int before = stage.deadLetters().size();
            router.tell("lost", asker);
            stage.settle();
            router.tell(new Broadcast("lost to all"), asker);
            stage.await(() -> stage.deadLetters().size() == before + 2);
            DeadLetter letter = stage.deadLetters().get(before);
            assertEquals(new DeadLetter("lost", asker, router, DeadLetter.Reason.NO_RECIPIENT), letter);
        }
    }

    @Staged
    @DisplayName("R01 Q03 A choice that throws costs its message, a dead letter, and nothing else")
    void logic_throws_messageIsADeadLetter(Stage stage) {
        Journal journal = new Journal();
        First first = new First();
        first.failure = new IllegalStateException("no choice");
        ActorRef router = stage.actorOf(first.props(routee(journal)));
        router.tell("early", ActorRef.noSender());
        stage.await(() -> stage.deadLetters().size() == 1);
        stage.settle();
        router.tell("late", ActorRef.noSender());
        stage.await(() -> stage.deadLetters().size() == 2);
        assertEquals(2, stage.errors().size());
        assertTrue(stage.hasLogged("no choice"));
        first.failure = null;
        router.tell("good", ActorRef.noSender());
        stage.expect(journal, "r $a good");
    }

    @Staged
    @DisplayName(
            "R01 What props say is about the routees, whether said before the router or after it; the kind is the router's")
    void props_ofARouter_areTheRoutees(Stage stage) {
        Journal journal = new Journal();
        Props routed = routee(journal)
                .withRouter(new RoundRobinPool(1))
                .withDispatcher("pinned")
                .withKind(ChildKind.PERMANENT);
        ActorRef router = stage.actorOf(routed);
        Puppet.Do who = self -> self.write(self.getContext().getDispatcher().id());
        router.tell(who, ActorRef.noSender());
        stage.await(() -> journal.has("r pinned"));
        router.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.settle();
        assertFalse(stage.system().whenTerminated().toCompletableFuture().isDone());
        assertEquals(new RoundRobinPool(1), routed.router().orElseThrow());
        assertEquals(routed, routed.withRouter(new RoundRobinPool(1)));
        Props twice = Props.empty().withRouter(routees -> routees.withRouter(new RoundRobinPool(1)));
        assertThrows(ConfigurationException.class, () -> stage.actorOf(twice));
        assertThrows(IllegalArgumentException.class, () -> new RoundRobinPool(-1));
        ActorRef elsewhere =
                stage.actorOf(new RoundRobinPool(1).withDispatcher("pinned").props(routee(journal)));
        elsewhere.tell(who, ActorRef.noSender());
        stage.await(() -> journal.has("r default-dispatcher") || journal.size() == 2);
        assertFalse(journal.lines().get(1).equals("r pinned"));
    }

    @Staged
    @DisplayName("R01 The value Router chooses inside an actor; each change is another router that goes on from there")
    void routerValue_changed_isAnother(Stage stage) {
        Journal journal = new Journal();
        ActorRef one = stage.actorOf(Puppet.of(journal, "one"));
        ActorRef two = stage.actorOf(Puppet.of(journal, "two"), "two");
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        Router none = new Router(new RoundRobinRoutingLogic());
        Router both = none.addRoutee(one).addRoutee(stage.system().actorSelection("/user/two"));
        assertTrue(none.routees().isEmpty());
        both.route("a", asker);
        both.route("b", asker);
        Router left = both.removeRoutee(new ActorRefRoutee(one));
        assertSame(both.logic(), left.logic());
        left.route("c", asker);
        left.route(new Broadcast("d"), asker);
        stage.await(journal, 4);
        assertEquals(List.of("one a"), journal.startingWith("one"));
        assertEquals(List.of("two b", "two c", "two d"), journal.startingWith("two"));
        left.removeRoutee(stage.system().actorSelection("/user/two")).route("lost", asker);
        stage.await(() -> stage.deadLetters().size() == 1);
        assertEquals("lost", stage.deadLetters().get(0).message());
        assertThrows(IllegalStateException.class, () -> none.route("nobody's", ActorRef.noSender()));
        assertFalse(both.removeRoutee(two).routees().isEmpty());
    }
}
