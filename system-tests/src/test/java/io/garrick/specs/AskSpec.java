package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Done;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.Status;
import io.garrick.actor.spi.SystemServices;
import io.garrick.pattern.AskTimeoutException;
import io.garrick.pattern.Patterns;
import io.garrick.pattern.StatusReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

class AskSpec {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static CompletableFuture<Object> ask(ActorRef actor, Puppet.Do question, Duration timeout) {
        return Patterns.ask(actor, question, timeout).toCompletableFuture();
    }

    private static Puppet.Do answer(Object answer) {
        return self -> self.sender().tell(answer, self.self());
    }

    /** Does not answer, but notes whom. */
    private static Puppet.Do remember(AtomicReference<ActorRef> asker) {
        return self -> asker.set(self.sender());
    }

    private static Throwable failure(Stage stage, CompletableFuture<?> future) {
        stage.await(future::isDone);
        return assertThrows(CompletionException.class, future::join).getCause();
    }

    @Staged
    @DisplayName(
            "A01 The answer completes the stage; a Status.Failure fails it, a Status.Success gives what it carries")
    void ask_answered_completesTheStage(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        IllegalStateException broken = new IllegalStateException("broken");
        CompletableFuture<Object> plain = ask(actor, answer("yes"), LONG);
        CompletableFuture<Object> success = ask(actor, answer(new Status.Success("well")), LONG);
        CompletableFuture<Object> failed = ask(actor, answer(new Status.Failure(broken)), LONG);
        assertSame(broken, failure(stage, failed));
        assertEquals("yes", plain.join());
        assertEquals("well", success.join());
        assertFalse(plain.isCancelled());
        assertFalse(failed.isCancelled());
    }

    @Staged
    @DisplayName(
            "A01 askWithStatus gives the value of a success, and fails with the error itself, else with what the answer was")
    void askWithStatus_answered_isAsTheStatusSays(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        IllegalStateException broken = new IllegalStateException("broken");
        List<CompletableFuture<Object>> asks = new ArrayList<>();
        for (Object answer : List.of(
                StatusReply.success(new Status.Failure(broken)),
                StatusReply.ack(),
                StatusReply.error(broken),
                StatusReply.error("no seat"),
                new Status.Failure(broken),
                "no status")) {
            asks.add(Patterns.askWithStatus(actor, answer(answer), LONG).toCompletableFuture());
        }
        stage.await(() -> asks.stream().allMatch(CompletableFuture::isDone));
        assertEquals(new Status.Failure(broken), asks.get(0).join());
        assertSame(Done.getInstance(), asks.get(1).join());
        assertSame(broken, failure(stage, asks.get(2)));
        assertEquals(new StatusReply.ErrorMessage("no seat"), failure(stage, asks.get(3)));
        assertSame(broken, failure(stage, asks.get(4)));
        IllegalArgumentException wrong = assertInstanceOf(IllegalArgumentException.class, failure(stage, asks.get(5)));
        assertEquals("answer is no StatusReply: target=" + actor + " answerClass=java.lang.String", wrong.getMessage());
        assertInstanceOf(
                AskTimeoutException.class,
                failure(stage, Patterns.askWithStatus(actor, "nothing", SHORT).toCompletableFuture()));
    }

