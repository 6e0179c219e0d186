package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Kill;
import io.garrick.actor.Props;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.actor.Terminated;
import io.garrick.supervision.ActorInitializationException;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

class RestartSpec {

    private static final SupervisorStrategy RESTARTING = Stage.always(Directive.RESTART);

    @Staged
    @DisplayName(
            "S02 M07 behaviour 1: Killed three times of three, an actor reports preRestart n and postRestart n+1 each time and preStart once; the fourth time only postStop")
    void kill_threeRestartsAllowed_generationsInOrder(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.child(
                Puppet.role(journal, "a").preRestart(self -> {}).postRestart(self -> {}),
                new OneForOneStrategy(3, RestartBudget.NO_WINDOW, cause -> Directive.RESTART));
        for (int i = 1; i <= 4; i++) {
            actor.tell(i, ActorRef.noSender());
            actor.tell(Kill.getInstance(), ActorRef.noSender());
        }
        stage.expect(
                journal,
                "a constructor 1",
                "a preStart 1",
                "a 1",
                "a preRestart 1",
                "a constructor 2",
                "a postRestart 2",
                "a 2",
                "a preRestart 2",
                "a constructor 3",
                "a postRestart 3",
                "a 3",
                "a preRestart 3",
                "a constructor 4",
                "a postRestart 4",
                "a 4",
                "a postStop 4");
    }

    @Staged
    @DisplayName(
            "S02 behaviour 2: With the default hooks a restart is postStop of the old instance and preStart of the new one")
    void kill_defaultHooks_postStopThenPreStart(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.child(Puppet.role(journal, "a"), RESTARTING);
        actor.tell(Kill.getInstance(), ActorRef.noSender());
        actor.tell("hello", ActorRef.noSender());
        stage.expect(
                journal,
                "a constructor 1",
                "a preStart 1",
                "a postStop 1",
                "a constructor 2",
                "a preStart 2",
                "a hello");
    }

    @Staged
    @DisplayName("S05 S11 behaviour 2: preStart that always throws, with three retries, runs exactly four times")
    void preStart_alwaysThrows_fourTimes(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.child(
                Puppet.role(journal, "a").preStart(self -> {
                    throw new Puppet.Crash();
                }),
                new OneForOneStrategy(3, RestartBudget.NO_WINDOW, cause -> Directive.RESTART));
        actor.tell("lost", ActorRef.noSender());
        stage.await(() -> stage.deadLetters().size() == 1);
        stage.expect(
                journal,
                "a constructor 1",
                "a preStart 1",
                "a constructor 2",
                "a preStart 2",
                "a constructor 3",
                "a preStart 3",
                "a constructor 4",
                "a preStart 4");
    }

    @Staged
    @DisplayName(
            "S02 The hooks of a restart get cause and message, and run when those children are gone that preRestart has stopped, unwatched")
    void restart_withWatchedChildren_waitsUntilTheyAreGone(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Object> given = Collections.synchronizedList(new ArrayList<>());
        Puppet.Crash crash = new Puppet.Crash();
        Props props = Props.create(Told.class, () -> new Told(journal, given));
        ActorRef actor = stage.actorOf(props);
        actor.tell("have children", ActorRef.noSender());
        actor.tell(crash, ActorRef.noSender());
        actor.tell("names are free", ActorRef.noSender());
        stage.await(() -> journal.has("as new"));
        stage.settle();
        assertEquals(List.of(crash, Optional.of(crash), crash), given);
        List<String> lines = journal.lines();
        for (String child : List.of("c1", "c2", "c3")) {
            int stopped = lines.indexOf(child + " postStop 1");
            assertTrue(stopped > lines.indexOf("preRestart"), journal::toString);
            assertTrue(stopped < lines.indexOf("constructor 2"), journal::toString);
        }
        assertFalse(journal.has("Terminated"), journal::toString);
    }

    /** Says what its hooks are given. */
    private static final class Told extends AbstractActor {
        private final Journal journal;
        private final List<Object> given;

        Told(Journal journal, List<Object> given) {
            this.journal = journal;
            this.given = given;
            journal.add("constructor " + (journal.has("constructor 1") ? 2 : 1));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Throwable.class, thrown -> {
                        throw (Exception) thrown;
                    })
                    .match(Terminated.class, any -> journal.add("Terminated"))
                    .matchEquals("have children", any -> haveChildren())
                    .matchAny(any -> {
                        haveChildren();
                        journal.add("as new");
                    })
                    .build();
        }

