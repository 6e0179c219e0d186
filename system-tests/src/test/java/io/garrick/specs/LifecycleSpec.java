package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Dispatchers;
import io.garrick.supervision.ActorInitializationException;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

class LifecycleSpec {

    /** A thread each, since their deciders may block. */
    private static final String PINNED = "pinned";

    private static final SupervisorStrategy RESTARTING = Stage.always(Directive.RESTART);

    // ---------------------------------------------------------------- start

    @Staged
    @DisplayName("S01 An actor starts with its constructor and then preStart, before its first message")
    void start_messageSentAtOnce_hooksFirst(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a").props());
        actor.tell("hello", ActorRef.noSender());
        stage.expect(journal, "a constructor 1", "a preStart 1", "a hello");
    }

    @Staged
    @DisplayName(
            "S01 What constructor or preStart throw is an ActorInitializationException to the parent, with its cause; by default the child is stopped")
    void start_hookThrows_initializationFailure(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Throwable> causes = Collections.synchronizedList(new ArrayList<>());
        Puppet.Crash crash = new Puppet.Crash();
        Puppet.Hook failing = self -> {
            throw crash;
        };
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> {
                    causes.add(cause);
                    return SupervisorStrategy
                            .stop(); // whatever it is, or a failure of another kind would come for ever
                }))
                .props());
        tell(parent, self -> {
            self.getContext()
                    .watch(self.getContext()
                            .actorOf(Puppet.role(journal, "c")
                                    .quiet()
                                    .constructor(failing)
                                    .props()));
            self.getContext()
                    .watch(self.getContext()
                            .actorOf(Puppet.role(journal, "d").preStart(failing).props()));
        });
        stage.await(() -> journal.startingWith("p Terminated").size() == 2);
        stage.settle();
        assertEquals(List.of("d constructor 1", "d preStart 1"), journal.startingWith("d "));
        assertEquals(2, causes.size());
        for (Throwable cause : causes) {
            assertEquals(ActorInitializationException.class, cause.getClass());
            assertSame(crash, cause.getCause());
        }
    }

    // ---------------------------------------------------------------- suspension

    @Staged
    @DisplayName("S04 From its failure until the supervisor's decision an actor handles no message")
    void failure_messagesQueued_noneHandledBeforeTheDecision(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = stage.child(Puppet.role(journal, "c").quiet(), new OneForOneStrategy(cause -> {
            journal.add("decided");
            return Directive.RESUME;
        }));
        for (int i = 1; i <= 3; i++) {
            actor.tell(i, ActorRef.noSender());
            crash(actor);
        }
        actor.tell(4, ActorRef.noSender());
        stage.expect(journal, "c 1", "decided", "c 2", "decided", "c 3", "decided", "c 4");
    }

    /** Actors, each the child of the one before; all but the last with these strategies, and with children that a restart keeps. */
    private static List<ActorRef> family(
            Stage stage, Journal journal, List<SupervisorStrategy> strategies, String dispatcher) {
        Map<Integer, ActorRef> refs = new ConcurrentHashMap<>();
        int last = strategies.size();
        Puppet.Role below = Puppet.role(journal, "lowest").quiet().preStart(self -> refs.put(last, self.self()));
        for (int depth = last - 1; depth >= 0; depth--) {
            int mine = depth;
            Props child = below.props().withDispatcher(dispatcher);
            below = Puppet.role(journal, "at " + depth)
                    .quiet()
                    .strategy(strategies.get(depth))
                    .preRestart(self -> {})
                    .postRestart(self -> {})
                    .preStart(self -> {
                        refs.put(mine, self.self());
                        self.getContext().actorOf(child);
                    });
        }
        stage.actorOf(below.props().withDispatcher(dispatcher));
        stage.await(() -> refs.size() == last + 1);
        return IntStream.rangeClosed(0, last).mapToObj(refs::get).toList();
    }

    /** Decides when it is let. */
    private static SupervisorStrategy blocked(Journal journal, String name, CountDownLatch until, Directive directive) {
        return new OneForOneStrategy(cause -> {
            journal.add(name + " decides");
            until.await();
            journal.add(name + " has decided");
            return directive;
        });
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "S04 behaviour 10: While the decider blocks, a grandchild of the failed child does not answer, but system messages reach it; after it, it answers")
    void failure_deciderBlocks_grandchildWaits(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        CountDownLatch until = new CountDownLatch(1);
        List<ActorRef> family = family(
                stage,
                journal,
                List.of(blocked(journal, "upper", until, Directive.RESUME), RESTARTING, RESTARTING),
                PINNED);
        ActorRef lowest = family.get(3);
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "watcher"));
        ActorRef doomed = childOf(stage, family.get(2));
        tell(watcher, self -> self.getContext().watch(doomed));
        crash(family.get(1));
        stage.await(() -> stage.isSuspended(lowest) && stage.isSuspended(doomed) && journal.has("upper decides"));
        lowest.tell("hello", ActorRef.noSender());
        doomed.tell("never handled", ActorRef.noSender());
        stage.system().stop(doomed);
        stage.await(() -> !journal.startingWith("watcher Terminated").isEmpty());
        assertEquals("upper decides", journal.lines().get(0));
        assertEquals(2, journal.size(), journal::toString);
        assertEquals(1, stage.queued(lowest));
        until.countDown();
        stage.await(journal, 4);
        assertEquals(
                List.of("upper has decided", "lowest hello"), journal.lines().subList(2, 4));
        assertEquals("never handled", stage.deadLetters().get(0).message());
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "S04 behaviour 10: while the decision on a failed child is on its way, a grandchild of it that has been suspended does not answer; after it, it does")
    void failure_undecided_grandchildWaits(Stage stage) {
        stage.expectFailures();
        int held = 0;
        for (int round = 0; round < 12; round++) {
            held += heldUntilDecided(stage, round == 0 ? PINNED : Dispatchers.DEFAULT_DISPATCHER_ID) ? 1 : 0;
        }
        assertTrue(held > 0, "no decision came after the grandchild had been suspended");
    }

    /** Whether the lowest of the family was suspended before the decision; if so, it has handled nothing in between. */
    private static boolean heldUntilDecided(Stage stage, String dispatcher) {
        Journal journal = new Journal();
        SupervisorStrategy escalating = Stage.always(Directive.ESCALATE);
        SupervisorStrategy deciding = new OneForOneStrategy(cause -> {
            journal.add("upper decides");
            return Directive.RESUME;
        });
        List<ActorRef> family = family(
                stage,
                journal,
                List.of(deciding, escalating, escalating, escalating, RESTARTING, RESTARTING),
                dispatcher);
        ActorRef lowest = family.get(6);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lowest.tell(i, ActorRef.noSender());
            expected.add("lowest " + i);
            if (i == 5) {
                crash(family.get(4));
            }
        }
        AtomicInteger handled = new AtomicInteger(-1);
        stage.await(() -> {
            if (handled.get() < 0 && stage.isSuspended(lowest)) {
                handled.set(journal.size());
            }
            return journal.has("upper decides");
        });
        if (handled.get() >= 0) {
            assertEquals(expected.subList(0, handled.get()), journal.startingWith("lowest"));
        }
        stage.await(journal, expected.size() + 1);
        assertEquals(expected, journal.startingWith("lowest"));
        return handled.get() >= 0;
    }

    private static ActorRef childOf(Stage stage, ActorRef parent) {
        AtomicReference<ActorRef> child = new AtomicReference<>();
        tell(parent, self -> child.set(self.getContext().actorOf(Puppet.of(new Journal(), "child"))));
        stage.await(() -> child.get() != null);
        return child.get();
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("S04 Below two failed actors one goes on when both have been decided on, and not before")
    void failure_onTwoLevels_lowestWaitsForBoth(Stage stage) {
        stage.expectFailures();
        for (Directive directive : List.of(Directive.RESUME, Directive.RESTART)) {
            Journal journal = new Journal();
            CountDownLatch upper = new CountDownLatch(1);
            CountDownLatch lower = new CountDownLatch(1);
            List<ActorRef> family = family(
                    stage,
                    journal,
                    List.of(
                            blocked(journal, "upper", upper, Directive.RESUME),
                            blocked(journal, "lower", lower, directive),
                            RESTARTING),
                    PINNED);
            ActorRef lowest = family.get(3);
            ActorRef watcher = stage.actorOf(Puppet.of(journal, "watcher"));
            ActorRef doomed = childOf(stage, family.get(2));
            tell(watcher, self -> self.getContext().watch(doomed));
            tell(family.get(1), self -> {
                crash(family.get(2));
                stage.await(() -> stage.isSuspended(lowest));
                throw new Puppet.Crash();
            });
            stage.await(() -> journal.has("upper decides"));
            lowest.tell("hello", ActorRef.noSender());
            upper.countDown();
            stage.await(() -> journal.has("lower decides"));
            stage.system().stop(doomed); // behind the end of the upper suspension, on the same way
            stage.await(() -> !journal.startingWith("watcher Terminated").isEmpty());
            assertTrue(stage.isSuspended(lowest));
            lower.countDown();
            stage.await(() -> journal.has("lowest hello"));
            List<String> lines = journal.lines();
            assertTrue(lines.indexOf("lowest hello") > lines.indexOf("lower has decided"), journal::toString);
        }
    }

    @Staged
    @DisplayName(
            "S05 resume goes on with the same instance and without the failing message, and the subtree goes on too")
    void resume_afterFailure_sameInstance(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        AtomicReference<ActorRef> grandchild = new AtomicReference<>();
        ActorRef child = stage.child(
                Puppet.role(journal, "c")
                        .preStart(self -> grandchild.set(self.getContext().actorOf(Puppet.of(journal, "g"), "g"))),
                Stage.always(Directive.RESUME));
        stage.await(() -> grandchild.get() != null);
        for (int i = 1; i <= 3; i++) {
            crash(child);
            child.tell(i, ActorRef.noSender());
            grandchild.get().tell(i, ActorRef.noSender());
        }
        stage.await(journal, 8);
        assertEquals(List.of("c constructor 1", "c preStart 1", "c 1", "c 2", "c 3"), journal.startingWith("c "));
        assertEquals(List.of("g 1", "g 2", "g 3"), journal.startingWith("g "));
    }

    // ---------------------------------------------------------------- stop

    @Staged
    @DisplayName(
            "S06 W05 A stop ends timers and watches, waits for the children, runs postStop, makes dead letters of the rest, and then tells the watchers")
    void stop_withEverything_inOrder(Stage stage) {
        Journal journal = new Journal();
        ActorRef outsider = stage.actorOf(Puppet.of(journal, "outsider"), "outsider");
        ActorRef watcher = stage.actorOf(
                Puppet.role(journal, "watcher")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .match(Puppet.Do.class, what -> what.on(self))
                                .matchAny(end -> self.write(
                                        end + " lost=" + stage.deadLetters().size()))
                                .build())
                        .props(),
                "watcher");
        Puppet.Role role = Puppet.role(journal, "a").quiet().postStop(self -> {
            self.write("postStop children=" + self.getContext().getChildren() + " timer="
                    + self.timers().isTimerActive("k") + " timeout="
                    + self.getContext().getReceiveTimeout() + " lost="
                    + stage.deadLetters().size());
        });
        ActorRef actor = stage.actorOf(role.props(), "a");
        tell(watcher, self -> self.getContext().watch(actor));
        tell(actor, self -> {
            self.getContext().watch(outsider);
            self.getContext().setReceiveTimeout(Duration.ofMillis(20));
            self.timers().startTimerAtFixedRate("k", "tick", Duration.ofMillis(20));
            for (int i = 0; i < 3; i++) {
                self.getContext()
                        .watch(self.getContext()
                                .actorOf(Puppet.role(journal, "c")
                                        .quiet()
                                        .postStop(child -> {
                                            child.write("postStop");
                                        })
                                        .props()));
            }
            self.getContext().stop(self.self());
            stage.system().stop(outsider);
            self.self().tell("too late", self.self());
        });
        stage.await(() -> !journal.startingWith("watcher").isEmpty());
        stage.finish();
        assertEquals(
                List.of(
                        "c postStop",
                        "c postStop",
                        "c postStop",
                        "a postStop children=[] timer=false timeout=Optional.empty lost=0",
                        "watcher Terminated[actor=" + actor
                                + ", existenceConfirmed=true, addressTerminated=false] lost=1"),
                journal.lines());
        assertEquals(
                List.of("too late"),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
    }

    @Staged
    @DisplayName("S06 When a watcher is told of an end, what was left in the mailbox is in the dead letters already")
    void stop_messagesLeft_lostBeforeWatchersAreTold(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        Ear watcher = new Ear(
                stage.system(),
                end -> journal.add("told lost=" + stage.deadLetters().size()));
        SystemServices.of(stage.system()).watch(watcher, actor);
        tell(actor, self -> {
            self.getContext().stop(self.self());
            self.self().tell("too late", self.self());
        });
        stage.expect(journal, "told lost=1");
    }

    @Staged
    @DisplayName("S06 An actor that is stopping handles no user message, also while its children take their time")
    void stop_whileChildrenEnd_noMessageHandled(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        tell(actor, self -> {
            for (int i = 0; i < 5; i++) {
                self.getContext().actorOf(Puppet.of(journal, "c"));
            }
            self.getContext().stop(self.self());
        });
        for (int i = 0; i < 10; i++) {
            actor.tell(i, ActorRef.noSender());
        }
        stage.await(() -> stage.deadLetters().size() == 10);
        assertEquals(0, journal.size());
        assertEquals(
                List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
                stage.deadLetters().stream().map(DeadLetter::message).toList());
    }

    @Staged
    @DisplayName("S11 postStop throws: one line in the log, the stop goes on, and watchers are told")
    void stop_postStopThrows_goesOn(Stage stage) {
        Journal journal = new Journal();
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "watcher"));
        ActorRef actor = stage.actorOf(
                Puppet.role(journal, "a")
                        .postStop(self -> {
                            throw new IllegalStateException("postStop");
                        })
                        .props(),
                "a");
        tell(watcher, self -> self.getContext().watch(actor));
        stage.settle();
        stage.system().stop(actor);
        stage.await(() -> !journal.startingWith("watcher").isEmpty());
        stage.actorOf(Puppet.role(journal, "again").props(), "a");
        stage.await(() -> journal.has("again preStart 1"));
        List<String> errors = stage.errors();
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).contains("postStop") && errors.get(0).contains("/user/a"), errors.get(0));
    }
}
