package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import io.garrick.routing.ActorRefRoutee;
import io.garrick.routing.AddRoutee;
import io.garrick.routing.Broadcast;
import io.garrick.routing.GetRoutees;
import io.garrick.routing.RemoveRoutee;
import io.garrick.routing.RoundRobinGroup;
import io.garrick.routing.RoundRobinPool;
import io.garrick.routing.Routee;
import io.garrick.routing.Routees;
import io.garrick.supervision.AllForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;

/** What becomes of those behind a router, and of the router with them. */
class RouteeSpec {

    /** Roles of routees, which write their name, too. */
    static Puppet.Role role(Journal journal) {
        return Puppet.role(journal, "r")
                .quiet()
                .behavior(self -> Puppet.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .matchAny(message -> self.write(self.self().path().name() + " " + message))
                        .build());
    }

    /** Also writes when one is restarted, and when one ends. */
    private static Props watched(Journal journal) {
        return role(journal)
                .preRestart(self -> self.write(self.self().path().name() + " restarts"))
                .postStop(self -> self.write(self.self().path().name() + " ends"))
                .props();
    }

    private static ActorRef watcher(Stage stage, Journal journal, ActorRef subject) {
        return stage.actorOf(Puppet.role(journal, "watcher")
                .quiet()
                .preStart(self -> self.getContext().watchWith(subject, "gone"))
                .props());
    }

    private static List<Routee> routees(Stage stage, ActorRef router) {
        CompletableFuture<Object> answer = Patterns.ask(router, GetRoutees.getInstance(), Duration.ofSeconds(10))
                .toCompletableFuture();
        stage.await(answer::isDone);
        return ((Routees) answer.join()).getRoutees();
    }

    private static ActorRef ref(Routee routee) {
        return ((ActorRefRoutee) routee).ref();
    }

    @Staged
    @DisplayName("R01 A routee that fails is restarted alone, and stays a routee")
    void routee_fails_isRestartedAlone(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef router = stage.actorOf(new RoundRobinPool(3).props(watched(journal)));
        Puppet.crash(router);
        stage.await(journal, 1);
        router.tell(new Broadcast("still there"), ActorRef.noSender());
        stage.await(journal, 4);
        assertEquals(List.of("r $a restarts", "r $a still there"), journal.startingWith("r $a"));
        assertEquals(1, journal.startingWith("r $b").size());
        assertEquals(3, routees(stage, router).size());
    }

    @Staged
    @DisplayName("R01 A strategy that is given decides about routees: all restarted, or the failed one let go")
    void routee_failsUnderAGivenStrategy_itDecides(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef all = stage.actorOf(new RoundRobinPool(2)
                .withSupervisorStrategy(new AllForOneStrategy(SupervisorStrategy.defaultDecider()))
                .props(watched(journal)));
        Puppet.crash(all);
        stage.await(journal, 2);
        assertTrue(journal.has("r $a restarts") && journal.has("r $b restarts"), journal::toString);
        journal.clear();
        ActorRef stopping = stage.actorOf(new RoundRobinPool(2)
                .withSupervisorStrategy(SupervisorStrategy.stoppingStrategy())
                .props(watched(journal)));
        Puppet.crash(stopping);
        stage.await(journal, 1);
        stopping.tell("one", ActorRef.noSender());
        stopping.tell("two", ActorRef.noSender());
        stage.expect(journal, "r $a ends", "r $b one", "r $b two");
    }

    @Staged
    @DisplayName("R01 A pool lets go of routees that have ended, and stops with the last one")
    void pool_routeesEnd_stopsWithTheLast(Stage stage) {
        Journal journal = new Journal();
        ActorRef router =
                stage.actorOf(new RoundRobinPool(2).props(role(journal).props()));
        watcher(stage, journal, router);
        router.tell((Puppet.Do) self -> self.getContext().stop(self.self()), ActorRef.noSender());
        stage.settle();
        router.tell(1, ActorRef.noSender());
        router.tell(2, ActorRef.noSender());
        stage.await(journal, 2);
        assertEquals(List.of("r $b 1", "r $b 2"), journal.lines());
        assertEquals(1, routees(stage, router).size());
        router.tell((Puppet.Do) self -> self.getContext().stop(self.self()), ActorRef.noSender());
        stage.await(() -> journal.has("watcher gone"));
    }

    @Staged
    @DisplayName("R01 M07 PoisonPill and Kill are the router's own: its routees end with it")
    void router_poisonedOrKilled_endsWithItsRoutees(Stage stage) {
        stage.expectFailures();
        for (Object end : List.of(PoisonPill.getInstance(), Kill.getInstance())) {
            Journal journal = new Journal();
            ActorRef router = stage.actorOf(new RoundRobinPool(2).props(watched(journal)));
            watcher(stage, journal, router);
            router.tell("work", ActorRef.noSender());
            stage.await(() -> journal.has("r $a work"));
            router.tell(end, ActorRef.noSender());
            stage.await(journal, 4);
            assertEquals("watcher gone", journal.lines().get(3));
            assertTrue(journal.has("r $a ends") && journal.has("r $b ends"), journal::toString);
        }
    }

