package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.pattern.CircuitBreaker;
import io.garrick.pattern.CircuitBreakerOpenException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Who listens to a circuit breaker, and what many threads do to it. */
class CircuitBreakerListenerSpec {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    /** Long enough for calls that are no slow ones, on a slow machine too. */
    private static final Duration SLOW = Duration.ofMillis(500);

    private static CircuitBreaker listened(CircuitBreaker breaker, Journal journal) {
        return breaker.addOnOpenListener(() -> journal.add("open"))
                .addOnCloseListener(() -> journal.add("close"))
                .addOnHalfOpenListener(() -> journal.add("half-open"))
                .addOnCallSuccessListener(nanos -> journal.add("success " + (nanos >= 0)))
                .addOnCallFailureListener(nanos -> journal.add("failure " + (nanos >= 0)))
                .addOnCallTimeoutListener(nanos -> journal.add("time-out " + (nanos >= SLOW.toNanos())))
                .addOnCallBreakerOpenListener(() -> journal.add("refused"));
    }

    private static void failedCall(CircuitBreaker breaker) {
        assertThrows(
                IOException.class,
                () -> breaker.<String>callWithSyncCircuitBreaker(() -> {
                    throw new IOException("broken");
                }));
    }

    /** In any order; then the journal begins anew. */
    private static void expectAll(Stage stage, Journal journal, String... lines) {
        stage.await(journal, lines.length);
        assertEquals(
                List.of(lines).stream().sorted().toList(),
                journal.lines().stream().sorted().toList());
        journal.clear();
    }

    @Staged
    @DisplayName("Behaviour 21 Listeners hear of every move and every call, on the executor")
    void listeners_movesAndCalls_areToldOnce(Stage stage) {
        Journal journal = new Journal();
        CircuitBreaker breaker = listened(
                CircuitBreaker.create(stage.system().scheduler(), 2, SLOW, SHORT)
                        .addOnOpenListener(
                                () -> assertTrue(stage.system().dispatcher().runsHere())),
                journal);

        breaker.callWithSyncCircuitBreaker(() -> "well");
        failedCall(breaker);
        breaker.<String>callWithCircuitBreakerCS(CompletableFuture::new);
        stage.await(breaker::isHalfOpen);
        CompletableFuture<String> probe = new CompletableFuture<>();
        breaker.callWithCircuitBreakerCS(() -> probe);
        assertThrows(CircuitBreakerOpenException.class, () -> breaker.callWithSyncCircuitBreaker(() -> "not called"));
        probe.completeExceptionally(new IOException("still broken"));
        stage.await(breaker::isHalfOpen);
        breaker.callWithSyncCircuitBreaker(() -> "back");
        expectAll(
                stage,
                journal,
                "success true",
                "failure true",
                "time-out true",
                "open",
                "half-open",
                "refused",
                "failure true",
                "open",
                "half-open",
                "success true",
                "close");
    }

    @Staged
    @DisplayName("A breaker that is made of another begins with its listeners, and later ones are its own")
    void listeners_ofAnother_areTakenOver(Stage stage) {
        Journal journal = new Journal();
        CircuitBreaker first = CircuitBreaker.create(stage.system().scheduler(), 1, LONG, LONG)
                .addOnOpenListener(() -> journal.add("early"));
        CircuitBreaker second = first.withExponentialBackoff(LONG).withRandomFactor(0.1);
        first.addOnOpenListener(() -> journal.add("late"));
        second.fail();
        expectAll(stage, journal, "early");
        assertTrue(first.isClosed());
        first.fail();
        expectAll(stage, journal, "early", "late");
    }

