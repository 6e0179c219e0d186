package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Done;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.Status;
import io.garrick.pattern.AskTimeoutException;
import io.garrick.pattern.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

class PatternsSpec {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static Throwable failure(Stage stage, CompletableFuture<?> future) {
        stage.await(future::isDone);
        return assertThrows(CompletionException.class, future::join).getCause();
    }

    @Staged
    @DisplayName("A03 pipe delivers the value, with the sender, from the executor; null is Done")
    void pipe_stageCompletes_deliversTheValue(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        ActorRef sender = stage.actorOf(Puppet.of(journal, "s"));
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<Puppet.Do> question = new CompletableFuture<>();
        CompletableFuture<Void> nothing = new CompletableFuture<>();
        AtomicInteger executed = new AtomicInteger();
        CompletableFuture<String> piped = Patterns.pipe(later, task -> {
                    executed.incrementAndGet();
                    stage.system().dispatcher().execute(task);
                })
                .to(actor)
                .toCompletableFuture();
        Patterns.pipe(question, stage.system().dispatcher()).to(actor, sender);
        Patterns.pipe(nothing, stage.system().dispatcher()).to(actor);
        Patterns.pipe(
                        CompletableFuture.completedFuture("already"),
                        stage.system().dispatcher())
                .to(actor);
        stage.expect(journal, "a already");
        assertFalse(piped.isDone());
        later.complete("value");
        stage.expect(journal, "a already", "a value");
        assertEquals("value", piped.join());
        assertEquals(1, executed.get());
        question.complete(self -> self.sender().tell("from pipe", self.self()));
        stage.expect(journal, "a already", "a value", "s from pipe");
        nothing.complete(null);
        stage.expect(journal, "a already", "a value", "s from pipe", "a " + Done.getInstance());
    }

    @Staged
    @DisplayName("A03 pipe delivers a failure as Status.Failure with the cause itself, also from a derived stage")
    void pipe_stageFails_deliversStatusFailure(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        IllegalStateException broken = new IllegalStateException("broken");
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture<String> piped = Patterns.pipe(
                        later.thenApply(String::trim), stage.system().dispatcher())
                .to(actor)
                .toCompletableFuture();
        later.completeExceptionally(broken);
        stage.expect(journal, "a " + new Status.Failure(broken));
        assertSame(broken, failure(stage, piped));
    }

    @Staged
    @DisplayName("A03 A piped ask: the answer arrives as one message among others")
    void pipe_ask_answerArrivesAsAMessage(Stage stage) {
        Journal journal = new Journal();
        ActorRef answering = stage.actorOf(Puppet.of(journal, "b"));
        ActorRef asking = stage.actorOf(Puppet.of(journal, "a"));
        tell(asking, self -> {
            Puppet.Do question = other -> other.sender().tell("answer", other.self());
            Patterns.pipe(
                            Patterns.ask(answering, question, LONG),
                            self.getContext().getDispatcher())
                    .to(self.self());
            self.self().tell("meanwhile", self.self());
        });
        stage.await(journal, 2);
        assertEquals(
                List.of("a answer", "a meanwhile"),
                journal.lines().stream().sorted().toList());
    }

    @Staged
    @DisplayName("A03 pipe delivers where its executor refuses too: it has been shut down meanwhile")
    void pipe_executorHasEnded_deliversAllTheSame(Stage stage) {
        Journal journal = new Journal();
        ActorRef receiver = stage.actorOf(Puppet.of(journal, "r"));
        ExecutorService ending = Executors.newSingleThreadExecutor();
        CompletableFuture<String> value = new CompletableFuture<>();
        CompletableFuture<String> failing = new CompletableFuture<>();
        IllegalStateException broken = new IllegalStateException("broken");
        CompletableFuture<String> valuePiped =
                Patterns.pipe(value, ending).to(receiver).toCompletableFuture();
        CompletableFuture<String> failingPiped =
                Patterns.pipe(failing, ending).to(receiver).toCompletableFuture();
        ending.shutdown();
        assertThrows(RejectedExecutionException.class, () -> ending.execute(() -> {}));
        value.complete("value");
        assertEquals("value", valuePiped.join());
        stage.expect(journal, "r value");
        failing.completeExceptionally(broken);
        stage.expect(journal, "r value", "r " + new Status.Failure(broken));
        assertSame(broken, failure(stage, failingPiped));
    }

