package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.pattern.CircuitBreaker;
import io.garrick.pattern.CircuitBreakerOpenException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;

class CircuitBreakerSpec {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration TICKS = Duration.ofMillis(20);

    private static CircuitBreaker breaker(Stage stage, int maxFailures, Duration callTimeout, Duration resetTimeout) {
        return new CircuitBreaker(
                stage.system().dispatcher(), stage.system().scheduler(), maxFailures, callTimeout, resetTimeout);
    }

    private static CompletableFuture<String> call(CircuitBreaker breaker, CompletionStage<String> result) {
        return breaker.callWithCircuitBreakerCS(() -> result).toCompletableFuture();
    }

    private static CompletableFuture<String> call(CircuitBreaker breaker, String value) {
        return call(breaker, CompletableFuture.completedFuture(value));
    }

    private static Throwable failedCall(CircuitBreaker breaker) {
        return failure(call(breaker, CompletableFuture.failedFuture(new IOException("broken"))));
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertTrue(future.isDone());
        return assertThrows(CompletionException.class, future::join).getCause();
    }

    /** The call is not made, and this is how long it would have to wait. */
    private static Duration refused(CircuitBreaker breaker) {
        CompletableFuture<String> refused = breaker.<String>callWithCircuitBreakerCS(() -> {
                    throw new AssertionError("call is made");
                })
                .toCompletableFuture();
        return assertInstanceOf(CircuitBreakerOpenException.class, failure(refused))
                .remainingDuration();
    }

    /** Opens one, and waits until it is half-open. */
    private static CircuitBreaker halfOpen(Stage stage, Duration callTimeout) {
        CircuitBreaker breaker = breaker(stage, 1, callTimeout, SHORT);
        failedCall(breaker);
        stage.await(breaker::isHalfOpen);
        return breaker;
    }

    @Staged
    @DisplayName(
            "Behaviour 21 The breaker opens at the last of so many failures in a row; then no call is made and the caller knows how long")
    void breaker_failuresInARow_opens(Stage stage) {
        CircuitBreaker breaker = breaker(stage, 3, LONG, LONG);
        for (int round = 0; round < 2; round++) {
            assertInstanceOf(IOException.class, failedCall(breaker));
            failedCall(breaker);
            assertTrue(breaker.isClosed());
            assertEquals(
                    "success resets the count",
                    call(breaker, "success resets the count").join());
        }
        failedCall(breaker);
        IllegalStateException thrown = new IllegalStateException("thrown by the call itself");
        assertSame(
                thrown,
                failure(breaker.<String>callWithCircuitBreaker(() -> {
                            throw thrown;
                        })
                        .toCompletableFuture()));
        assertTrue(breaker.isClosed());
        assertFalse(breaker.isOpen());
        failedCall(breaker);
        assertTrue(breaker.isOpen());
        assertFalse(breaker.isClosed());
        Duration remaining = refused(breaker);
        assertTrue(remaining.compareTo(LONG) <= 0 && remaining.compareTo(LONG.dividedBy(2)) > 0, remaining::toString);
        stage.pass(TICKS);
        assertTrue(refused(breaker).compareTo(remaining) < 0);
        CircuitBreakerOpenException error = assertThrows(
                CircuitBreakerOpenException.class, () -> breaker.callWithSyncCircuitBreaker(() -> "not called"));
        assertTrue(
                error.getMessage().startsWith("circuit breaker is open, the call was not made: remaining=PT"),
                error::getMessage);
        assertEquals(0, error.getStackTrace().length);
    }

