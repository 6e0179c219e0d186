package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractFSMWithStash;
import io.garrick.actor.AbstractLoggingFSM;
import io.garrick.actor.ActorRef;
import io.garrick.actor.FSM;
import io.garrick.actor.Props;
import io.garrick.actor.UnhandledMessage;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

class FSMSpec {

    private static final Duration SHORT = Duration.ofMillis(30);

    private enum Is {
        A,
        B,
        C
    }

    /** What the machines below are made of. */
    @FunctionalInterface
    private interface Do {
        FSM.State<Is, String> on(Machine self) throws Exception;
    }

    /** A machine that does what it is told, in every state, and is otherwise what the spec says. */
    private static final class Machine extends AbstractFSMWithStash<Is, String> {
        private final Journal journal;

        Machine(Journal journal, Consumer<Machine> plan) {
            this.journal = journal;
            whenUnhandled(matchEvent(Do.class, (what, data) -> what.on(this)));
            onTransition((from, to) -> write(from + "->" + to));
            onTermination(matchStop(Normal(), (state, data) -> write("normal " + state + " " + data))
                    .stop(Failure.class, (reason, state, data) -> write(reason.cause() + " " + state + " " + data))
                    .stop(Reason.class, (reason, state, data) -> write(reason + " " + state + " " + data)));
            plan.accept(this);
        }

        void write(Object line) {
            journal.add(line);
        }
    }

    private static Props machine(Journal journal, Consumer<Machine> plan) {
        return Props.create(Machine.class, () -> new Machine(journal, plan));
    }

    /** Three states that write down what comes, and go where a message says. */
    private static void three(Machine self) {
        self.startWith(Is.A, "0");
        for (Is state : Is.values()) {
            self.when(
                    state,
                    self.matchEvent(Is.class, (to, data) -> self.goTo(to))
                            .event(String.class, (text, data) -> {
                                self.write(text + " in " + self.stateName() + " with " + data);
                                return self.stay().using(text);
                            })
                            .eventEquals(self.StateTimeout(), (timeout, data) -> {
                                self.write("timeout in " + self.stateName());
                                return self.goTo(Is.C);
                            }));
        }
    }

    private static void tell(ActorRef machine, Do what) {
        machine.tell(what, ActorRef.noSender());
    }

    private static void tellAll(ActorRef machine, Object... messages) {
        for (Object message : messages) {
            machine.tell(message, ActorRef.noSender());
        }
    }

    // ---------------------------------------------------------------- states and data

    @Staged
    @DisplayName(
            "FSM: goTo calls onTransition, to the same state too, stay does not; initialize enters the first state from itself; data go along")
    void event_leadsToAState_dataGoAlong(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(machine(journal, self -> {
            three(self);
            self.onTransition(
                    self.matchState(Is.A, Is.B, () -> self.write(self.stateData() + " becomes " + self.nextStateData()))
                            .state(null, Is.B, (from, to) -> self.write("into B from " + from)));
            self.initialize();
        }));
        tellAll(actor, "x", "y", Is.B, Is.B);
        tell(actor, self -> self.goTo(Is.A).using("new"));
        tellAll(actor, "z");
        stage.expect(
                journal,
                "A->A",
                "x in A with 0",
                "y in A with x",
                "A->B",
                "y becomes y",
                "B->B",
                "into B from B",
                "B->A",
                "z in A with new");
    }

