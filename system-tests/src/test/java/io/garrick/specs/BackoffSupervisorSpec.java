package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.pattern.BackoffOnFailureOptions;
import io.garrick.pattern.BackoffOnStopOptions;
import io.garrick.pattern.BackoffOpts;
import io.garrick.pattern.BackoffSupervisor;
import io.garrick.pattern.Patterns;
import io.garrick.supervision.DeciderBuilder;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;

class BackoffSupervisorSpec {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration MIN = Duration.ofMillis(50);
    private static final Duration MAX = Duration.ofMillis(150);

    private static final Puppet.Do STOP = self -> self.getContext().stop(self.self());

    private static BackoffOnFailureOptions onFailure(Puppet.Role role) {
        return BackoffOpts.onFailure(role.props(), "child", MIN, MAX, 0).withManualReset();
    }

    private static BackoffOnStopOptions onStop(Puppet.Role role) {
        return BackoffOpts.onStop(role.props(), "child", MIN, MAX, 0).withManualReset();
    }

    private static Object ask(Stage stage, ActorRef supervisor, Object question) {
        CompletableFuture<Object> answer =
                Patterns.ask(supervisor, question, LONG).toCompletableFuture();
        stage.await(answer::isDone);
        return answer.join();
    }

    private static Optional<ActorRef> child(Stage stage, ActorRef supervisor) {
        return ((BackoffSupervisor.CurrentChild) ask(stage, supervisor, BackoffSupervisor.getCurrentChild())).getRef();
    }

    private static int restarts(Stage stage, ActorRef supervisor) {
        return ((BackoffSupervisor.RestartCount) ask(stage, supervisor, BackoffSupervisor.getRestartCount())).count();
    }

    /** Creates a supervisor, and a parent that writes down what it is told, and the supervisor's end. */
    private static ActorRef supervisor(Stage stage, Journal journal, Props props) {
        ActorRef[] supervisor = new ActorRef[1];
        stage.actorOf(
                Puppet.role(journal, "parent")
                        .quiet()
                        .preStart(self -> {
                            supervisor[0] = self.getContext().actorOf(props, "supervisor");
                            self.getContext().watchWith(supervisor[0], "supervisor has ended");
                        })
                        .props(),
                "parent");
        stage.settle();
        return supervisor[0];
    }

    /** When the instances of a role were made, for the pauses between. */
    private static Puppet.Role timed(Stage stage, Journal journal, List<Long> times) {
        return Puppet.role(journal, "c").quiet().constructor(self -> times.add(stage.nanoTime()));
    }

    @Staged
    @DisplayName(
            "onFailure: a child that fails is stopped and comes back after the delay, as another actor of the same path")
    void onFailure_childFails_comesBackAfterTheDelay(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef supervisor = supervisor(stage, journal, BackoffSupervisor.props(onFailure(Puppet.role(journal, "c"))));
        stage.expect(journal, "c constructor 1", "c preStart 1");
        ActorRef first = child(stage, supervisor).orElseThrow();
        long failedNanos = stage.nanoTime();
        crash(supervisor);
        stage.await(() -> journal.has("c preStart 2"));
        assertTrue(stage.nanoTime() - failedNanos >= MIN.toNanos());
        stage.expect(journal, "c constructor 1", "c preStart 1", "c postStop 1", "c constructor 2", "c preStart 2");
        ActorRef second = child(stage, supervisor).orElseThrow();
        assertEquals(first.path(), second.path());
        assertNotEquals(first, second);
        assertEquals(1, restarts(stage, supervisor));
        supervisor.tell("hello", ActorRef.noSender());
        stage.await(() -> journal.has("c hello"));
    }

