package io.garrick.specs;

import static io.garrick.actor.CoordinatedShutdown.PhaseActorSystemTerminate;
import static io.garrick.actor.CoordinatedShutdown.PhaseBeforeActorSystemTerminate;
import static io.garrick.actor.CoordinatedShutdown.PhaseBeforeServiceUnbind;
import static io.garrick.actor.CoordinatedShutdown.PhaseClusterLeave;
import static io.garrick.actor.CoordinatedShutdown.PhaseServiceRequestsDone;
import static io.garrick.actor.CoordinatedShutdown.PhaseServiceStop;
import static io.garrick.actor.CoordinatedShutdown.PhaseServiceUnbind;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Cancellable;
import io.garrick.actor.CoordinatedShutdown;
import io.garrick.actor.CoordinatedShutdown.Reason;
import io.garrick.actor.CoordinatedShutdownSettings;
import io.garrick.actor.CoordinatedShutdownSettings.Phase;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Done;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.Directive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;

class ShutdownSpec {

    private static final Duration SOON = Duration.ofMillis(200);
    private static final Reason REASON = new Reason() {};

    private static CompletionStage<Done> done() {
        return CompletableFuture.completedStage(Done.getInstance());
    }

    /** A task that is done at once. */
    private static Supplier<CompletionStage<Done>> writes(Journal journal, String line) {
        return () -> {
            journal.add(line);
            return done();
        };
    }

    private static Supplier<CompletionStage<Done>> hangs() {
        return CompletableFuture::new;
    }

    /** A task that is done when an actor has answered, in a message of its own. */
    private static Supplier<CompletionStage<Done>> asks(ActorRef actor, Journal journal, String line) {
        return () -> {
            CompletableFuture<Done> answer = new CompletableFuture<>();
            tell(actor, self -> {
                journal.add(line);
                answer.complete(Done.getInstance());
            });
            return answer;
        };
    }

    private static void change(Stage stage, UnaryOperator<CoordinatedShutdownSettings> change) {
        stage.settings(
                settings -> settings.withCoordinatedShutdown(change.apply(CoordinatedShutdownSettings.defaults())));
    }

    private static UnaryOperator<CoordinatedShutdownSettings> phase(String name, UnaryOperator<Phase> change) {
        return settings ->
                settings.withPhase(name, change.apply(settings.phases().getOrDefault(name, Phase.after())));
    }

    private static boolean isOver(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    private static void awaitEnd(Stage stage) {
        stage.await(() -> isOver(stage.system().whenTerminated()));
    }

    @Staged
    @DisplayName(
            "M14 behaviour 22: The phases run in their order, each task once, whoever shuts down how often, and the actors stop after them")
    void phases_runByEveryone_inOrderAndOnce(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .postStop(self -> self.write("stops"))
                .props());
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addTask(PhaseActorSystemTerminate(), "last", () -> done());
        shutdown.addTask(PhaseServiceStop(), "stop", asks(actor, journal, "stop"));
        shutdown.addTask(PhaseBeforeServiceUnbind(), "first", asks(actor, journal, "first"));
        shutdown.addTask(PhaseBeforeActorSystemTerminate(), "before", asks(actor, journal, "before"));
        shutdown.addTask(PhaseServiceUnbind(), "unbind", asks(actor, journal, "unbind"));
        shutdown.addTask(PhaseClusterLeave(), "leave", asks(actor, journal, "leave"));
        shutdown.addTask(PhaseServiceRequestsDone(), "requests", asks(actor, journal, "requests"));
        assertEquals(Optional.empty(), shutdown.getShutdownReason());
        CompletionStage<Done> run = shutdown.run(REASON);
        stage.system().terminate();
        assertEquals(Optional.of(REASON), shutdown.getShutdownReason());
        stage.await(() -> isOver(run));
        stage.system().terminate();
        shutdown.runAll();
        awaitEnd(stage);
        assertEquals(Optional.of(REASON), shutdown.getShutdownReason());
        assertEquals(List.of("first", "unbind", "requests", "stop", "leave", "before", "a stops"), journal.lines());
    }