    @Staged
    @DisplayName(
            "FSM: the first case wins that matches event, data and condition, over all calls of when for the state")
    void cases_severalMatch_firstHandles(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(machine(journal, self -> {
            self.startWith(Is.A, "data");
            self.when(
                    Is.A,
                    self.matchEvent(String.class, String.class, (text, data) -> text.equals("no"), (text, data) -> {
                                self.write("condition");
                                return self.stay();
                            })
                            .event(List.of(1, Long.class), (event, data) -> {
                                self.write("listed " + event);
                                return self.stay();
                            })
                            .eventEquals("equal", String.class, (text, data) -> {
                                self.write("equal with " + data);
                                return self.stay();
                            }));
            self.when(
                    Is.A,
                    self.matchEvent((event, data) -> event.equals(2), (event, data) -> {
                                self.write("predicate");
                                return self.stay();
                            })
                            .anyEvent((event, data) -> {
                                self.write("any " + event);
                                return self.stay();
                            }));
        }));
        tellAll(actor, "no", "equal", "yes", 1, 2, 3, 4L);
        stage.expect(journal, "condition", "equal with data", "any yes", "listed 1", "predicate", "any 3", "listed 4");
    }

    @Staged
    @DisplayName("FSM: replies are told to the sender of the event, in order and before the transition")
    void replying_severalTimes_inOrder(Stage stage) {
        Journal journal = new Journal();
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        ActorRef actor = stage.actorOf(machine(new Journal(), self -> {
            three(self);
            self.onTransition((from, to) -> asker.tell(from + "->" + to, self.self()));
        }));
        actor.tell((Do) self -> self.goTo(Is.B).replying("first").replying("second"), asker);
        stage.expect(journal, "asker first", "asker second", "asker A->B");
    }

    @Staged
    @DisplayName(
            "M05 FSM: an event without a case is unhandled, with a warning that names what the state has cases for; the machine stays")
    void unhandled_noCase_publishedAndStays(Stage stage) {
        Journal journal = new Journal();
        ActorRef listener = stage.actorOf(Puppet.role(journal, "listener")
                .quiet()
                .behavior(self -> Puppet.receiveBuilder()
                        .match(UnhandledMessage.class, lost -> self.write(lost.getMessage()))
                        .build())
                .props());
        stage.system().eventStream().subscribe(listener, UnhandledMessage.class);
        ActorRef actor = stage.actorOf(machine(journal, FSMSpec::three));
        tellAll(actor, 1.5, "still");
        stage.await(journal, 2);
        assertTrue(journal.has("listener 1.5"));
        assertTrue(journal.has("still in A with 0"));
        String warning = String.join("\n", stage.warnings());
        assertTrue(warning.contains("java.lang.String, io.garrick.actor.FSM$StateTimeout"), warning);
    }

    // ---------------------------------------------------------------- time

    @Staged
    @DisplayName(
            "FSM: a state's time-out is an event when nothing has come for so long; it belongs to the state that was entered")
    void stateTimeout_nothingComes_isAnEvent(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(machine(journal, self -> {
            three(self);
            self.when(Is.B, SHORT, self.matchEvent(Integer.class, (any, data) -> self.stay()));
        }));
        tellAll(actor, Is.B);
        stage.await(journal, 3);
        stage.finish();
        assertEquals(List.of("A->B", "timeout in B", "B->C"), journal.lines());
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "FSM: each event begins the time-out anew, also one that is unhandled; subscribing does not; forMax counts until the next event")
    void stateTimeout_events_beginItAnew(Stage stage) {
        Journal journal = new Journal();
        ActorRef subscriber = stage.actorOf(Puppet.of(new Journal(), "s"));
        ActorRef actor = stage.actorOf(machine(journal, self -> {
            three(self);
            self.when(Is.A, Duration.ofSeconds(10), self.matchEvent(Integer.class, (any, data) -> self.stay()));
            self.initialize();
        }));
        stage.pass(Duration.ofSeconds(7));
        tellAll(actor, "x");
        stage.pass(Duration.ofSeconds(7));
        tellAll(actor, 1.5);
        stage.pass(Duration.ofSeconds(7));
        tellAll(actor, new FSM.SubscribeTransitionCallBack(subscriber));
        assertEquals(List.of("A->A", "x in A with 0"), journal.lines());
        stage.pass(Duration.ofSeconds(4));
        assertEquals(List.of("A->A", "x in A with 0", "timeout in A", "A->C"), journal.lines());
        tell(actor, self -> self.goTo(Is.A).forMax(ChronoUnit.FOREVER.getDuration()));
        stage.pass(Duration.ofSeconds(100));
        tell(actor, self -> {
            assertFalse(self.isStateTimerActive());
            return self.stay().forMax(Duration.ofSeconds(20));
        });
        stage.pass(Duration.ofSeconds(19));
        assertEquals(5, journal.size());
        stage.pass(Duration.ofSeconds(2));
        assertEquals("timeout in A", journal.lines().get(5));
    }