    @Staged
    @DisplayName("A01 ask creates no actor and no path that others could guess")
    void ask_underWay_isNoActorAndHasAPathOfItsOwn(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<ActorRef> asker = new AtomicReference<>();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        stage.settle();
        SystemServices services = SystemServices.of(stage.system());
        List<ActorRef> before = actors(services, services.rootGuardian());
        List<ActorRef> askers = new ArrayList<>();
        List<CompletableFuture<Object>> asks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            asker.set(null);
            asks.add(ask(actor, remember(asker), LONG));
            stage.await(() -> asker.get() != null);
            askers.add(asker.get());
        }
        stage.settle();
        assertEquals(before, actors(services, services.rootGuardian()));
        assertNotEquals(askers.get(0).path(), askers.get(1).path());
        for (ActorRef each : askers) {
            assertEquals("/temp", each.path().parent().toStringWithoutAddress());
            assertTrue(each.path().name().length() >= 8, each.path()::toString);
        }
        askers.forEach(each -> each.tell("done", ActorRef.noSender()));
        asks.forEach(each -> assertEquals("done", each.join()));
    }

    private static List<ActorRef> actors(SystemServices services, ActorRef from) {
        List<ActorRef> found = new ArrayList<>(List.of(from));
        services.children(from).forEach(child -> found.addAll(actors(services, child)));
        return found;
    }

    @Staged
    @DisplayName("A01 A target that has already ended fails the stage at once")
    void ask_targetHasEnded_failsAtOnce(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"), "gone");
        stage.system().stop(actor);
        stage.settle();
        CompletableFuture<Object> future = Patterns.ask(actor, "hello", LONG).toCompletableFuture();
        assertTrue(future.isCompletedExceptionally());
        AskTimeoutException error = assertInstanceOf(AskTimeoutException.class, failure(stage, future));
        assertTrue(error.getMessage().startsWith("asked actor has already ended: target=" + actor), error::getMessage);
        stage.settle();
        assertEquals(1, stage.deadLetters().size());
        assertEquals(DeadLetter.Reason.STOPPED, stage.deadLetters().get(0).reason());
    }

    @Staged
    @DisplayName("A01 The text of a time-out names target, message class, sender and duration; it is not early")
    void ask_notAnswered_timesOutAndSaysWhat(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"), "mute");
        ActorRef[] reply = new ActorRef[1];
        CompletableFuture<Object> future = Patterns.askWithReplyTo(
                        actor,
                        replyTo -> {
                            reply[0] = replyTo;
                            return 42;
                        },
                        SHORT)
                .toCompletableFuture();
        if (stage.isRehearsal()) {
            stage.pass(SHORT.minusMillis(1));
            assertFalse(future.isDone());
        }
        AskTimeoutException error = assertInstanceOf(AskTimeoutException.class, failure(stage, future));
        assertEquals(
                "ask timed out: target=" + actor + " messageClass=java.lang.Integer sender=" + reply[0]
                        + " timeout=PT0.05S",
                error.getMessage());
    }

    @Staged
    @DisplayName(
            "A01 A time-out of zero or less is an IllegalArgumentException, and nothing is sent; no message is an error at the caller")
    void ask_wrongArguments_throwAtTheCaller(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(-999_999_999))) {
            assertThrows(IllegalArgumentException.class, () -> Patterns.ask(actor, "m", wrong));
            assertThrows(IllegalArgumentException.class, () -> Patterns.askWithReplyTo(actor, replyTo -> "m", wrong));
            assertThrows(IllegalArgumentException.class, () -> Patterns.gracefulStop(actor, wrong));
        }
        assertThrows(InvalidMessageException.class, () -> Patterns.ask(actor, null, LONG));
        stage.expect(journal);
    }

    @Staged
    @DisplayName(
            "A01 Q03 An answer that comes late, or second, or after the asker has cancelled, is a dead letter EXPIRED")
    void answer_tooLate_isADeadLetterExpired(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<ActorRef> asker = new AtomicReference<>();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        CompletableFuture<Object> late = ask(actor, remember(asker), SHORT);
        assertInstanceOf(AskTimeoutException.class, failure(stage, late));
        stage.await(() -> asker.get() != null);
        ActorRef lateAsker = asker.get();
        tell(actor, self -> lateAsker.tell("late", self.self()));
        stage.settle();

        CompletableFuture<Object> twice = ask(
                actor,
                self -> {
                    self.sender().tell("first", self.self());
                    self.sender().tell("second", self.self());
                    asker.set(self.sender());
                },
                LONG);
        stage.await(twice::isDone);
        stage.settle();
        ActorRef twiceAsker = asker.get();

        CompletableFuture<Object> cancelled = ask(actor, remember(asker), LONG);
        stage.settle();
        assertTrue(cancelled.cancel(false));
        ActorRef cancelledAsker = asker.get();
        cancelledAsker.tell(new Status.Failure(new IllegalStateException("nobody cares")), ActorRef.noSender());
        stage.settle();

        assertEquals("first", twice.join());
        assertTrue(cancelled.isCancelled());
        List<DeadLetter> letters = stage.deadLetters();
        assertEquals(3, letters.size(), letters::toString);
        assertEquals(new DeadLetter("late", actor, lateAsker, DeadLetter.Reason.EXPIRED), letters.get(0));
        assertEquals(new DeadLetter("second", actor, twiceAsker, DeadLetter.Reason.EXPIRED), letters.get(1));
        assertEquals(DeadLetter.Reason.EXPIRED, letters.get(2).reason());
        assertSame(cancelledAsker, letters.get(2).recipient());
        assertSame(stage.system().deadLetters(), letters.get(2).sender());
    }

    @Staged
    @DisplayName(
            "A01 Dependents registered before the answer run on the default dispatcher, never inside the handler that answers")
    void dependents_registeredBefore_runOnTheDefaultDispatcherOutsideTheHandler(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<ActorRef> asker = new AtomicReference<>();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        AtomicReference<Thread> handling = new AtomicReference<>();
        CompletableFuture<Object> future = ask(actor, remember(asker), LONG);
        stage.await(() -> asker.get() != null);
        List<CompletionStage<?>> dependents = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            dependents.add(future.thenApply(value -> value).whenComplete((value, thrown) -> {
                boolean inside = handling.get() == Thread.currentThread();
                boolean dispatched = stage.system().dispatcher().runsHere();
                journal.add("dependent inside=" + inside + " dispatched=" + dispatched);
            }));
        }
        ActorRef reply = asker.get();
        tell(actor, self -> {
            handling.set(Thread.currentThread());
            reply.tell("answer", self.self());
            handling.set(null);
        });
        stage.await(journal, 20);
        assertEquals(20, journal.count("dependent inside=false dispatched=true"), journal::toString);
    }

    @Staged
    @DisplayName(
            "A01 A dependent registered after the answer runs at once in the registering thread; Async without an executor uses the default dispatcher")
    void dependents_registeredLater_runAtOnceOrOnTheDispatcher(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        CompletableFuture<Object> future = ask(actor, answer("yes"), LONG);
        stage.await(future::isDone);
        AtomicReference<Thread> ranBy = new AtomicReference<>();
        future.thenRun(() -> ranBy.set(Thread.currentThread()));
        assertSame(Thread.currentThread(), ranBy.get());
        assertSame(stage.system().dispatcher(), future.defaultExecutor());
        future.thenRunAsync(
                () -> journal.add("async " + stage.system().dispatcher().runsHere()));
        stage.expect(journal, "async true");
    }

    @Staged
    @DisplayName("A01 An ask that is under way when its system ends fails; one after that fails at once")
    void ask_systemEnds_fails(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<ActorRef> asker = new AtomicReference<>();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        CompletableFuture<Object> future = ask(actor, remember(asker), LONG);
        stage.await(() -> asker.get() != null);
        stage.system().terminate();
        AskTimeoutException error = assertInstanceOf(AskTimeoutException.class, failure(stage, future));
        assertTrue(error.getMessage().startsWith("system has ended before the answer came: "), error::getMessage);
        stage.await(() -> stage.system().whenTerminated().toCompletableFuture().isDone());
        CompletableFuture<Object> afterwards = Patterns.ask(actor, "m", LONG).toCompletableFuture();
        assertTrue(afterwards.isCompletedExceptionally());
        assertEquals(DeadLetter.Reason.STOPPED, stage.deadLetters().get(0).reason());
    }

    @Staged
    @DisplayName(
            "A01 W01 An asker can be watched: it has ended when it has its answer, at once if it has already; not after unwatch")
    void asker_watched_hasEndedWhenAnswered(Stage stage) {
        Journal journal = new Journal();
        AtomicReference<ActorRef> asker = new AtomicReference<>();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        CompletableFuture<Object> future = ask(
                actor,
                self -> {
                    asker.set(self.sender());
                    self.getContext().watchWith(self.sender(), "asker has ended");
                },
                LONG);
        ActorRef other = stage.actorOf(Puppet.of(journal, "o"));
        stage.settle();
        ActorRef reply = asker.get();
        tell(other, self -> {
            self.getContext().watchWith(reply, "never seen");
            self.getContext().unwatch(reply);
        });
        stage.expect(journal);
        reply.tell("answer", ActorRef.noSender());
        stage.expect(journal, "a asker has ended");
        assertEquals("answer", future.join());
        tell(other, self -> self.getContext().watchWith(reply, "ended before"));
        stage.expect(journal, "a asker has ended", "o ended before");
    }

    @Staged
    @DisplayName("A01 10,000 asks under way each get their own answer")
    void asks_manyUnderWay_eachGetsItsOwnAnswer(Stage stage) {
        Journal journal = new Journal();
        int asks = stage.isRehearsal() ? 200 : 10_000;
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        List<CompletableFuture<Object>> futures = new ArrayList<>();
        for (int i = 0; i < asks; i++) {
            futures.add(ask(actor, answer(i), LONG));
        }
        stage.await(() -> futures.stream().allMatch(CompletableFuture::isDone));
        for (int i = 0; i < asks; i++) {
            assertEquals(i, futures.get(i).join());
        }
    }
}
