package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.MailboxFullException;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import io.garrick.pattern.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;

/** A mailbox of one message that refuses more to whoever sends it, and senders that are not there to hear it. */
class FullMailboxSpec {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Has an actor do something while its mailbox is full, all in its own handler; what it sends there has nowhere to go. */
    private static ActorRef whileFull(Stage stage, Journal journal, Puppet.Do what) {
        stage.settings(settings -> settings.withMailbox("small", Mailboxes.bounded(1, Overflow.fail())));
        ActorRef actor = stage.actorOf(Puppet.of(journal, "full").withMailbox("small"), "full");
        stage.settle();
        tell(actor, self -> {
            self.self().tell("fills it", ActorRef.noSender());
            what.on(self);
        });
        stage.await(() -> journal.has("full fills it"));
        stage.settle();
        return actor;
    }

    private static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        return assertThrows(CompletionException.class, future::join).getCause();
    }

    @Staged
    @DisplayName(
            "M03 Q03 Who tells a full mailbox with policy fail gets the exception, and the message is no dead letter")
    void tell_fullMailbox_throwsAtTheSender(Stage stage) {
        Journal journal = new Journal();
        whileFull(stage, journal, self -> {
            MailboxFullException full = assertThrows(
                    MailboxFullException.class, () -> self.self().tell("one too many", ActorRef.noSender()));
            self.write(full.getMessage());
        });
        stage.expect(journal, "full mailbox is full: actor=/user/full capacity=1", "full fills it");
    }

    @Staged
    @DisplayName("A01 An ask that a full mailbox refuses fails with that, at once")
    void ask_fullMailbox_failsTheStage(Stage stage) {
        Journal journal = new Journal();
        whileFull(
                stage,
                journal,
                self -> assertInstanceOf(
                        MailboxFullException.class, failure(Patterns.ask(self.self(), "question", LONG))));
    }

    @Staged
    @DisplayName("A03 A gracefulStop whose message a full mailbox refuses fails with that, at once")
    void gracefulStop_fullMailbox_failsTheStage(Stage stage) {
        Journal journal = new Journal();
        whileFull(
                stage,
                journal,
                self -> assertInstanceOf(
                        MailboxFullException.class, failure(Patterns.gracefulStop(self.self(), LONG, "please"))));
    }

    @Staged
    @DisplayName("A03 Q03 What pipe cannot deliver to a full mailbox is a dead letter OVERFLOW, and fails the stage")
    void pipe_fullMailbox_isADeadLetter(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = whileFull(
                stage,
                journal,
                self -> assertInstanceOf(
                        MailboxFullException.class,
                        failure(Patterns.pipe(CompletableFuture.completedFuture("piped"), Runnable::run)
                                .to(self.self(), self.self()))));
        assertEquals(List.of(new DeadLetter("piped", actor, actor, DeadLetter.Reason.OVERFLOW)), stage.deadLetters());
    }

    @Staged
    @DisplayName(
            "Q03 An event that a full mailbox refuses is a dead letter OVERFLOW, and neither the publisher nor the other subscribers suffer")
    void publish_fullMailbox_isADeadLetter(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = whileFull(stage, journal, self -> {
            ActorRef other = self.getContext().actorOf(Puppet.of(journal, "other"));
            self.getContext().getSystem().eventStream().subscribe(self.self(), String.class);
            self.getContext().getSystem().eventStream().subscribe(other, String.class);
            self.getContext().getSystem().eventStream().publish("event");
        });
        stage.await(() -> journal.has("other event"));
        assertEquals(
                List.of(new DeadLetter("event", stage.system().deadLetters(), actor, DeadLetter.Reason.OVERFLOW)),
                stage.deadLetters());
    }
}
