package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@link DispatcherContract} over an executor of the program's. */
class ExecutorDispatcherTest extends DispatcherContract {

    private static ExecutorService program;

    @BeforeAll
    static void startProgram() {
        program = Executors.newFixedThreadPool(4);
    }

    @AfterAll
    static void endProgram() throws InterruptedException {
        assertFalse(program.isShutdown(), "a dispatcher has shut down what is not its own");
        program.shutdown();
        assertTrue(program.awaitTermination(30, TimeUnit.SECONDS));
    }

    @Override
    DispatcherSettings settings() {
        return DispatcherSettings.of("theirs").withExecutor(program).withThroughput(1);
    }

    @Override
    int pingPongs() {
        return 100_000;
    }

    private Dispatcher over(java.util.concurrent.Executor executor) {
        return Dispatchers.create(
                "test", DispatcherSettings.of("theirs").withExecutor(executor), Clock.system(), errors::add);
    }

    @Test
    @DisplayName("Q07 whatever an executor refuses with is a refusal, and is not waited for")
    void execute_executorRefuses_isRefused() throws InterruptedException {
        for (Throwable refusal :
                new Throwable[] {new RejectedExecutionException("full"), new LinkageError("no thread")}) {
            Dispatcher over = over(task -> sneak(refusal));
            RejectedExecutionException thrown =
                    assertThrows(RejectedExecutionException.class, () -> over.execute(() -> {}));
            assertSame(refusal, thrown.getCause());
            TestMailbox mailbox = new TestMailbox(over);
            mailbox.enqueue("to nobody");
            assertTrue(mailbox.isClosed());
            assertFalse(mailbox.isScheduled());
            assertEquals(1, mailbox.closedMessages.size());
            over.shutdown();
            assertTrue(over.awaitTermination(0));
        }
    }

    @Test
    @DisplayName("Q07 a thread that is lent gets back its interrupt flag, and not a task's")
    void execute_lentThread_keepsItsInterruptFlag() {
        Queue<Runnable> given = new ArrayDeque<>();
        Dispatcher over = over(given::add);
        AtomicReference<Boolean> seen = new AtomicReference<>();
        over.execute(() -> seen.set(Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();
        given.remove().run();
        assertTrue(Thread.interrupted());
        assertEquals(false, seen.get());
        over.execute(() -> Thread.currentThread().interrupt());
        given.remove().run();
        assertFalse(Thread.interrupted());
    }

    @Test
    @DisplayName("Q07 shutdown waits for what the executor has taken, and for nothing else")
    void shutdown_tasksTaken_areWaitedFor() throws InterruptedException {
        Queue<Runnable> given = new ArrayDeque<>();
        Dispatcher over = over(given::add);
        over.execute(() -> {});
        over.shutdown();
        assertFalse(over.awaitTermination(1));
        assertThrows(RejectedExecutionException.class, () -> over.execute(() -> {}));
        given.remove().run();
        assertTrue(over.awaitTermination(0));
    }

    @Test
    @DisplayName("Q02 Q07 in a task of one dispatcher within another's, both count")
    void execute_nested_bothAreCurrent() {
        Dispatcher outer = over(Runnable::run);
        Dispatcher inner = over(Runnable::run);
        outer.execute(() -> {
            inner.execute(() -> assertTrue(inner.runsHere() && !Dispatchers.mayBlockHere()));
            assertTrue(outer.runsHere() && !inner.runsHere() && !Dispatchers.mayBlockHere());
        });
        assertFalse(outer.runsHere());
        assertTrue(Dispatchers.mayBlockHere());
        assertEquals(0, errors.size(), errors::toString);
    }

    @Test
    void settings_noExecutor_areRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> DispatcherSettings.of("d").withKind(DispatcherSettings.Kind.EXECUTOR));
        assertSame(program, settings().withThroughput(7).withMailbox("m").executor());
    }
}