    @Staged
    @DisplayName("R01 Broadcast of a PoisonPill lets each routee work off what it has, then the router ends")
    void router_poisonBroadcast_workIsDone(Stage stage) {
        Journal journal = new Journal();
        ActorRef router =
                stage.actorOf(new RoundRobinPool(3).props(role(journal).props()));
        watcher(stage, journal, router);
        for (int i = 0; i < 30; i++) {
            router.tell(i, ActorRef.noSender());
        }
        router.tell(new Broadcast(PoisonPill.getInstance()), ActorRef.noSender());
        stage.await(journal, 31);
        assertEquals("watcher gone", journal.lines().get(30));
    }

    @Staged
    @DisplayName("R01 Q03 Of what a router is told before it ends each message is handled or a dead letter")
    void router_stoppedAtOnce_nothingVanishes(Stage stage) {
        Journal journal = new Journal();
        ActorRef router =
                stage.actorOf(new RoundRobinPool(2).props(role(journal).props()));
        for (int i = 0; i < 10; i++) {
            router.tell(i, ActorRef.noSender());
        }
        stage.system().stop(router);
        stage.await(() -> journal.size() + stage.deadLetters().size() == 10);
        stage.settle();
        assertEquals(10, journal.size() + stage.deadLetters().size());
    }

    @Staged
    @DisplayName("R01 Routees are added and removed by message; a removed child handles what it has and ends")
    void router_routeesAddedAndRemoved_areUsed(Stage stage) {
        Journal journal = new Journal();
        ActorRef router = stage.actorOf(new RoundRobinPool(1).props(watched(journal)));
        ActorRef other = stage.actorOf(Puppet.of(journal, "other"));
        router.tell(new AddRoutee(new ActorRefRoutee(other)), ActorRef.noSender());
        List<Routee> both = routees(stage, router);
        assertEquals(new ActorRefRoutee(other), both.get(1));
        ref(both.get(0)).tell("waits", ActorRef.noSender());
        router.tell(new RemoveRoutee(both.get(0)), ActorRef.noSender());
        assertEquals(List.of(both.get(1)), routees(stage, router));
        router.tell("next", ActorRef.noSender());
        stage.await(() -> journal.has("r $a ends"));
        assertEquals(List.of("r $a waits", "r $a ends"), journal.startingWith("r $a"));
        stage.await(() -> journal.has("other next"));
        watcher(stage, journal, router);
        router.tell(new RemoveRoutee(both.get(1)), ActorRef.noSender());
        stage.await(() -> journal.has("watcher gone"));
        other.tell("lives", ActorRef.noSender());
        stage.await(() -> journal.has("other lives"));
    }

    @Staged
    @DisplayName("R01 A router lets go of an added routee that has ended; a group goes on without any")
    void group_addedRouteeEnds_isLetGo(Stage stage) {
        Journal journal = new Journal();
        ActorRef other = stage.actorOf(Puppet.of(journal, "other"));
        ActorRef router = stage.actorOf(new RoundRobinGroup(List.of()).props());
        router.tell(new AddRoutee(new ActorRefRoutee(other)), ActorRef.noSender());
        assertEquals(1, routees(stage, router).size());
        router.tell("hello", ActorRef.noSender());
        stage.await(() -> journal.has("other hello"));
        stage.system().stop(other);
        stage.settle();
        assertEquals(List.of(), routees(stage, router));
    }

    @Staged
    @DisplayName("R01 S03 A router that is restarted keeps its routees, and nobody who sends to it notices")
    void router_restarted_routeesStay(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Puppet.Role parent = Puppet.role(journal, "parent")
                .quiet()
                .strategy(new AllForOneStrategy(SupervisorStrategy.defaultDecider()))
                .preStart(self -> {
                    self.getContext()
                            .actorOf(new RoundRobinPool(2).props(role(journal).props()), "router");
                    self.getContext().actorOf(Puppet.of(journal, "sibling"), "sibling");
                });
        ActorRef top = stage.actorOf(parent.props());
        tell(top, self -> self.getContext().findChild("router").orElseThrow().tell("before", self.self()));
        stage.await(journal, 1);
        tell(top, self -> Puppet.crash(self.getContext().findChild("sibling").orElseThrow()));
        stage.settle();
        tell(
                top,
                self -> self.getContext().findChild("router").orElseThrow().tell(new Broadcast("after"), self.self()));
        stage.await(journal, 3);
        assertTrue(journal.has("r $a after") && journal.has("r $b after"), journal::toString);
    }
}