    @Staged
    @DisplayName("The delay doubles from min to max while the child does not last")
    void delay_childDoesNotLast_doubles(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        ActorRef supervisor = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(onFailure(timed(stage, journal, times).preStart(self -> {
                    if (self.generation < 5) {
                        self.self()
                                .tell(
                                        (Puppet.Do) failing -> {
                                            throw new Puppet.Crash();
                                        },
                                        ActorRef.noSender());
                    }
                }))));
        stage.await(() -> times.size() == 5);
        assertEquals(4, restarts(stage, supervisor));
        int[] least = {50, 100, 150, 150};
        for (int i = 0; i < least.length; i++) {
            long pause = (times.get(i + 1) - times.get(i)) / 1_000_000;
            int at = i;
            // A rehearsal delays work for at most 100 ms after a timer, here twice; threads for as long as the machine
            // likes.
            assertTrue(
                    pause >= least[i] && (!stage.isRehearsal() || pause < least[i] + 250),
                    () -> "pause " + at + " of " + pause + " ms");
        }
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("The delay has a random part, from the system's randomness")
    void delay_randomFactor_addsUpToItsPart(Stage stage) {
        Journal journal = new Journal();
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        Props props = BackoffSupervisor.props(
                BackoffOpts.onStop(timed(stage, journal, times).props(), "child", LONG, LONG, 1)
                        .withManualReset());
        ActorRef supervisor = supervisor(stage, journal, props);
        for (int i = 0; i < 10; i++) {
            int made = i + 1;
            stage.await(() -> times.size() == made);
            tell(supervisor, STOP);
        }
        stage.await(() -> times.size() == 11);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pauses.add((times.get(i + 1) - times.get(i)) / 1_000_000_000);
        }
        assertTrue(pauses.stream().allMatch(pause -> pause >= 60 && pause <= 121), pauses::toString);
        assertTrue(pauses.stream().distinct().count() > 4, pauses::toString);
    }

    @Staged
    @DisplayName("onFailure: a child that stops, or is stopped by the strategy, takes the supervisor with it")
    void onFailure_childStops_supervisorStops(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef stopped = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(onFailure(Puppet.role(journal, "c").quiet())));
        tell(stopped, STOP);
        stage.expect(journal, "parent supervisor has ended");

        ActorRef killed = stage.actorOf(
                BackoffSupervisor.props(onFailure(Puppet.role(journal, "k").quiet())
                        .withSupervisorStrategy(new OneForOneStrategy(cause -> SupervisorStrategy.stop()))));
        crash(killed);
        assertStops(stage, killed);
    }

    private static void assertStops(Stage stage, ActorRef actor) {
        CompletableFuture<Boolean> end =
                Patterns.gracefulStop(actor, LONG, "ends by itself").toCompletableFuture();
        stage.await(end::isDone);
        assertTrue(end.join());
        assertTrue(stage.deadLetters().size() <= 1);
    }

    @Staged
    @DisplayName("onFailure: what the strategy resumes goes on; what it escalates fails the supervisor")
    void onFailure_resumeAndEscalate_areAsAnywhere(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef supervisor = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(onFailure(Puppet.role(journal, "c"))
                        .withSupervisorStrategy(new OneForOneStrategy(
                                DeciderBuilder.match(Puppet.Crash.class, e -> SupervisorStrategy.resume())
                                        .matchAny(e -> SupervisorStrategy.escalate())
                                        .build()))));
        crash(supervisor);
        supervisor.tell("still the first", ActorRef.noSender());
        stage.expect(journal, "c constructor 1", "c preStart 1", "c still the first");
        tell(supervisor, self -> {
            throw new IllegalStateException("escalates");
        });
        stage.expect(
                journal,
                "c constructor 1",
                "c preStart 1",
                "c still the first",
                "c postStop 1",
                "c constructor 2",
                "c preStart 2");
        assertEquals(0, restarts(stage, supervisor));
    }

    @Staged
    @DisplayName("onStop: a child that stops comes back after the delay; one that fails is restarted at once")
    void onStop_childStopsOrFails_comesBackOrIsRestarted(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef supervisor = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(onStop(Puppet.role(journal, "c").quiet())));
        ActorRef first = child(stage, supervisor).orElseThrow();
        crash(supervisor);
        assertSame(first, child(stage, supervisor).orElseThrow());
        assertEquals(0, restarts(stage, supervisor));
        tell(supervisor, self -> self.write("generation " + self.generation));
        stage.expect(journal, "c generation 2");
        long stoppedNanos = stage.nanoTime();
        tell(supervisor, STOP);
        stage.await(() -> restarts(stage, supervisor) == 1);
        stage.await(() -> child(stage, supervisor).isPresent());
        assertTrue(stage.nanoTime() - stoppedNanos >= MIN.toNanos());
        assertNotEquals(first, child(stage, supervisor).orElseThrow());
    }

    @Staged
    @DisplayName("onStop with the stopping strategy: a child that fails comes back after the delay too")
    void onStop_stoppingStrategy_failureIsAStop(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef supervisor = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(onStop(Puppet.role(journal, "c")).withDefaultStoppingStrategy()));
        crash(supervisor);
        stage.await(journal, 5);
        stage.expect(journal, "c constructor 1", "c preStart 1", "c postStop 1", "c constructor 2", "c preStart 2");
        assertEquals(1, restarts(stage, supervisor));
    }

    @Staged
    @DisplayName(
            "Q03 While there is no child, a message is a dead letter RESTARTED, with its sender and the supervisor")
    void message_noChild_isADeadLetter(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef supervisor =
                absent(stage, journal, slow(Puppet.role(journal, "c").quiet()));
        ActorRef sender = stage.actorOf(Puppet.of(journal, "s"));
        supervisor.tell("lost", sender);
        stage.await(() -> !stage.deadLetters().isEmpty());
        assertEquals(
                List.of(new DeadLetter("lost", sender, supervisor, DeadLetter.Reason.RESTARTED)), stage.deadLetters());
    }

    /** A supervisor whose child has failed and comes back in a minute. */
    private static ActorRef absent(Stage stage, Journal journal, BackoffOnFailureOptions options) {
        ActorRef supervisor = supervisor(stage, journal, BackoffSupervisor.props(options));
        crash(supervisor);
        stage.await(() -> restarts(stage, supervisor) == 1);
        return supervisor;
    }

    private static BackoffOnFailureOptions slow(Puppet.Role role) {
        return BackoffOpts.onFailure(role.props(), "child", LONG, LONG, 0).withManualReset();
    }

    @Staged
    @DisplayName("While there is no child, messages are answered or handed to somebody, where the program says so")
    void message_noChild_isAnsweredOrHandedOn(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef sender = stage.actorOf(Puppet.of(journal, "s"));
        ActorRef handler = stage.actorOf(Puppet.of(journal, "h"));
        BackoffOnFailureOptions options = slow(Puppet.role(journal, "c").quiet());
        ActorRef answering = absent(stage, journal, options.withReplyWhileStopped("come back later"));
        assertEquals(Optional.empty(), child(stage, answering));
        answering.tell("question", sender);
        stage.expect(journal, "s come back later");
        ActorRef handing = stage.actorOf(BackoffSupervisor.props(
                options.withReplyWhileStopped("not any more").withHandlerWhileStopped(handler)));
        crash(handing);
        stage.await(() -> restarts(stage, handing) == 1);
        handing.tell("question", sender);
        stage.expect(journal, "s come back later", "h question");
        tell(handing, self -> self.write("from " + self.sender().path().name()));
        stage.await(() -> journal.has("h from deadLetters"));
    }

    @Staged
    @DisplayName(
            "From the decision on there is no child, though it has not ended yet; what it says at its end goes to the parent")
    void message_childIsEnding_isAnsweredAndItsOwnGoesOn(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef sender = stage.actorOf(Puppet.of(journal, "s"));
        ActorRef[] supervisor = new ActorRef[1];
        Puppet.Role role = Puppet.role(journal, "c")
                .quiet()
                .postStop(self -> self.getContext().getParent().tell("bye", self.self()));
        supervisor[0] = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(slow(role)
                        .withReplyWhileStopped("come back later")
                        .withSupervisorStrategy(new OneForOneStrategy(cause -> {
                            supervisor[0].tell("question", sender);
                            return SupervisorStrategy.restart();
                        }))));
        crash(supervisor[0]);
        stage.await(journal, 2);
        assertEquals(
                List.of("parent bye", "s come back later"),
                journal.lines().stream().sorted().toList());
    }

    @Staged
    @DisplayName(
            "What the child tells the supervisor goes to the parent; what others tell it goes to the child with its sender")
    void messages_ofTheChildAndOfOthers_goOn(Stage stage) {
        Journal journal = new Journal();
        ActorRef sender = stage.actorOf(Puppet.of(journal, "s"));
        ActorRef supervisor = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(onFailure(Puppet.role(journal, "c").quiet())));
        supervisor.tell((Puppet.Do) self -> self.sender().tell("answer", self.self()), sender);
        stage.expect(journal, "s answer");
        tell(
                supervisor,
                self -> self.getContext()
                        .getParent()
                        .tell(
                                (Puppet.Do) parent -> parent.write(
                                        "told by " + parent.sender().path().name()),
                                self.self()));
        stage.expect(journal, "s answer", "parent told by supervisor");
    }

    @Staged
    @DisplayName("After so many restarts the next end of the child is the supervisor's, and it says so")
    void restarts_asManyAsMay_thenStops(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Puppet.Role role = Puppet.role(journal, "c").quiet().preStart(self -> {
            self.write("started");
            self.self()
                    .tell(
                            (Puppet.Do) failing -> {
                                throw new Puppet.Crash();
                            },
                            ActorRef.noSender());
        });
        supervisor(stage, journal, BackoffSupervisor.props(onFailure(role).withMaxNrOfRetries(2)));
        stage.await(() -> journal.has("parent supervisor has ended"));
        assertEquals(3, journal.count("c started"));
        assertTrue(
                stage.warnings().toString().contains("its child has been started again too often: restarts=2"),
                () -> stage.warnings().toString());
    }

    @Staged
    @DisplayName(
            "The count begins anew by the child's order, or when the child has lasted, or when the strategy's window is over")
    void restarts_reset_beginAnew(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Puppet.Role role = Puppet.role(journal, "c").quiet();
        ActorRef manual = supervisor(stage, journal, BackoffSupervisor.props(onFailure(role)));
        crash(manual);
        stage.await(() -> restarts(stage, manual) == 1 && child(stage, manual).isPresent());
        stage.pass(MAX.multipliedBy(2));
        assertEquals(1, restarts(stage, manual));
        tell(manual, self -> self.getContext().getParent().tell(BackoffSupervisor.reset(), self.self()));
        stage.await(() -> restarts(stage, manual) == 0);

        ActorRef lasting = stage.actorOf(BackoffSupervisor.props(onFailure(role).withAutoReset(MAX)));
        crash(lasting);
        stage.await(() -> restarts(stage, lasting) == 1);
        stage.await(() -> child(stage, lasting).isPresent());
        stage.await(() -> restarts(stage, lasting) == 0);
        assertTrue(child(stage, lasting).isPresent());

        ActorRef windowed = stage.actorOf(BackoffSupervisor.props(onFailure(role)
                .withSupervisorStrategy(
                        new OneForOneStrategy(1, MIN.multipliedBy(4), SupervisorStrategy.defaultDecider()))));
        crash(windowed);
        stage.await(() -> restarts(stage, windowed) == 1);
        stage.await(() -> restarts(stage, windowed) == 0);
        stage.settle();
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "A child that does not last as long as the reset takes does not reset the count; a foreign order is unhandled")
    void restarts_childDoesNotLast_areKept(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Puppet.Role role = Puppet.role(journal, "c").quiet();
        ActorRef supervisor = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(BackoffOpts.onFailure(role.props(), "child", MIN, LONG, 0)
                        .withAutoReset(LONG)));
        for (int i = 0; i < 3; i++) {
            stage.await(() -> child(stage, supervisor).isPresent());
            stage.pass(LONG.minusMillis(500));
            crash(supervisor);
            stage.settle();
        }
        assertEquals(3, restarts(stage, supervisor));
        supervisor.tell(BackoffSupervisor.reset(), ActorRef.noSender());
        assertEquals(3, restarts(stage, supervisor));
        assertEquals(1, stage.warnings().size(), () -> stage.warnings().toString());
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName("The time that a child has to last is not over while it is not there")
    void restarts_resetIsDueWhileThereIsNoChild_areKept(Stage stage) {
        Journal journal = new Journal();
        ActorRef supervisor = supervisor(
                stage,
                journal,
                BackoffSupervisor.props(
                        BackoffOpts.onStop(Puppet.of(journal, "c"), "child", LONG, LONG.multipliedBy(2), 0)));
        stage.pass(LONG.minusMillis(500));
        tell(supervisor, STOP);
        stage.pass(LONG.dividedBy(2));
        assertEquals(1, restarts(stage, supervisor));
        assertEquals(Optional.empty(), child(stage, supervisor));
    }

    @Staged
    @DisplayName(
            "onStop: after a final message the end of the child is the supervisor's; without a child it stops at once")
    void finalStopMessage_told_endsTheSupervisor(Stage stage) {
        Journal journal = new Journal();
        Puppet.Role role = Puppet.role(journal, "c").quiet();
        ActorRef running =
                supervisor(stage, journal, BackoffSupervisor.props(onStop(role).withFinalStopMessage("final"::equals)));
        running.tell("final", ActorRef.noSender());
        stage.expect(journal, "c final");
        tell(running, STOP);
        stage.expect(journal, "c final", "parent supervisor has ended");

        ActorRef waiting = stage.actorOf(BackoffSupervisor.props(
                BackoffOpts.onStop(role.props(), "child", LONG, LONG, 0).withFinalStopMessage("final"::equals)));
        tell(waiting, STOP);
        stage.await(() -> restarts(stage, waiting) == 1);
        CompletableFuture<Boolean> end =
                Patterns.gracefulStop(waiting, LONG, "final").toCompletableFuture();
        stage.await(end::isDone);
        assertTrue(end.join());
    }

    @Staged
    @DisplayName("The supervisor's end is the child's, and ends the wait for the next one")
    void supervisor_stops_childTooOrNone(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef supervisor = supervisor(stage, journal, BackoffSupervisor.props(onFailure(Puppet.role(journal, "c"))));
        supervisor.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.expect(journal, "c constructor 1", "c preStart 1", "c postStop 1", "parent supervisor has ended");
        Journal none = new Journal();
        ActorRef waiting = stage.actorOf(BackoffSupervisor.props(onFailure(Puppet.role(none, "n"))));
        crash(waiting);
        stage.await(() -> none.has("n postStop 1"));
        CompletableFuture<Boolean> end = Patterns.gracefulStop(waiting, LONG).toCompletableFuture();
        stage.await(end::isDone);
        int made = none.size();
        stage.pass(MAX.multipliedBy(2));
        assertEquals(made, none.size(), none::toString);
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Numbers out of their range are refused when the options are made")
    void options_wrongNumbers_areRefused(Stage stage) {
        Props child = Puppet.of(new Journal(), "c");
        assertThrows(
                IllegalArgumentException.class, () -> BackoffOpts.onFailure(child, "child", Duration.ZERO, MAX, 0));
        assertThrows(IllegalArgumentException.class, () -> BackoffOpts.onStop(child, "child", MAX, MIN, 0));
        assertThrows(IllegalArgumentException.class, () -> BackoffOpts.onStop(child, "child", MIN, MAX, 1.5));
        for (Duration wrong : List.of(MIN.minusMillis(1), MAX.plusMillis(1))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> BackoffOpts.onStop(child, "child", MIN, MAX, 0).withAutoReset(wrong));
        }
    }
}