    @Staged
    @DisplayName("A03 pipe delivers what comes after the actor has ended that piped on its own thread")
    void pipe_pinnedActorHasEnded_deliversAllTheSame(Stage stage) {
        Journal journal = new Journal();
        ActorRef receiver = stage.actorOf(Puppet.of(journal, "r"));
        ActorRef piping = stage.actorOf(Puppet.of(journal, "p").withDispatcher("pinned"));
        CompletableFuture<String> value = new CompletableFuture<>();
        AtomicReference<CompletableFuture<String>> piped = new AtomicReference<>();
        AtomicReference<Thread> own = new AtomicReference<>();
        tell(piping, self -> {
            own.set(Thread.currentThread());
            piped.set(Patterns.pipe(value, self.getContext().getDispatcher())
                    .to(receiver, self.self())
                    .toCompletableFuture());
        });
        CompletableFuture<Boolean> ended = Patterns.gracefulStop(piping, LONG).toCompletableFuture();
        stage.await(() -> ended.isDone() && (stage.isRehearsal() || !own.get().isAlive()));
        value.complete("value");
        stage.expect(journal, "r value");
        assertEquals("value", piped.get().join());
    }

    @Staged
    @DisplayName(
            "A03 W05 gracefulStop lets what is queued be handled, completes when the actor is gone, and then its name is free")
    void gracefulStop_actorEnds_completesAndTheNameIsFree(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a").props(), "named");
        actor.tell("before", ActorRef.noSender());
        CompletableFuture<Boolean> stopped = Patterns.gracefulStop(actor, LONG).toCompletableFuture();
        CompletableFuture<ActorRef> next = stopped.thenApply(done -> {
            journal.add("stopped " + done);
            return stage.actorOf(Puppet.of(journal, "next"), "named");
        });
        stage.await(next::isDone);
        assertEquals(
                List.of("a constructor 1", "a preStart 1", "a before", "a postStop 1", "stopped true"),
                journal.lines());
        assertEquals("named", next.join().path().name());
        assertTrue(Patterns.gracefulStop(actor, LONG).toCompletableFuture().join());
    }

    @Staged
    @DisplayName("A03 gracefulStop with a message of one's own")
    void gracefulStop_ownMessage_actorStopsItself(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        Puppet.Do stop = self -> {
            self.write("tidies up");
            self.getContext().stop(self.self());
        };
        CompletableFuture<Boolean> stopped =
                Patterns.gracefulStop(actor, LONG, stop).toCompletableFuture();
        stage.await(stopped::isDone);
        assertTrue(stopped.join());
        assertEquals(List.of("a tidies up"), journal.lines());
        assertThrows(InvalidMessageException.class, () -> Patterns.gracefulStop(actor, LONG, null));
    }

    @Staged
    @DisplayName("A03 gracefulStop fails with AskTimeoutException when the actor is not gone in time, and names it")
    void gracefulStop_actorStays_failsWithAskTimeout(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"), "stubborn");
        CompletableFuture<Boolean> stopped =
                Patterns.gracefulStop(actor, SHORT, "please").toCompletableFuture();
        AskTimeoutException error = assertInstanceOf(AskTimeoutException.class, failure(stage, stopped));
        assertEquals("actor has not stopped in time: target=" + actor + " timeout=PT0.05S", error.getMessage());
        stage.expect(journal, "a please");
    }

    @Staged
    @DisplayName("A03 after asks for a stage when the time has come, and fails as that or the call does")
    void after_delay_asksForTheStage(Stage stage) {
        Journal journal = new Journal();
        CompletableFuture<String> value = Patterns.after(
                        SHORT, stage.system(), () -> CompletableFuture.completedFuture("value"))
                .toCompletableFuture();
        CompletableFuture<String> failing = Patterns.<String>after(
                        SHORT, stage.system(), () -> CompletableFuture.failedFuture(new IllegalStateException("stage")))
                .toCompletableFuture();
        CompletableFuture<String> throwing = Patterns.<String>after(
                        SHORT, stage.system().scheduler(), stage.system().dispatcher(), () -> {
                            throw new java.io.IOException("call");
                        })
                .toCompletableFuture();
        CompletableFuture<String> cancelled = Patterns.<String>after(SHORT, stage.system(), () -> {
                    journal.add("called");
                    return new CompletableFuture<>();
                })
                .toCompletableFuture();
        assertTrue(cancelled.cancel(false));
        if (stage.isRehearsal()) {
            stage.pass(SHORT.minusMillis(1));
            assertFalse(value.isDone());
        }
        assertInstanceOf(IllegalStateException.class, failure(stage, failing));
        assertInstanceOf(java.io.IOException.class, failure(stage, throwing));
        stage.await(value::isDone);
        assertEquals("value", value.join());
        stage.pass(SHORT);
        stage.expect(journal);
    }

    @Staged
    @DisplayName("A03 after fails when its executor refuses to make the call")
    void after_executorRefuses_fails(Stage stage) {
        Journal journal = new Journal();
        RejectedExecutionException refusal = new RejectedExecutionException("no more");
        CompletableFuture<String> refused = Patterns.<String>after(
                        SHORT,
                        stage.system().scheduler(),
                        task -> {
                            throw refusal;
                        },
                        () -> {
                            journal.add("called");
                            return new CompletableFuture<>();
                        })
                .toCompletableFuture();
        assertSame(refusal, failure(stage, refused));
        stage.expect(journal);
    }
}