    @Staged
    @DisplayName("Behaviour 21 Half-open lets exactly one probe through; when it succeeds the breaker is closed")
    void halfOpen_probeSucceeds_closes(Stage stage) {
        CircuitBreaker breaker = halfOpen(stage, LONG);
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> probe = call(breaker, answer);
        assertEquals(Duration.ZERO, refused(breaker));
        assertEquals(Duration.ZERO, refused(breaker));
        assertTrue(breaker.isHalfOpen());
        answer.complete("back");
        assertTrue(breaker.isClosed());
        assertEquals("back", probe.join());
        assertEquals("again", call(breaker, "again").join());
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "Behaviour 21 A failed probe opens it again, twice as long up to the maximum; once it was closed it begins anew")
    void halfOpen_probesFail_backsOff(Stage stage) {
        Duration[] open = {
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40), LONG, LONG, Duration.ofSeconds(10)
        };
        CircuitBreaker breaker = breaker(stage, 1, LONG, Duration.ofSeconds(10)).withExponentialBackoff(LONG);
        for (int i = 0; i < open.length; i++) {
            failedCall(breaker);
            assertEquals(open[i], refused(breaker));
            stage.pass(open[i].minusMillis(1));
            assertTrue(breaker.isOpen());
            stage.pass(TICKS);
            assertTrue(breaker.isHalfOpen());
            if (i == open.length - 2) {
                call(breaker, "closes");
            }
        }
        CircuitBreaker steady = breaker(stage, 1, LONG, SHORT);
        for (int i = 0; i < 3; i++) {
            failedCall(steady);
            assertEquals(SHORT, refused(steady));
            stage.pass(SHORT.plus(TICKS));
        }
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "Behaviour 21 A random factor adds at most its part, another one each time, from the system's randomness")
    void open_randomFactor_addsUpToItsPart(Stage stage) {
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CircuitBreaker breaker = breaker(stage, 1, LONG, LONG).withRandomFactor(0.5);
            failedCall(breaker);
            Duration delay = refused(breaker);
            assertTrue(delay.compareTo(LONG) >= 0 && delay.compareTo(Duration.ofSeconds(90)) < 0, delay::toString);
            delays.add(delay);
        }
        assertTrue(delays.stream().distinct().count() > 10, delays::toString);
    }

    @Staged
    @DisplayName("Behaviour 21 A time-out counts before the slow call ends, and the late result is ignored")
    void timeout_slowCall_countsWhenItIsDue(Stage stage) {
        CircuitBreaker breaker = breaker(stage, 1, SHORT, LONG);
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<String> result = call(breaker, slow);
        if (stage.isRehearsal()) {
            stage.pass(SHORT.minusMillis(1));
            assertTrue(breaker.isClosed());
        }
        stage.await(breaker::isOpen);
        assertFalse(slow.isDone());
        stage.await(result::isDone);
        assertEquals(
                "call through a circuit breaker timed out: timeout=PT0.05S",
                assertInstanceOf(TimeoutException.class, failure(result)).getMessage());
        slow.complete("late");
        assertTrue(breaker.isOpen());
        assertInstanceOf(TimeoutException.class, failure(result));
    }

    @Staged
    @DisplayName(
            "Behaviour 21 A probe that takes too long opens the breaker again; without a time-out it is waited for")
    void timeout_ofTheProbe_opensAgain(Stage stage) {
        CircuitBreaker breaker = halfOpen(stage, SHORT);
        CompletableFuture<String> probe = call(breaker, new CompletableFuture<>());
        stage.await(probe::isDone);
        assertInstanceOf(TimeoutException.class, failure(probe));
        assertFalse(breaker.isClosed());
        stage.await(breaker::isHalfOpen);
        call(breaker, "the next probe");
        assertTrue(breaker.isClosed());

        CircuitBreaker patient = halfOpen(stage, Duration.ZERO);
        CompletableFuture<String> slow = new CompletableFuture<>();
        call(patient, slow);
        stage.pass(SHORT.multipliedBy(3));
        assertEquals(Duration.ZERO, refused(patient));
        slow.complete("at last");
        assertTrue(patient.isClosed());
    }

    @Staged
    @DisplayName("Behaviour 21 A call that ends after the period in which it began moves nothing")
    void call_endsInALaterPeriod_movesNothing(Stage stage) {
        CircuitBreaker breaker = breaker(stage, 1, LONG, SHORT);
        CompletableFuture<String> oldFailure = new CompletableFuture<>();
        CompletableFuture<String> oldSuccess = new CompletableFuture<>();
        CompletableFuture<String> failing = call(breaker, oldFailure);
        CompletableFuture<String> succeeding = call(breaker, oldSuccess);
        failedCall(breaker);
        stage.await(breaker::isHalfOpen);

        oldFailure.completeExceptionally(new IOException("old"));
        oldSuccess.complete("old");
        assertTrue(breaker.isHalfOpen());
        assertInstanceOf(IOException.class, failure(failing));
        assertEquals("old", succeeding.join());
        call(breaker, "probe");
        assertTrue(breaker.isClosed());
    }

    @Staged
    @DisplayName("Behaviour 21 A probe whose stage the caller cancels counts when the call ends")
    void probe_cancelledByTheCaller_countsAllTheSame(Stage stage) {
        CircuitBreaker breaker = halfOpen(stage, LONG);
        CompletableFuture<String> answer = new CompletableFuture<>();
        assertTrue(call(breaker, answer).cancel(false));
        assertTrue(breaker.isHalfOpen());
        answer.complete("back");
        assertTrue(breaker.isClosed());
    }

    @Staged
    @DisplayName("Behaviour 21 succeed and fail count as calls do, for those who cannot hand over the call")
    void succeedAndFail_byHand_countAsCalls(Stage stage) {
        CircuitBreaker breaker = breaker(stage, 2, LONG, SHORT);
        breaker.fail();
        breaker.succeed();
        breaker.fail();
        assertTrue(breaker.isClosed());
        breaker.fail();
        assertFalse(breaker.isClosed());
        breaker.succeed();
        assertFalse(breaker.isClosed());
        stage.await(breaker::isHalfOpen);
        breaker.fail();
        assertFalse(breaker.isHalfOpen());
        stage.await(breaker::isHalfOpen);
        breaker.succeed();
        assertTrue(breaker.isClosed());
    }

    @Staged
    @DisplayName("A program may say what is a failure; it does not change the result, unless it throws")
    void failureFunction_given_decides(Stage stage) {
        CircuitBreaker breaker = breaker(stage, 1, SHORT, SHORT);
        CompletableFuture<String> excused = breaker.callWithCircuitBreakerCS(
                        () -> CompletableFuture.<String>failedFuture(new IOException("excused")),
                        (value, thrown) -> !(thrown.orElseThrow() instanceof IOException))
                .toCompletableFuture();
        assertInstanceOf(IOException.class, failure(excused));
        CompletableFuture<String> slow = breaker.<String>callWithCircuitBreakerCS(
                        CompletableFuture::new, (value, thrown) -> !(thrown.orElseThrow() instanceof TimeoutException))
                .toCompletableFuture();
        stage.await(slow::isDone);
        assertInstanceOf(TimeoutException.class, failure(slow));
        assertTrue(breaker.isClosed());

        assertEquals(
                "odd",
                breaker.callWithSyncCircuitBreaker(
                        () -> "odd", (value, thrown) -> value.orElseThrow().equals("odd")));
        assertFalse(breaker.isClosed());
        stage.await(breaker::isHalfOpen);
        IllegalStateException undecided = new IllegalStateException("undecided");
        IOException thrown = new IOException("broken");
        CompletableFuture<String> failing = breaker.callWithCircuitBreaker(
                        () -> CompletableFuture.<String>failedFuture(thrown), (value, failure) -> {
                            throw undecided;
                        })
                .toCompletableFuture();
        assertSame(undecided, failure(failing));
        assertEquals(List.of(thrown), List.of(undecided.getSuppressed()));
        assertFalse(breaker.isHalfOpen());
    }

    @Staged
    @DisplayName("A call in the caller's thread gives what it gives and throws what it throws, as it is")
    void syncCall_madeHere_givesAndThrowsAsItIs(Stage stage) {
        CircuitBreaker breaker = breaker(stage, 2, LONG, LONG);
        IOException checked = new IOException("broken");
        Thread here = Thread.currentThread();
        assertSame(here, breaker.callWithSyncCircuitBreaker(Thread::currentThread));
        assertNull(breaker.<String>callWithSyncCircuitBreaker(() -> null));
        for (int i = 0; i < 2; i++) {
            assertSame(
                    checked,
                    assertThrows(
                            IOException.class,
                            () -> breaker.<String>callWithSyncCircuitBreaker(() -> {
                                throw checked;
                            })));
        }
        assertTrue(breaker.isOpen());
    }

    @Staged
    @DisplayName("Dependents of a call's stage run on the breaker's executor, not where the result comes from")
    void dependents_registeredBefore_runOnTheExecutor(Stage stage) {
        Journal journal = new Journal();
        CircuitBreaker breaker = CircuitBreaker.create(stage.system().scheduler(), 1, LONG, LONG);
        CompletableFuture<String> answer = new CompletableFuture<>();
        call(breaker, answer)
                .thenRun(() -> journal.add(stage.system().dispatcher().runsHere()));
        answer.complete("answer");
        stage.expect(journal, "true");
    }

    @Staged
    @DisplayName("When the system has ended, calls fail and the breaker stays as it is")
    void systemEnded_callsFail(Stage stage) {
        CircuitBreaker breaker = breaker(stage, 1, Duration.ZERO, SHORT);
        CircuitBreaker timed = breaker(stage, 2, SHORT, SHORT);
        stage.system().terminate();
        stage.await(() -> stage.system().whenTerminated().toCompletableFuture().isDone());
        failedCall(breaker);
        assertTrue(breaker.isOpen());
        assertInstanceOf(IllegalStateException.class, failure(call(timed, "not called")));
    }
}
