package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.Scheduler;
import io.garrick.pattern.Patterns;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;

class RetrySpec {

    private static final Duration PAUSE = Duration.ofMillis(40);

    /** Fails so often, and then gives what number it was; throws every second time. */
    private static final class Attempts implements Callable<CompletionStage<Integer>> {

        private final int failures;
        private final List<Long> times = Collections.synchronizedList(new ArrayList<>());
        private final List<Boolean> dispatched = Collections.synchronizedList(new ArrayList<>());
        private final Stage stage;

        Attempts(Stage stage, int failures) {
            this.stage = stage;
            this.failures = failures;
        }

        @Override
        public CompletionStage<Integer> call() throws IOException {
            dispatched.add(stage.system().dispatcher().runsHere());
            times.add(stage.nanoTime());
            int number = times.size();
            if (number > failures) {
                return CompletableFuture.completedFuture(number);
            }
            if (number % 2 == 0) {
                throw new IOException("failure " + number);
            }
            return CompletableFuture.supplyAsync(() -> number, stage.system().dispatcher())
                    .thenCompose(n -> CompletableFuture.failedFuture(new IOException("failure " + n)));
        }

        long pauseMillis(int retry) {
            return (times.get(retry + 1) - times.get(retry)) / 1_000_000;
        }
    }

    private static String failure(Stage stage, CompletionStage<?> retried) {
        CompletableFuture<?> future = retried.toCompletableFuture();
        stage.await(future::isDone);
        return assertInstanceOf(
                        IOException.class,
                        assertThrows(CompletionException.class, future::join).getCause())
                .getMessage();
    }

    private static Object value(Stage stage, CompletionStage<?> retried) {
        CompletableFuture<?> future = retried.toCompletableFuture();
        stage.await(future::isDone);
        return future.join();
    }

    @Staged
    @DisplayName("retry gives the first attempt that succeeds: the first is called here, later ones on the executor")
    void retry_failsAtFirst_givesTheFirstThatSucceeds(Stage stage) {
        Attempts attempts = new Attempts(stage, 3);

        assertEquals(4, value(stage, Patterns.retry(attempts, 3, stage.system().dispatcher())));
        assertEquals(List.of(false, true, true, true), attempts.dispatched);
    }

    @Staged
    @DisplayName("retry tries so often again after the first time, and then fails as the last attempt did")
    void retry_alwaysFails_failsAsTheLastAttempt(Stage stage) {
        Attempts attempts = new Attempts(stage, 9);
        assertEquals(
                "failure 4",
                failure(stage, Patterns.retry(attempts, 3, stage.system().dispatcher())));
        assertEquals(4, attempts.times.size());

        Attempts once = new Attempts(stage, 9);
        assertEquals(
                "failure 1",
                failure(stage, Patterns.retry(once, 0, stage.system().dispatcher())));
        assertEquals(1, once.times.size());
    }

    @Staged
    @DisplayName("retry with a delay waits that long from each failure to the next attempt")
    void retry_withDelay_waitsBetween(Stage stage) {
        Attempts attempts = new Attempts(stage, 2);

        assertEquals(3, value(stage, Patterns.retry(attempts, 5, PAUSE, stage.system())));
        for (int retry = 0; retry < 2; retry++) {
            long pause = attempts.pauseMillis(retry);
            assertTrue(pause >= 40 && (pause < 200 || !stage.isRehearsal()), () -> "pause=" + pause);
        }
        assertEquals(List.of(false, true, true), attempts.dispatched);
    }

    @Staged
    @DisplayName("retry with back-off waits min·2^k, at most max, and the random part of it in addition")
    void retry_withBackoff_doublesThePause(Stage stage) {
        int[] least = {20, 40, 80, 100, 100};
        List<Long> pauses = new ArrayList<>();
        Attempts attempts = new Attempts(stage, 5);

        assertEquals(
                6,
                value(
                        stage,
                        Patterns.retry(attempts, 5, Duration.ofMillis(20), Duration.ofMillis(100), 1, stage.system())));
        for (int retry = 0; retry < least.length; retry++) {
            pauses.add(attempts.pauseMillis(retry));
            // A rehearsal delays timers by up to 100 ms, and a tick is 10 ms.
            assertTrue(
                    pauses.get(retry) >= least[retry]
                            && (pauses.get(retry) < 2 * least[retry] + 120 || !stage.isRehearsal()),
                    () -> "pauses=" + pauses);
        }
    }

    @Staged
    @DisplayName("retry makes no attempt more when its result has been cancelled")
    void retry_cancelled_endsWithTheAttemptUnderWay(Stage stage) {
        Attempts attempts = new Attempts(stage, 9);
        CompletableFuture<Integer> retried =
                Patterns.retry(attempts, 5, PAUSE, stage.system()).toCompletableFuture();
        assertTrue(retried.cancel(false));
        stage.settle();
        stage.pass(PAUSE.multipliedBy(3));
        assertEquals(1, attempts.times.size());
    }

    @Staged
    @DisplayName("retry fails as the last attempt did when its executor refuses the next one, or the system has ended")
    void retry_nothingToTryAgainWith_fails(Stage stage) {
        RejectedExecutionException refusal = new RejectedExecutionException("no more");
        CompletableFuture<Integer> refused = Patterns.retry(
                        () -> CompletableFuture.<Integer>failedFuture(new IOException("failure")), 1, task -> {
                            throw refusal;
                        })
                .toCompletableFuture();
        IOException failure = assertInstanceOf(
                IOException.class,
                assertThrows(CompletionException.class, refused::join).getCause());
        assertEquals(List.of(refusal), List.of(failure.getSuppressed()));

        stage.system().terminate();
        stage.await(() -> stage.system().whenTerminated().toCompletableFuture().isDone());
        CompletableFuture<Integer> ended = Patterns.retry(
                        () -> CompletableFuture.<Integer>failedFuture(new IOException("failure")),
                        1,
                        PAUSE,
                        stage.system())
                .toCompletableFuture();
        assertTrue(ended.isCompletedExceptionally());
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("retry does not try again what concerns the whole JVM")
    void retry_fatalError_isNotTriedAgain(Stage stage) {
        Journal journal = new Journal();
        InternalError fatal = new InternalError("thrown by a test");
        CompletableFuture<Integer> retried = Patterns.<Integer>retry(
                        () -> {
                            journal.add("attempt");
                            throw fatal;
                        },
                        5,
                        stage.system().dispatcher())
                .toCompletableFuture();
        assertSame(fatal, assertThrows(CompletionException.class, retried::join).getCause());
        stage.expect(journal, "attempt");
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("retry refuses wrong numbers, and a scheduler that leads to no random numbers")
    void retry_wrongArguments_areRefused(Stage stage) {
        Callable<CompletionStage<Integer>> attempt = () -> CompletableFuture.completedFuture(1);
        Duration second = Duration.ofSeconds(1);
        Scheduler foreign = (Scheduler) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Scheduler.class}, (proxy, method, args) -> "foreign");

        assertThrows(
                IllegalArgumentException.class,
                () -> Patterns.retry(attempt, -1, stage.system().dispatcher()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Patterns.retry(attempt, 1, second, second.dividedBy(2), 0, stage.system()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Patterns.retry(
                        attempt, 1, second, second, 0, foreign, stage.system().dispatcher()));
    }
}