    @Staged
    @DisplayName(
            "T02 FSM: a tick that is queued when its timer is cancelled, or the state's time-out when an event comes first, is discarded")
    void ticks_queuedThenCancelled_areDiscarded(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(machine(journal, FSMSpec::three));
        tell(actor, self -> {
            self.startSingleTimer("t", "tick", Duration.ZERO);
            assertTrue(self.isTimerActive("t"));
            return self.goTo(Is.B).forMax(Duration.ZERO);
        });
        if (!stage.isRehearsal()) {
            tell(actor, self -> {
                self.startTimerAtFixedRate("r", "rate", Duration.ofMillis(1));
                stage.await(() -> stage.queued(actor) >= 3);
                self.cancelTimer("r");
                return self.stay();
            });
        }
        tell(actor, self -> {
            self.cancelTimer("t");
            assertFalse(self.isTimerActive("t"));
            self.write("cancelled");
            return self.goTo(Is.A);
        });
        stage.await(() -> journal.has("cancelled"));
        stage.finish();
        List<String> lines = journal.lines();
        List<String> after = lines.subList(lines.indexOf("cancelled") + 1, lines.size());
        assertEquals(1, after.size(), journal::toString);
        assertTrue(after.get(0).endsWith("->A"), journal::toString);
    }

    @Staged
    @SuppressWarnings("deprecation")
    @DisplayName("FSM: named timers come once, with a fixed delay, or at a rate, and are events like others")
    void timers_named_areEvents(Stage stage) {
        Journal journal = new Journal();
        stage.actorOf(machine(journal, self -> {
            self.startWith(Is.A, "0");
            self.when(Is.A, self.matchEvent(String.class, (key, data) -> {
                self.write(key);
                if (journal.count(key) == 3) {
                    self.cancelTimer(key);
                }
                return self.stay();
            }));
            self.setTimer("once", "once", SHORT);
            self.setTimer("again", "again", Duration.ofMillis(5), true);
            self.startTimerAtFixedRate("rate", "rate", Duration.ofMillis(5));
            self.startTimerWithFixedDelay("delay", "delay", Duration.ofMillis(5));
        }));
        stage.await(journal, 10);
        stage.finish();
        assertEquals(10, journal.size());
        assertEquals(1, journal.count("once"));
    }

    // ---------------------------------------------------------------- others

    @Staged
    @DisplayName(
            "FSM: a subscriber hears where the machine stands, then each transition after onTransition, until it unsubscribes")
    void subscriber_hearsOfTransitions(Stage stage) {
        Journal journal = new Journal();
        ActorRef subscriber = stage.actorOf(Puppet.role(journal, "s")
                .quiet()
                .behavior(self -> Puppet.receiveBuilder()
                        .match(FSM.CurrentState.class, now -> self.write("at " + now.state()))
                        .match(FSM.Transition.class, way -> self.write(way.from() + "->" + way.to()))
                        .build())
                .props());
        ActorRef actor = stage.actorOf(machine(new Journal(), self -> {
            three(self);
            self.onTransition((from, to) -> subscriber.tell(new FSM.CurrentState<>(self.self(), "door"), self.self()));
        }));
        actor.tell(new FSM.SubscribeTransitionCallBack(subscriber), ActorRef.noSender());
        tellAll(actor, Is.B, "stay", Is.B);
        actor.tell(new FSM.UnsubscribeTransitionCallBack(subscriber), ActorRef.noSender());
        tellAll(actor, Is.C);
        stage.expect(journal, "s at A", "s at door", "s A->B", "s at door", "s B->B", "s at door");
    }