        private void haveChildren() {
            for (String name : List.of("c1", "c2", "c3")) {
                getContext()
                        .watch(getContext().actorOf(Puppet.role(journal, name).props(), name));
            }
        }

        @Override
        public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
            journal.add("preRestart");
            given.add(reason);
            given.add(message);
            super.preRestart(reason, message);
        }

        @Override
        public void postRestart(Throwable reason) {
            given.add(reason);
        }
    }

    @Staged
    @DisplayName(
            "S02 Children that preRestart keeps are restarted too, after postRestart, with the cause and without a message; their own children go")
    void restart_keptChildren_restartedToo(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        AtomicReference<ActorRef> child = new AtomicReference<>();
        Puppet.Role grandchild = Puppet.role(journal, "g");
        Puppet.Role kept =
                Puppet.role(journal, "c").preStart(self -> self.getContext().actorOf(grandchild.props(), "g"));
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .preStart(self -> child.set(self.getContext().actorOf(kept.props(), "c")))
                .preRestart(self -> {})
                .postRestart(self -> {})
                .props());
        stage.await(() -> journal.has("g preStart 1"));
        crash(parent);
        child.get().tell("still there", ActorRef.noSender());
        stage.await(() -> journal.has("g preStart 2") && journal.has("c still there"));
        stage.settle();
        List<String> lines = journal.lines();
        List<String> order = List.of(
                "p preRestart 1",
                "p constructor 2",
                "p postRestart 2",
                "c postStop 1",
                "g postStop 1",
                "c constructor 2",
                "c preStart 2");
        for (int i = 1; i < order.size(); i++) {
            assertTrue(lines.indexOf(order.get(i - 1)) < lines.indexOf(order.get(i)), order.get(i) + " in\n" + journal);
        }
        assertEquals(2, grandchild.instances.get());
    }

    @Staged
    @DisplayName(
            "S02 W01 behaviour 12: A parent stops a watched child in preRestart and creates the name again: no Terminated of the old child, none for the new one")
    void restart_childStoppedAndNameReused_noTerminated(Stage stage) {
        stage.expectFailures();
        for (boolean own : new boolean[] {false, true}) {
            Journal journal = new Journal();
            Puppet.Role role = Puppet.role(journal, "p")
                    .quiet()
                    .preStart(self -> self.getContext()
                            .watch(self.getContext().actorOf(Puppet.of(journal, "c" + self.generation), "c")));
            if (own) {
                role.preRestart(self -> self.getContext()
                        .stop(self.getContext()
                                .unwatch(self.getContext().findChild("c").orElseThrow())));
            }
            ActorRef parent = stage.actorOf(role.props());
            for (int i = 0; i < 3; i++) {
                crash(parent);
            }
            tell(parent, self -> self.getContext().findChild("c").orElseThrow().tell("hello", self.self()));
            stage.expect(journal, "c4 hello");
        }
    }

    @Staged
    @DisplayName(
            "S02 S03 W01 behaviour 12: a child that preRestart stops and does not unwatch is reported once; that is never taken for the new one of its name, whose own watch stands")
    void restart_childStoppedButWatchedAndNameReused_terminatedOfTheOldOnly(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<ActorRef> children = Collections.synchronizedList(new ArrayList<>());
        List<ActorRef> gone = Collections.synchronizedList(new ArrayList<>());
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .preStart(self ->
                        children.add(self.getContext().watch(self.getContext().actorOf(Puppet.of(journal, "c"), "c"))))
                .preRestart(self ->
                        self.getContext().stop(self.getContext().findChild("c").orElseThrow()))
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Terminated.class, end -> gone.add(end.getActor()))
                        .match(Puppet.Do.class, what -> what.on(self))
                        .build())
                .props());
        for (int i = 0; i < 3; i++) {
            crash(parent);
        }
        stage.await(() -> children.size() == 4 && gone.size() == 3);
        stage.settle();
        assertEquals(children.subList(0, 3), gone);
        stage.system().stop(children.get(3));
        stage.await(() -> gone.size() == 4);
        stage.settle();
        assertEquals(children, gone);
    }

    @Staged
    @DisplayName("S03 A restart keeps the mailbox; the failing message is not handled again and is no dead letter")
    void restart_queuedMessages_kept(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a").quiet().props());
        actor.tell(1, ActorRef.noSender());
        crash(actor);
        actor.tell(2, ActorRef.noSender());
        crash(actor);
        actor.tell(3, ActorRef.noSender());
        stage.expect(journal, "a 1", "a 2", "a 3");
        assertTrue(stage.deadLetters().isEmpty());
    }

    @Staged
    @DisplayName("S03 A restart keeps watches in both directions and hears and causes no Terminated")
    void restart_watches_kept(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "subject"), "subject");
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "watcher"), "watcher");
        ActorRef parent = stage.actorOf(Puppet.of(journal, "parent"), "parent");
        tell(watcher, self -> self.getContext().watch(subject));
        tell(parent, self -> self.getContext().watch(watcher));
        stage.settle();
        crash(watcher);
        crash(subject);
        stage.settle();
        assertEquals(0, journal.size());
        stage.system().stop(subject);
        stage.await(journal, 1);
        stage.system().stop(watcher);
        stage.expect(
                journal,
                "watcher Terminated[actor=" + subject + ", existenceConfirmed=true, addressTerminated=false]",
                "parent Terminated[actor=" + watcher + ", existenceConfirmed=true, addressTerminated=false]");
    }

    @Staged
    @DisplayName("S03 T03 A restart keeps the receive timeout")
    void restart_receiveTimeout_kept(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(ReceiveTimeout.class, any -> {
                            self.write("timeout in " + self.generation);
                            self.getContext().cancelReceiveTimeout();
                        })
                        .build())
                .props());
        tell(actor, self -> self.getContext().setReceiveTimeout(Duration.ofMillis(50)));
        crash(actor);
        stage.expect(journal, "a timeout in 2");
    }

    @Staged
    @DisplayName(
            "S05 resume and restart of a failed creation are a creation: constructor and preStart, no hook of the instance that never was")
    void resumeAndRestart_failedCreation_areACreation(Stage stage) {
        stage.expectFailures();
        for (Directive directive : List.of(Directive.RESUME, Directive.RESTART)) {
            Journal journal = new Journal();
            AtomicInteger failures = new AtomicInteger();
            ActorRef actor = stage.child(
                    Puppet.role(journal, "a")
                            .constructor(self -> {
                                if (failures.incrementAndGet() == 1) {
                                    throw new Puppet.Crash();
                                }
                            })
                            .preStart(self -> {
                                if (failures.incrementAndGet() == 3) {
                                    throw new Puppet.Crash();
                                }
                            }),
                    Stage.always(directive));
            actor.tell("hello", ActorRef.noSender());
            stage.expect(
                    journal,
                    "a constructor 1",
                    "a constructor 2",
                    "a preStart 2",
                    "a constructor 3",
                    "a preStart 3",
                    "a hello");
        }
    }

    @Staged
    @DisplayName("S05 A restart of a failed creation counts against the budget, and a stop of it runs no hook")
    void stop_failedCreation_noHook(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.child(
                Puppet.role(journal, "a").constructor(self -> {
                    throw new Puppet.Crash();
                }),
                new OneForOneStrategy(1, RestartBudget.NO_WINDOW, cause -> Directive.RESTART));
        actor.tell("lost", ActorRef.noSender());
        stage.await(() -> stage.deadLetters().size() == 1);
        stage.expect(journal, "a constructor 1", "a constructor 2");
    }

    @Staged
    @DisplayName(
            "S05 After a failed restart, resume and restart go on with constructor and postRestart, without a second preRestart")
    void resumeAndRestart_failedRestart_goOnWithPostRestart(Stage stage) {
        stage.expectFailures();
        for (Directive directive : List.of(Directive.RESUME, Directive.RESTART)) {
            Journal journal = new Journal();
            AtomicInteger failures = new AtomicInteger();
            ActorRef actor = stage.child(
                    Puppet.role(journal, "a").preRestart(self -> {}).postRestart(self -> {
                        if (failures.incrementAndGet() <= 2) {
                            throw new Puppet.Crash();
                        }
                    }),
                    new OneForOneStrategy(
                            cause -> cause instanceof ActorInitializationException ? directive : Directive.RESTART));
            crash(actor);
            actor.tell("hello", ActorRef.noSender());
            stage.expect(
                    journal,
                    "a constructor 1",
                    "a preStart 1",
                    "a preRestart 1",
                    "a constructor 2",
                    "a postRestart 2",
                    "a constructor 3",
                    "a postRestart 3",
                    "a constructor 4",
                    "a postRestart 4",
                    "a hello");
        }
    }

    @Staged
    @DisplayName(
            "S11 behaviour 8: preRestart and the constructor each throw once during one restart: one line in the log each, three instances, then it answers")
    void restart_preRestartAndConstructorThrow_threeInstances(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.child(
                Puppet.role(journal, "a")
                        .constructor(self -> {
                            if (self.generation == 2) {
                                throw new IllegalStateException("constructor of 2");
                            }
                        })
                        .preRestart(self -> {
                            throw new IllegalStateException("preRestart of " + self.generation);
                        }),
                RESTARTING);
        crash(actor);
        actor.tell("hello", ActorRef.noSender());
        stage.expect(
                journal,
                "a constructor 1",
                "a preStart 1",
                "a preRestart 1",
                "a constructor 2",
                "a constructor 3",
                "a preStart 3",
                "a hello");
        List<String> errors = stage.errors();
        assertEquals(3, errors.size(), errors::toString);
        assertTrue(
                errors.get(0).startsWith("actor failed and is restarted: ")
                        && errors.get(0).contains("Crash"),
                errors.get(0));
        assertTrue(errors.get(1).startsWith("preRestart failed"), errors.get(1));
        assertTrue(
                errors.get(2).startsWith("actor failed and is restarted: ")
                        && errors.get(2).contains("constructor of 2"),
                errors.get(2));
    }

    /** Says what its hooks are given, and what it hears of its parent's restart. */
    private static final class Kept extends AbstractActor {
        private final List<Object> given;

        Kept(List<Object> given) {
            this.given = given;
        }

        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }

        @Override
        public void preRestart(Throwable reason, Optional<Object> message) {
            given.add(reason);
            given.add(message);
        }

        @Override
        public void postRestart(Throwable reason) {
            given.add(reason);
        }
    }

    @Staged
    @DisplayName("S02 A child that was kept and has not failed itself gets its parent's cause and no message")
    void restart_keptChild_getsCauseAndNoMessage(Stage stage) {
        stage.expectFailures();
        List<Object> given = Collections.synchronizedList(new ArrayList<>());
        Props kept = Props.create(Kept.class, () -> new Kept(given));
        ActorRef parent = stage.actorOf(Puppet.role(new Journal(), "p")
                .quiet()
                .preStart(self -> self.getContext().actorOf(kept, "c"))
                .preRestart(self -> {})
                .postRestart(self -> {})
                .props());
        Puppet.Crash crash = new Puppet.Crash();
        tell(parent, self -> {
            throw crash;
        });
        stage.await(() -> given.size() == 3);
        stage.settle();
        assertEquals(List.of(crash, Optional.empty(), crash), given);
    }

    @Staged
    @DisplayName(
            "S04 S02 What a childless actor creates while it is restarted waits, with all that it creates itself, until the restart has succeeded")
    void restart_firstChildrenCreatedMeanwhile_wait(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Puppet.Role grandchild = Puppet.role(journal, "g").quiet();
        Puppet.Role child = Puppet.role(journal, "k")
                .quiet()
                .preStart(self -> self.getContext().actorOf(grandchild.props()).tell("hello", self.self()))
                .preRestart(self -> {})
                .postRestart(self -> {});
        Puppet.Role actor = Puppet.role(journal, "a")
                .constructor(self -> {
                    if (self.generation == 2) {
                        throw new Puppet.Crash();
                    }
                })
                .preRestart(self -> self.getContext().actorOf(child.props()).tell("hello", self.self()));
        crash(stage.child(actor, new OneForOneStrategy(cause -> {
            journal.add("decided");
            return Directive.RESTART;
        })));
        stage.await(() -> journal.has("k hello") && journal.has("g hello"));
        stage.settle();
        assertEquals(
                List.of(
                        "a constructor 1",
                        "a preStart 1",
                        "decided",
                        "a preRestart 1",
                        "a constructor 2",
                        "decided",
                        "a constructor 3",
                        "a preStart 3"),
                journal.lines().subList(0, 8),
                journal::toString);
    }

    @Staged
    @DisplayName("S11 postRestart throws: that is a new failure, and it counts")
    void postRestart_throws_counts(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.child(
                Puppet.role(journal, "a").postRestart(self -> {
                    if (self.generation < 9) {
                        throw new Puppet.Crash();
                    }
                }),
                new OneForOneStrategy(2, RestartBudget.NO_WINDOW, cause -> {
                    journal.add(cause.getClass().getSimpleName());
                    return Directive.RESTART;
                }));
        crash(actor);
        stage.expect(
                journal,
                "a constructor 1",
                "a preStart 1",
                "Crash",
                "a postStop 1",
                "a constructor 2",
                "a postRestart 2",
                "ActorInitializationException",
                "a constructor 3",
                "a postRestart 3",
                "ActorInitializationException");
        actor.tell("lost", ActorRef.noSender());
        stage.await(() -> stage.deadLetters().size() == 1);
    }
}
