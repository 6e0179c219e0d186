package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorNotFoundException;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.MailboxFullException;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import io.garrick.pattern.AskTimeoutException;
import io.garrick.pattern.Patterns;
import io.garrick.pattern.PatternsCS;
import io.garrick.pattern.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

/** Selections that are asked something. */
class SelectionQuestionSpec {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static Throwable failure(Stage stage, CompletionStage<?> asked) {
        CompletableFuture<?> future = asked.toCompletableFuture();
        stage.await(future::isDone);
        return assertThrows(CompletionException.class, future::join).getCause();
    }

    private static <T> T result(Stage stage, CompletionStage<T> asked) {
        CompletableFuture<T> future = asked.toCompletableFuture();
        stage.await(future::isDone);
        return future.join();
    }

    @Staged
    @DisplayName(
            "M07 M12 Identify through a selection is answered by everyone it means, and once with nobody where nobody is")
    void identify_throughSelection_isAnswered(Stage stage) {
        Journal journal = new Journal();
        List<ActorRef> actors = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            actors.add(stage.actorOf(Puppet.of(journal, name), name));
        }
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"), "asking");
        stage.system().actorSelection("/user/?").tell(new Identify("both"), asker);
        stage.await(journal, 2);
        for (ActorRef actor : actors) {
            assertTrue(journal.has("asker " + new ActorIdentity("both", Optional.of(actor))), journal::toString);
        }
        journal.clear();
        for (String nobody : List.of("/user/c", "/user/c*", "/deadLetters", "akka.tcp://x@y:1/user/a")) {
            stage.system().actorSelection(nobody).tell(new Identify(nobody), asker);
            stage.await(journal, 1);
            assertEquals(List.of("asker " + new ActorIdentity(nobody, Optional.empty())), journal.lines());
            journal.clear();
        }
    }

    @Staged
    @DisplayName("M12 resolveOne gives the ref of one who is there, when its turn has come")
    void resolveOne_actorIsThere_givesItsRef(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = stage.actorOf(Puppet.of(journal, "a"), "a");
        ActorRef b = stage.actorOf(Puppet.of(journal, "b"), "b");
        CountDownLatch busy = new CountDownLatch(stage.isRehearsal() ? 0 : 1);
        tell(a, self -> busy.await());
        a.tell("before", a);
        CompletableFuture<ActorRef> future =
                stage.system().actorSelection("/user/a").resolveOne(LONG).toCompletableFuture();
        assertFalse(future.isDone());
        busy.countDown();
        assertSame(a, result(stage, future));
        assertTrue(journal.has("a before"));
        assertTrue(List.of(a, b)
                .contains(result(stage, stage.system().actorSelection("/user/*").resolveOne(LONG))));
        assertSame(b, result(stage, stage.system().actorSelection(b.toString()).resolveOne(LONG)));
    }

    @Staged
    @DisplayName("M12 resolveOne fails at once with ActorNotFoundException where nobody is; it names the selection")
    void resolveOne_nobodyIsThere_fails(Stage stage) {
        for (String text : List.of("/user/a", "/user/*/a", "", "garrick://other/user/a", "/deadLetters")) {
            ActorSelection selection = stage.system().actorSelection(text);
            ActorNotFoundException error =
                    assertInstanceOf(ActorNotFoundException.class, failure(stage, selection.resolveOne(LONG)));
            assertSame(selection, error.selection());
            assertTrue(error.getMessage().contains("selection=" + selection), error::getMessage);
        }
    }

    @Staged
    @DisplayName("M12 resolveOne fails when no answer comes in time, and not early")
    void resolveOne_notAnswered_failsInTime(Stage stage) {
        Journal journal = new Journal();
        stage.settings(settings -> settings.withMailbox("small", Mailboxes.bounded(1, Overflow.dropNewest())));
        ActorRef a = stage.actorOf(Puppet.of(journal, "a").withMailbox("small"), "a");
        stage.settle();
        AtomicReference<CompletableFuture<ActorRef>> asked = new AtomicReference<>();
        long before = stage.nanoTime();
        tell(a, self -> {
            self.self().tell("fills it", self.self());
            asked.set(self.getContext().actorSelection("../a").resolveOne(SHORT).toCompletableFuture());
        });
        stage.await(() -> asked.get() != null && asked.get().isDone());
        assertTrue(stage.nanoTime() - before >= SHORT.toNanos());
        ActorNotFoundException error = assertInstanceOf(ActorNotFoundException.class, failure(stage, asked.get()));
        assertTrue(error.getMessage().contains("nobody has answered in time"), error::getMessage);
        assertEquals(DeadLetter.Reason.OVERFLOW, stage.deadLetters().get(0).reason());
    }

    @Staged
    @DisplayName("M12 M14 resolveOne fails when the system ends before the answer, and after that at once")
    void resolveOne_systemEnds_fails(Stage stage) {
        Journal journal = new Journal();
        stage.settings(settings -> settings.withMailbox("small", Mailboxes.bounded(1, Overflow.dropNewest())));
        ActorRef a = stage.actorOf(Puppet.of(journal, "a").withMailbox("small"), "a");
        stage.settle();
        AtomicReference<CompletableFuture<ActorRef>> asked = new AtomicReference<>();
        tell(a, self -> {
            self.self().tell("fills it", self.self());
            asked.set(self.getContext().actorSelection("../a").resolveOne(LONG).toCompletableFuture());
        });
        stage.await(() -> asked.get() != null);
        ActorSystem system = stage.system();
        system.terminate();
        assertInstanceOf(ActorNotFoundException.class, failure(stage, asked.get()));
        stage.await(() -> system.whenTerminated().toCompletableFuture().isDone());
        for (String text : List.of("/user/a", "/")) {
            assertInstanceOf(
                    ActorNotFoundException.class,
                    failure(stage, system.actorSelection(text).resolveOne(LONG)));
        }
        stage.deadLetters();
    }

    @Staged
    @DisplayName("M12 resolveOne fails when the one who was there ends before its turn comes")
    void resolveOne_actorEndsBefore_fails(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = stage.actorOf(Puppet.of(journal, "a"), "a");
        ActorSystem system = stage.system();
        stage.settle();
        AtomicReference<CompletionStage<ActorRef>> asked = new AtomicReference<>();
        tell(a, self -> {
            asked.set(system.actorSelection("/user/a").resolveOne(LONG));
            self.getContext().stop(self.self());
        });
        stage.await(() -> asked.get() != null);
        ActorNotFoundException error = assertInstanceOf(ActorNotFoundException.class, failure(stage, asked.get()));
        assertTrue(error.getMessage().contains("nobody is there any more"), error::getMessage);
    }

    @Staged
    @DisplayName(
            "M12 What depends on resolveOne runs on the default dispatcher, never inside the handler of the actor that was found")
    void resolveOne_dependents_runOnTheDispatcher(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = stage.actorOf(Puppet.of(journal, "a").withDispatcher("pinned"), "a");
        tell(
                a,
                self -> self.getContext()
                        .actorSelection("../a")
                        .resolveOne(LONG)
                        .thenAccept(ref -> journal.add("dispatched="
                                + stage.system().dispatcher().runsHere() + " "
                                + ref.path().name())));
        stage.expect(journal, "dispatched=true a");
        assertThrows(
                IllegalArgumentException.class,
                () -> stage.system().actorSelection("/user/a").resolveOne(Duration.ZERO));
    }

    @Staged
    @DisplayName("A01 M12 A selection is asked as a ref is; the first answer counts, others are dead letters")
    void ask_selection_isAnswered(Stage stage) {
        Journal journal = new Journal();
        Puppet.Do answer = self -> self.sender().tell(self.self().path().name(), self.self());
        stage.actorOf(Puppet.of(journal, "a"), "a");
        stage.actorOf(Puppet.of(journal, "b"), "b");
        ActorSelection a = stage.system().actorSelection("/user/a");
        assertEquals("a", result(stage, Patterns.ask(a, answer, LONG)));
        Object made = result(
                stage,
                Patterns.askWithReplyTo(
                        a,
                        replyTo -> (Puppet.Do)
                                self -> replyTo.tell("to " + self.self().path().name(), self.self()),
                        LONG));
        assertEquals("to a", made);
        Object first = result(stage, Patterns.ask(stage.system().actorSelection("/user/*"), answer, LONG));
        assertTrue(List.of("a", "b").contains(first), first::toString);
        stage.settle();
        assertEquals(1, stage.deadLetters().size());
        assertEquals(DeadLetter.Reason.EXPIRED, stage.deadLetters().get(0).reason());
    }

    @Staged
    @DisplayName(
            "A01 M12 An ask of a selection that means nobody fails at once, and says who was asked; the question is a dead letter")
    void ask_selectionOfNobody_failsAtOnce(Stage stage) {
        ActorSelection nobody = stage.system().actorSelection("/user/nobody");
        CompletableFuture<Object> future = Patterns.ask(nobody, "hello", LONG).toCompletableFuture();
        assertTrue(future.isCompletedExceptionally());
        AskTimeoutException error = assertInstanceOf(AskTimeoutException.class, failure(stage, future));
        assertTrue(error.getMessage().contains("target=" + nobody), error::getMessage);
        assertEquals(DeadLetter.Reason.NO_RECIPIENT, stage.deadLetters().get(0).reason());
        Object identity = result(stage, Patterns.ask(nobody, new Identify(1), LONG));
        assertEquals(new ActorIdentity(1, Optional.empty()), identity);
    }

    @Staged
    @DisplayName("A02 M12 A stage is piped to a selection: whoever is there when it completes gets the value")
    void pipe_toSelection_tellsWhoIsThere(Stage stage) {
        Journal journal = new Journal();
        ActorSelection a = stage.system().actorSelection("/user/a");
        CompletableFuture<Object> value = new CompletableFuture<>();
        CompletionStage<Object> piped =
                Patterns.pipe(value, stage.system().dispatcher()).to(a);
        stage.actorOf(Puppet.of(journal, "a"), "a");
        value.complete("value");
        assertEquals("value", result(stage, piped));
        Puppet.Do report = self -> self.write(self.sender().path().name());
        Patterns.pipe(CompletableFuture.completedFuture(report), stage.system().dispatcher())
                .to(a, stage.system().deadLetters());
        stage.expect(journal, "a value", "a deadLetters");
    }

    @Staged
    @DisplayName(
            "M03 M12 A full mailbox that refuses: who told the one place gets the exception; of many places the refused one is a dead letter, and the others get theirs")
    void tell_fullMailbox_isRefusedOrLost(Stage stage) {
        Journal journal = new Journal();
        stage.settings(settings -> settings.withMailbox("fails", Mailboxes.bounded(1, Overflow.fail())));
        ActorRef full = stage.actorOf(Puppet.of(journal, "full").withMailbox("fails"), "full");
        stage.actorOf(Puppet.of(journal, "next"), "fun");
        stage.settle();
        tell(full, self -> {
            self.self().tell("fills it", self.self());
            ActorSystem system = self.getContext().getSystem();
            MailboxFullException refused = assertThrows(
                    MailboxFullException.class,
                    () -> system.actorSelection("/user/full").tell("refused", self.self()));
            self.write(refused.getMessage());
            system.actorSelection("/user/fu*").tell("both", self.self());
        });
        stage.await(journal, 3);
        assertTrue(journal.has("full mailbox is full: actor=/user/full capacity=1"), journal::toString);
        assertTrue(journal.has("full fills it"), journal::toString);
        assertTrue(journal.has("next both"), journal::toString);
        assertEquals(1, stage.deadLetters().size());
        assertEquals(DeadLetter.Reason.OVERFLOW, stage.deadLetters().get(0).reason());
        assertSame(full, stage.deadLetters().get(0).recipient());
    }

    @Staged
    @SuppressWarnings("deprecation")
    @DisplayName("A01 PatternsCS and Timeout, which ported programs know, do what Patterns does")
    void patternsCS_everyForm_isPatterns(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"), "a");
        ActorSelection selection = stage.system().actorSelection("/user/a");
        Puppet.Do answer = self -> self.sender().tell("answer", self.self());
        Timeout timeout = new Timeout(60, TimeUnit.SECONDS);
        assertEquals(timeout, Timeout.create(LONG));
        long millis = LONG.toMillis();
        List<CompletionStage<Object>> asked = List.of(
                PatternsCS.ask(actor, answer, LONG),
                PatternsCS.ask(actor, answer, timeout),
                PatternsCS.ask(actor, answer, millis),
                PatternsCS.ask(selection, answer, LONG),
                PatternsCS.ask(selection, answer, timeout),
                PatternsCS.ask(selection, answer, millis),
                PatternsCS.askWithReplyTo(actor, replyTo -> answer, LONG),
                PatternsCS.askWithReplyTo(actor, replyTo -> answer, timeout),
                PatternsCS.askWithReplyTo(actor, replyTo -> answer, millis),
                PatternsCS.askWithReplyTo(selection, replyTo -> answer, LONG),
                PatternsCS.askWithReplyTo(selection, replyTo -> answer, timeout),
                PatternsCS.askWithReplyTo(selection, replyTo -> answer, millis));
        asked.forEach(each -> assertEquals("answer", result(stage, each)));
        PatternsCS.pipe(asked.get(0), stage.system().dispatcher()).to(actor);
        stage.expect(journal, "a answer");
        CompletionStage<Integer> after = PatternsCS.after(
                SHORT,
                stage.system().scheduler(),
                stage.system().dispatcher(),
                () -> CompletableFuture.completedFuture(1));
        assertEquals(1, result(stage, after));
        assertEquals(true, result(stage, PatternsCS.gracefulStop(actor, LONG)));
        assertEquals(true, result(stage, PatternsCS.gracefulStop(actor, LONG, "stop")));
        stage.deadLetters();
    }
}