    @Staged
    @DisplayName("T04 FSM: events that are stashed come back in the state that unstashes them, before what is queued")
    void stash_unstashed_handledInTheNextState(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(machine(journal, self -> {
            self.startWith(Is.A, "0");
            self.when(
                    Is.A,
                    self.matchEventEquals("open", (event, data) -> self.goTo(Is.B))
                            .anyEvent((event, data) -> {
                                self.stash();
                                return self.stay();
                            }));
            self.when(Is.B, self.matchAnyEvent((event, data) -> {
                self.write(event);
                return self.stay();
            }));
            self.onTransition(self.matchState(Is.A, Is.B, self::unstashAll));
        }));
        tellAll(actor, "x", "y", "open", "z");
        stage.expect(journal, "A->B", "x", "y", "z");
    }

    // ---------------------------------------------------------------- ends

    @Staged
    @DisplayName("FSM: the machine ends once, with the reason and the last data, and the actor stops")
    void stop_eachReason_onTerminationOnce(Stage stage) {
        Journal journal = new Journal();
        Props props = machine(journal, FSMSpec::three);
        ActorRef normal = stage.actorOf(props);
        ActorRef failed = stage.actorOf(props);
        ActorRef stopped = stage.actorOf(props);
        stage.actorOf(Puppet.role(journal, "w")
                .quiet()
                .preStart(self -> List.of(normal, failed, stopped).forEach(self.getContext()::watch))
                .behavior(self -> Puppet.receiveBuilder()
                        .matchAny(any -> self.write("gone"))
                        .build())
                .props());
        tell(normal, Machine::stop);
        tell(failed, self -> self.stop(new FSM.Failure("reason"), "last"));
        stage.await(() -> journal.count("w gone") == 2);
        stage.system().stop(stopped);
        stage.await(() -> journal.count("w gone") == 3);
        assertTrue(journal.has("normal A 0"), journal::toString);
        assertTrue(journal.has("reason A last"), journal::toString);
        assertTrue(journal.has("Shutdown[] A 0"), journal::toString);
        assertEquals(6, journal.size());
        assertEquals(1, stage.errors().size());
        assertTrue(stage.errors().get(0).contains("state=A cause=reason"), stage.errors()::toString);
    }

    @Staged
    @DisplayName(
            "S03 T02 FSM: a restart begins anew: first state, no timers, no time-out, no subscribers; the old instance ends with Shutdown")
    void restart_beginsAnew(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef subscriber = stage.actorOf(Puppet.of(new Journal(), "s"));
        ActorRef actor = supervised(stage, Directive.RESTART, machine(journal, FSMSpec::three));
        actor.tell(new FSM.SubscribeTransitionCallBack(subscriber), ActorRef.noSender());
        tell(actor, self -> {
            self.startSingleTimer("t", "tick", SHORT);
            self.startTimerAtFixedRate("r", "tick", SHORT);
            return self.goTo(Is.B).using("1").forMax(SHORT);
        });
        tell(actor, self -> {
            throw new Puppet.Crash();
        });
        tellAll(actor, "after");
        stage.await(() -> journal.has("after in A with 0"));
        stage.finish();
        List<String> lines = journal.lines();
        assertEquals("Shutdown[]", lines.get(lines.size() - 2).substring(0, 10), journal::toString);
        assertEquals("after in A with 0", lines.get(lines.size() - 1), journal::toString);
    }

