package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.pattern.AskTimeoutException;
import io.garrick.pattern.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;

/** Whoever may block can wait for a future of the patterns: on real threads, and on virtual time. */
class WaitingSpec {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Journal journal = new Journal();

    private ActorRef echo(Stage stage) {
        return stage.actorOf(
                Puppet.role(journal, "echo")
                        .quiet()
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .matchEquals("silence", any -> {})
                                .matchAny(message -> self.getSender().tell(message, self.getSelf()))
                                .build())
                        .props(),
                "echo");
    }

    @Staged
    @DisplayName("A01 The thread of a test may wait for an answer, and for a graceful stop")
    void join_byTheTest_waits(Stage stage) throws Exception {
        ActorRef echo = echo(stage);
        assertEquals("m", Patterns.ask(echo, "m", LONG).toCompletableFuture().join());
        assertEquals("n", Patterns.ask(echo, "n", LONG).toCompletableFuture().get());
        assertTrue(Patterns.gracefulStop(echo, LONG).toCompletableFuture().join());
    }

    @Staged
    @DisplayName("A01 A wait for an answer ends in time, by the time-out of the wait or by that of the question")
    void get_noAnswer_timesOut(Stage stage) {
        ActorRef echo = echo(stage);
        CompletableFuture<Object> answer =
                Patterns.ask(echo, "silence", Duration.ofMillis(50)).toCompletableFuture();
        long before = stage.nanoTime();
        assertThrows(TimeoutException.class, () -> answer.get(1, TimeUnit.MILLISECONDS));
        assertTrue(stage.nanoTime() - before >= 1_000_000);
        CompletionException late = assertThrows(CompletionException.class, answer::join);
        assertTrue(late.getCause() instanceof AskTimeoutException, late::toString);
    }

    @Staged
    @DisplayName("A01 An actor that may block waits for answers in the midst of a message, while others go on")
    void join_byPinnedActors_othersGoOn(Stage stage) {
        journal.clear();
        ActorRef echo = echo(stage);
        for (int i = 0; i < 3; i++) {
            ActorRef asker = stage.actorOf(Puppet.of(journal, "asker-" + i).withDispatcher("pinned"), "asker-" + i);
            tell(asker, self -> {
                for (int question = 0; question < 5; question++) {
                    self.write(Patterns.ask(echo, question, LONG)
                            .toCompletableFuture()
                            .join());
                }
            });
        }
        stage.await(journal, 15);
        for (int i = 0; i < 3; i++) {
            String name = "asker-" + i + " ";
            assertEquals(List.of(name + 0, name + 1, name + 2, name + 3, name + 4), journal.startingWith(name));
        }
    }
}