    @Staged
    @DisplayName(
            "M14 behaviour 22: Phases of the program's own run after what they depend on, and before the actors stop")
    void phases_ofTheProgram_runAfterWhatTheyDependOn(Stage stage) {
        change(
                stage,
                settings -> settings.withPhase("z", Phase.after())
                        .withPhase("a", Phase.after("z"))
                        .withPhase("m", Phase.after("a", PhaseServiceStop()))
                        .withPhase(PhaseClusterLeave(), Phase.after("m")));
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        List<String> names = List.of(PhaseClusterLeave(), "m", "a", PhaseServiceStop(), "z");
        names.forEach(name -> shutdown.addTask(name, "task", writes(journal, name)));
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(names.size(), journal.size());
        List<String> order = journal.lines();
        assertTrue(order.indexOf("z") < order.indexOf("a") && order.indexOf("a") < order.indexOf("m"), order::toString);
        assertTrue(order.indexOf(PhaseServiceStop()) < order.indexOf("m"), order::toString);
        assertEquals(PhaseClusterLeave(), order.get(order.size() - 1));
    }

    @Staged
    @DisplayName(
            "M14 behaviour 22: The tasks of a phase run at the same time, and the next phase waits for all of them")
    void tasks_ofOnePhase_runTogether(Stage stage) {
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        CompletableFuture<Done> one = new CompletableFuture<>();
        CompletableFuture<Done> two = new CompletableFuture<>();
        CompletableFuture<Done> slow = new CompletableFuture<>();
        shutdown.addTask(PhaseServiceStop(), "slow", () -> slow);
        shutdown.addTask(PhaseServiceStop(), "one", () -> {
            one.complete(Done.getInstance());
            return two;
        });
        shutdown.addTask(PhaseServiceStop(), "two", () -> {
            two.complete(Done.getInstance());
            return one;
        });
        shutdown.addTask(PhaseClusterLeave(), "next", writes(journal, "next"));
        CompletionStage<Done> run = shutdown.run(REASON);
        stage.await(() -> one.isDone() && two.isDone());
        stage.settle();
        assertEquals(List.of(), journal.lines());
        slow.complete(Done.getInstance());
        stage.await(() -> isOver(run));
        assertEquals(List.of("next"), journal.lines());
        assertEquals(List.of(), stage.warnings());
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("M14 A task that blocks holds up neither the others of its phase nor an actor")
    void task_blocks_othersGoOn(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        CountDownLatch open = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            shutdown.addTask(PhaseServiceStop(), "blocks", () -> {
                awaitUninterrupted(open);
                return done();
            });
        }
        shutdown.addTask(PhaseServiceStop(), "opens", () -> {
            tell(actor, self -> open.countDown());
            return done();
        });
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(0, open.getCount());
        assertEquals(List.of(), stage.warnings());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the system interrupts what it waits for", e);
        }
    }

    @Staged
    @DisplayName("M14 behaviour 22: A task that is not done in time is named in the log, and the next phase follows")
    void task_hangs_isNamedAndTheNextPhaseFollows(Stage stage) {
        change(stage, phase(PhaseServiceStop(), phase -> phase.withTimeout(SOON)));
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        long begin = stage.nanoTime();
        long[] next = new long[1];
        shutdown.addTask(PhaseServiceStop(), "hanging one", hangs());
        shutdown.addTask(PhaseServiceStop(), "quick one", writes(journal, "quick"));
        shutdown.addTask(PhaseClusterLeave(), "next", () -> {
            next[0] = stage.nanoTime();
            return writes(journal, "next").get();
        });
        CompletionStage<Done> run = shutdown.run(REASON);
        stage.await(() -> isOver(run));
        assertEquals(List.of("quick", "next"), journal.lines());
        long waited = next[0] - begin;
        assertTrue(waited >= SOON.toNanos(), () -> "waited=" + waited);
        if (stage.isRehearsal()) {
            assertTrue(waited <= SOON.multipliedBy(2).toNanos(), () -> "waited=" + waited);
        }
        assertEquals(1, stage.warnings().size(), stage.warnings()::toString);
        assertEquals(
                "shutdown phase was not over in time: phase=service-stop timeout=PT0.2S tasks=[hanging one] recover=on",
                stage.warnings().get(0));
        awaitEnd(stage);
    }

    @Staged
    @DisplayName(
            "M14 behaviour 22: A phase that does not recover fails the run when it is not over in time; terminate() stops the actors all the same")
    void phase_doesNotRecover_failsTheRun(Stage stage) {
        change(stage, phase(PhaseServiceStop(), phase -> phase.withTimeout(SOON).withRecover(false)));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addTask(PhaseServiceStop(), "hanging one", hangs());
        shutdown.addTask(PhaseClusterLeave(), "next", writes(journal, "next"));
        CompletableFuture<Done> run = shutdown.run(REASON).toCompletableFuture();
        stage.await(run::isDone);
        Throwable failure = assertThrows(CompletionException.class, run::join).getCause();
        assertInstanceOf(TimeoutException.class, failure);
        assertTrue(failure.getMessage().contains("phase=service-stop")
                && failure.getMessage().contains("[hanging one]"));
        tell(actor, self -> self.write("lives"));
        stage.expect(journal, "a lives");
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(List.of("a lives"), journal.lines());
    }

    @Staged
    @DisplayName(
            "M14 A task that throws, and one that fails, are logged with phase and name, and the next phase follows")
    void task_fails_isLoggedAndTheNextPhaseFollows(Stage stage) {
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addTask(PhaseServiceUnbind(), "throws", () -> {
            throw new IllegalStateException("thrown");
        });
        shutdown.addTask(
                PhaseServiceStop(), "fails", () -> CompletableFuture.failedStage(new IllegalStateException("failed")));
        shutdown.addTask(PhaseClusterLeave(), "next", writes(journal, "next"));
        CompletionStage<Done> run = shutdown.run(REASON);
        stage.await(() -> isOver(run));
        assertEquals(Done.getInstance(), run.toCompletableFuture().join());
        assertEquals(List.of("next"), journal.lines());
        List<String> errors = stage.errors();
        assertEquals(2, errors.size(), errors::toString);
        assertTrue(
                errors.get(0).startsWith("shutdown task failed: phase=service-unbind task=throws"), errors::toString);
        assertTrue(errors.get(1).startsWith("shutdown task failed: phase=service-stop task=fails"), errors::toString);
        assertTrue(errors.get(0).contains("thrown") && errors.get(1).contains("failed"), errors::toString);
        awaitEnd(stage);
    }

    @Staged
    @DisplayName("M14 A task that fails in a phase that does not recover is the failure of the run")
    void task_failsWithoutRecovery_isTheFailureOfTheRun(Stage stage) {
        change(stage, phase(PhaseServiceStop(), phase -> phase.withRecover(false)));
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        IllegalStateException cause = new IllegalStateException("failed");
        shutdown.addTask(PhaseServiceStop(), "fails", () -> CompletableFuture.failedStage(cause));
        shutdown.addTask(PhaseClusterLeave(), "next", writes(journal, "next"));
        stage.system().terminate();
        awaitEnd(stage);
        CompletableFuture<Done> run = shutdown.runAll().toCompletableFuture();
        assertEquals(cause, assertThrows(CompletionException.class, run::join).getCause());
        assertEquals(List.of(), journal.lines());
        assertEquals(1, stage.errors().size());
    }

    @Staged
    @DisplayName("M14 Tasks of earlier phases create actors and tell them; from the last phase on creation is refused")
    void tasks_beforeTheLastPhase_createActors(Stage stage) {
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addTask(PhaseBeforeActorSystemTerminate(), "creates", () -> {
            ActorRef late = stage.system().actorOf(Puppet.of(journal, "late"));
            return asks(late, journal, "handled").get();
        });
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(List.of("handled"), journal.lines());
        assertThrows(IllegalStateException.class, () -> stage.system().actorOf(Puppet.of(journal, "x")));
    }

    @Staged
    @DisplayName("M14 A task that was cancelled is not run; cancelling helps once, and until its phase begins")
    void task_cancelled_isNotRun(Stage stage) {
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        Cancellable gone = shutdown.addCancellableTask(PhaseServiceStop(), "gone", writes(journal, "gone"));
        Cancellable stays = shutdown.addCancellableTask(PhaseServiceStop(), "stays", writes(journal, "stays"));
        assertTrue(gone.cancel());
        assertFalse(gone.cancel());
        assertTrue(gone.isCancelled());
        stage.system().terminate();
        awaitEnd(stage);
        assertFalse(stays.cancel());
        assertFalse(stays.isCancelled());
        assertEquals(List.of("stays"), journal.lines());
    }

    @Staged
    @DisplayName("M14 A task for a phase that has begun is not run, which the log says")
    void task_addedTooLate_isNotRunAndLogged(Stage stage) {
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addTask(PhaseServiceStop(), "adds", () -> {
            shutdown.addTask(PhaseServiceStop(), "too late", writes(journal, "too late"));
            shutdown.addTask(PhaseClusterLeave(), "in time", writes(journal, "in time"));
            return done();
        });
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(List.of("in time"), journal.lines());
        assertEquals(
                List.of("shutdown task was added too late and is not run: phase=service-stop task=too late"),
                stage.warnings());
    }

    @Staged
    @DisplayName(
            "M14 An actor's termination is a task: it is told to stop when the phase begins, and its end ends the task")
    void actorTerminationTask_actorStops_endsTheTask(Stage stage) {
        Journal journal = new Journal();
        ActorRef told = stage.actorOf(Puppet.role(journal, "told")
                .quiet()
                .postStop(self -> self.write("stops"))
                .props());
        ActorRef gone = stage.actorOf(Puppet.of(journal, "gone"));
        stage.system().stop(gone);
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addActorTerminationTask(PhaseServiceStop(), "told", told, Optional.of(PoisonPill.getInstance()));
        shutdown.addActorTerminationTask(PhaseServiceStop(), "gone", gone, Optional.empty());
        shutdown.addTask(PhaseServiceUnbind(), "before", writes(journal, "before"));
        shutdown.addTask(PhaseClusterLeave(), "next", writes(journal, "next"));
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(List.of("before", "told stops", "next"), journal.lines());
        assertEquals(List.of(), stage.warnings());
    }

    @Staged
    @DisplayName("M14 A run from a phase on leaves out those before it; a disabled phase is left out too")
    void run_fromAPhase_leavesOutThoseBefore(Stage stage) {
        change(stage, phase(PhaseClusterLeave(), phase -> phase.withEnabled(false)));
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        List.of(PhaseServiceUnbind(), PhaseServiceStop(), PhaseClusterLeave(), PhaseBeforeActorSystemTerminate())
                .forEach(name -> shutdown.addTask(name, "task", writes(journal, name)));
        assertThrows(IllegalArgumentException.class, () -> shutdown.run(REASON, Optional.of("no such phase")));
        CompletionStage<Done> run = shutdown.run(REASON, Optional.of(PhaseServiceStop()));
        stage.await(() -> isOver(run));
        assertEquals(List.of(PhaseServiceStop(), PhaseBeforeActorSystemTerminate()), journal.lines());
        awaitEnd(stage);
    }

    @Staged
    @DisplayName("M14 When /user has failed past its guardian the phases run too, before the system has ended")
    void phases_userHasFailed_runAllTheSame(Stage stage) {
        stage.settings(settings -> settings.withGuardianStrategy(Stage.always(Directive.ESCALATE)));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .postStop(self -> self.write("stops"))
                .props());
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        CompletableFuture<Done> slow = new CompletableFuture<>();
        shutdown.addTask(PhaseServiceUnbind(), "slow", () -> slow);
        shutdown.addTask(PhaseServiceStop(), "next", writes(journal, "next"));
        stage.system().registerOnTermination(() -> journal.add("terminated"));
        Puppet.crash(actor);
        stage.await(() -> journal.has("a stops"));
        stage.settle();
        assertEquals(List.of("a stops"), journal.lines());
        assertEquals(Optional.of(CoordinatedShutdown.actorSystemTerminateReason()), shutdown.getShutdownReason());
        slow.complete(Done.getInstance());
        awaitEnd(stage);
        assertEquals(List.of("a stops", "next", "terminated"), journal.lines());
        stage.errors();
    }

    @Staged
    @DisplayName(
            "M14 terminate() and close() of a system whose settings say so pass the phases over, and so does its end by itself")
    void terminate_notToRunThePhases_stopsTheActorsAtOnce(Stage stage) {
        change(stage, settings -> settings.withRunByActorSystemTerminate(false));
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addTask(PhaseServiceStop(), "task", writes(journal, "task"));
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(List.of(), journal.lines());
        assertEquals(Optional.empty(), shutdown.getShutdownReason());
    }

    @Staged
    @DisplayName("M14 A run that is not to stop the actors leaves them alive, until terminate() comes")
    void run_notToTerminate_leavesTheActors(Stage stage) {
        change(stage, settings -> settings.withTerminateActorSystem(false));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addTask(PhaseServiceStop(), "task", writes(journal, "task"));
        CompletionStage<Done> run = shutdown.run(REASON);
        stage.await(() -> isOver(run));
        actor.tell("lives", ActorRef.noSender());
        stage.expect(journal, "task", "a lives");
        stage.system().terminate();
        awaitEnd(stage);
    }

    @Staged
    @DisplayName("M14 terminate() in a task is one more that waits; close() there is refused")
    void terminate_inATask_doesNotBeginAnew(Stage stage) {
        Journal journal = new Journal();
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        shutdown.addTask(PhaseServiceStop(), "task", () -> {
            stage.system().terminate();
            journal.add(assertThrows(IllegalStateException.class, stage.system()::close)
                    .getMessage()
                    .contains("terminate()"));
            return done();
        });
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(List.of("true"), journal.lines());
    }

    @Staged
    @DisplayName(
            "M14 Without a task terminate() does what it always did, before it returns: no timer, no line in the log")
    void terminate_withoutTasks_addsNothing(Stage stage) {
        stage.settings(settings -> settings.withDefaultDispatcher( // its timer comes and goes with the workers
                settings.defaultDispatcher().withWatchdog(Duration.ZERO)));
        Journal journal = new Journal();
        stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .postStop(self -> self.write("stops"))
                .props());
        stage.settle();
        long timers = SystemServices.of(stage.system()).timers().pending();
        stage.system().terminate();
        long more = SystemServices.of(stage.system()).timers().pending();
        assertThrows(IllegalStateException.class, () -> stage.actorOf(Puppet.of(journal, "x")));
        assertTrue(more <= timers, () -> "timers=" + timers + " more=" + more);
        awaitEnd(stage);
        assertEquals(List.of("a stops"), journal.lines());
        assertFalse(stage.hasLogged("shutdown"));
        CompletableFuture<Done> run =
                CoordinatedShutdown.get(stage.system()).runAll().toCompletableFuture();
        stage.await(run::isDone);
        assertEquals(Done.getInstance(), run.join());
    }

    @Staged
    @DisplayName(
            "M14 Time-outs and reasons can be asked for; the whole is the sum of the phases that have something to do")
    void timeouts_asked_areThoseOfTheSettings(Stage stage) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(stage.system());
        assertEquals(Duration.ofSeconds(5), shutdown.timeout(PhaseServiceStop()));
        assertEquals(Duration.ofSeconds(10), shutdown.timeout(PhaseActorSystemTerminate()));
        assertEquals(Duration.ofSeconds(10), shutdown.totalTimeout());
        Cancellable task = shutdown.addCancellableTask(PhaseServiceStop(), "task", hangs());
        assertEquals(Duration.ofSeconds(15), shutdown.totalTimeout());
        task.cancel();
        assertEquals(Duration.ofSeconds(10), shutdown.totalTimeout());
        assertEquals(
                "phase=servicestop nearest=[service-stop",
                assertThrows(IllegalArgumentException.class, () -> shutdown.addTask("servicestop", "task", hangs()))
                        .getMessage()
                        .replaceAll(".*(phase=.*nearest=\\[[a-z-]*).*", "$1"));
        assertThrows(IllegalArgumentException.class, () -> shutdown.addTask(PhaseServiceStop(), "", hangs()));
    }

    @Staged
    @DisplayName(
            "M14 A task for requests that were accepted waits for them: what was told before it is handled before it is done")
    void drain_asATask_losesNothing(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        CoordinatedShutdown.get(stage.system())
                .addTask(PhaseServiceRequestsDone(), "drain", asks(actor, journal, "drained"));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            actor.tell(i, ActorRef.noSender());
            sent.add("a " + i);
        }
        sent.add("drained");
        stage.system().terminate();
        awaitEnd(stage);
        assertEquals(sent, journal.lines());
        assertEquals(List.<DeadLetter>of(), stage.deadLetters());
    }
}