    @Staged
    @DisplayName(
            "S05 FSM: an event whose handling failed leaves a resumed machine where it was, and its time-out goes on")
    void resume_afterAFailure_staysWithItsTimeout(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef actor = supervised(stage, Directive.RESUME, machine(journal, self -> {
            three(self);
            self.when(Is.B, SHORT, self.matchEvent(Integer.class, (any, data) -> self.stay()));
            self.onTransition(self.matchState(Is.B, Is.A, () -> {
                throw new Puppet.Crash();
            }));
        }));
        tellAll(actor, Is.B, Is.A);
        stage.await(() -> journal.has("B->C"));
        stage.finish();
        assertEquals("timeout in B", journal.lines().get(journal.size() - 2));
    }

    @Staged
    @DisplayName(
            "FSM: what is wrong with a machine is said: no first state, no such state, a handler that leads nowhere, nextStateData out of place")
    void mistakes_areNamed(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef empty = supervised(stage, Directive.STOP, machine(journal, self -> {}));
        tellAll(empty, "anything");
        ActorRef actor = supervised(stage, Directive.RESUME, machine(journal, self -> {
            self.startWith(Is.A, "0");
            self.when(Is.A, self.matchEvent(Integer.class, (any, data) -> nowhere()));
        }));
        tell(actor, self -> self.goTo(Is.C).replying("never"));
        tellAll(actor, 1);
        tell(actor, self -> {
            assertThrows(IllegalStateException.class, self::nextStateData);
            self.write("done");
            return self.stay();
        });
        stage.await(() -> journal.has("done"));
        stage.await(() -> stage.hasLogged("call startWith() first"));
        assertTrue(stage.hasLogged("from=A to=C states=[A]; say with when() what it does there"));
        assertTrue(stage.hasLogged("event leads nowhere"));
    }

    @SuppressWarnings("NullAway") // the mistake that the machine is to name
    private static FSM.State<Is, String> nowhere() {
        return null;
    }

    @Staged
    @DisplayName("W04 FSM: a machine that watches and has no case for the end fails with DeathPactException")
    void terminated_noCase_isADeathPact(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef watched = stage.actorOf(Puppet.of(journal, "w"));
        ActorRef actor = supervised(stage, Directive.STOP, machine(journal, FSMSpec::three));
        tell(actor, self -> {
            self.getContext().watch(watched);
            return self.goTo(Is.B);
        });
        stage.await(journal, 1);
        stage.system().stop(watched);
        stage.await(() -> journal.has("Shutdown[] B 0"));
        stage.await(() -> stage.hasLogged("DeathPactException"));
    }

    @Staged
    @DisplayName(
            "FSM: the logging machine remembers its last events with the state and the data they met, oldest first")
    void loggingMachine_events_theLastAreRemembered(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Props.create(Remembering.class, () -> new Remembering(journal)));
        tellAll(actor, 1, 2, 3, "tell");
        stage.expect(journal, "B 2 2", "A 4 3", "B 7 tell");
    }

    /** Counts between two states, and remembers three events. */
    private static final class Remembering extends AbstractLoggingFSM<Is, Integer> {

        Remembering(Journal journal) {
            startWith(Is.A, 1);
            when(Is.A, matchEvent(Integer.class, (number, data) -> goTo(Is.B).using(data + number)));
            when(Is.B, matchEvent(Integer.class, (number, data) -> goTo(Is.A).using(data + number)));
            whenUnhandled(matchAnyEvent((event, data) -> {
                getLog().forEach(past -> journal.add(past.stateName() + " " + past.stateData() + " " + past.event()));
                return stay();
            }));
            initialize();
        }

        @Override
        public int logDepth() {
            return 3;
        }
    }

    private static ActorRef supervised(Stage stage, Directive directive, Props props) {
        AtomicReference<ActorRef> child = new AtomicReference<>();
        stage.actorOf(Puppet.role(new Journal(), "parent")
                .strategy(new OneForOneStrategy(cause -> directive))
                .preStart(self -> child.set(self.getContext().actorOf(props)))
                .props());
        stage.await(() -> child.get() != null);
        return child.get();
    }
}