    @Staged
    @DisplayName("A listener that throws, or that the executor refuses, is logged and disturbs nobody")
    void listener_throwsOrIsRefused_isLogged(Stage stage) {
        Journal journal = new Journal();
        CircuitBreaker breaker = new CircuitBreaker(
                        Runnable::run, stage.system().scheduler(), 1, LONG, LONG)
                .addOnOpenListener(() -> {
                    throw new IllegalStateException("listener's own");
                })
                .addOnOpenListener(() -> journal.add("next"));
        failedCall(breaker);
        assertTrue(breaker.isOpen());
        stage.expect(journal, "next");
        assertTrue(
                stage.errors().toString().contains("listener of a circuit breaker fails"),
                () -> stage.errors().toString());

        CircuitBreaker refusing = new CircuitBreaker(
                task -> {
                    throw new RejectedExecutionException("no more");
                },
                stage.system().scheduler(),
                1,
                SHORT,
                LONG);
        refusing.addOnOpenListener(() -> journal.add("never"));
        CompletableFuture<String> slow = refusing.<String>callWithCircuitBreakerCS(
                        CompletableFuture::new, (value, thrown) -> true)
                .toCompletableFuture();
        stage.await(slow::isDone);
        assertTrue(refusing.isOpen());
        stage.expect(journal, "next");
        assertTrue(stage.warnings().toString().contains("executor refuses a listener of a circuit breaker"));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Behaviour 21 Of many threads that call a half-open breaker at once, one makes the probe")
    void halfOpen_calledByManyThreads_onePasses(Stage stage) throws Exception {
        int threads = 8;
        CircuitBreaker breaker = CircuitBreaker.create(stage.system().scheduler(), 1, LONG, Duration.ofMillis(1));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 200; round++) {
                failedCall(breaker);
                stage.await(breaker::isHalfOpen);
                AtomicInteger made = new AtomicInteger();
                AtomicInteger refused = new AtomicInteger();
                CountDownLatch start = new CountDownLatch(1);
                CompletableFuture<String> answer = new CompletableFuture<>();
                List<? extends Future<?>> callers = IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit(() -> {
                            start.await();
                            breaker.callWithCircuitBreakerCS(() -> {
                                        made.incrementAndGet();
                                        return answer;
                                    })
                                    .exceptionally(thrown -> {
                                        refused.incrementAndGet();
                                        return "";
                                    });
                            return null;
                        }))
                        .toList();
                start.countDown();
                for (Future<?> caller : callers) {
                    caller.get(30, TimeUnit.SECONDS);
                }
                assertEquals(1, made.get());
                assertEquals(threads - 1, refused.get());
                answer.complete("back");
                assertTrue(breaker.isClosed());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Behaviour 21 Of many threads that fail at once, one opens the breaker")
    void closed_manyThreadsFail_opensOnce(Stage stage) throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 100; round++) {
                Journal journal = new Journal();
                CircuitBreaker breaker = new CircuitBreaker(
                                Runnable::run, stage.system().scheduler(), threads, LONG, LONG)
                        .addOnOpenListener(() -> journal.add("open"));
                CountDownLatch start = new CountDownLatch(1);
                List<? extends Future<?>> callers = IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit(() -> {
                            start.await();
                            breaker.fail();
                            breaker.fail();
                            return null;
                        }))
                        .toList();
                start.countDown();
                for (Future<?> caller : callers) {
                    caller.get(30, TimeUnit.SECONDS);
                }
                assertEquals(List.of("open"), journal.lines());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Behaviour 21 A slow call in the only thread of the executor counts when its time is over; then it throws the time-out")
    void timeout_allThreadsHeldBySlowCalls_countsInTime(Stage stage) throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CountDownLatch release = new CountDownLatch(1);
        try {
            CircuitBreaker breaker = new CircuitBreaker(pool, stage.system().scheduler(), 1, SHORT, LONG);
            Future<Throwable> slow = pool.submit(() -> assertThrows(
                    TimeoutException.class,
                    () -> breaker.callWithSyncCircuitBreaker(() -> {
                        release.await();
                        throw new IOException("late");
                    })));
            stage.await(breaker::isOpen);
            assertEquals(1, release.getCount());
            release.countDown();
            Throwable thrown = slow.get(30, TimeUnit.SECONDS);
            assertEquals("late", thrown.getSuppressed()[0].getMessage());
        } finally {
            release.countDown();
            pool.shutdownNow();
        }
    }
}
