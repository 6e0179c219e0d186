package io.garrick.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every dispatcher keeps; an implementation's test class is its settings. */
@Timeout(120)
abstract class DispatcherContract {

    static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    Dispatcher dispatcher;

    abstract DispatcherSettings settings();

    @BeforeEach
    void start() {
        dispatcher = Dispatchers.create("test", settings(), Clock.system(), errors::add);
    }

    @AfterEach
    void stop() throws InterruptedException {
        dispatcher.shutdown();
        assertTrue(dispatcher.awaitTermination(LIMIT_NANOS), "threads ended");
        assertEquals(0, threadsAlive(), "threads alive");
    }

    static long threadsAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("garrick-test-"))
                .count();
    }

    TestMailbox mailbox(java.util.function.Consumer<Object> handler) {
        return new TestMailbox(dispatcher.attach(), handler);
    }

    @Test
    @DisplayName(
            "Q07 M02 behaviour 14: 10 threads x 20 messages to one mailbox, never two at a time, in each sender's order")
    void mailbox_tenProducers_oneAtATimeInOrder() throws InterruptedException {
        AtomicBoolean busy = new AtomicBoolean();
        AtomicInteger overlaps = new AtomicInteger();
        List<int[]> handled = new ArrayList<>(); // plain: handlers happen-before each other (M02)
        AtomicInteger count = new AtomicInteger();
        TestMailbox mailbox = mailbox(message -> {
            if (!busy.compareAndSet(false, true)) {
                overlaps.incrementAndGet();
            }
            handled.add((int[]) message);
            Thread.yield();
            busy.set(false);
            count.incrementAndGet();
        });
        runAll(10, producer -> {
            for (int i = 0; i < 20; i++) {
                mailbox.enqueue(new int[] {producer, i});
            }
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> count.get() == 200);
        assertEquals(0, overlaps.get());
        int[] next = new int[10];
        for (int[] message : handled) {
            assertEquals(next[message[0]]++, message[1], "order of producer " + message[0]);
        }
    }

    @Test
    @DisplayName("Q07 behaviour 14: three floods of 10,000 short-lived mailboxes")
    void dispatcher_floodOfMailboxes_allRunAndClose() {
        int floods = 3;
        int size = 10_000;
        for (int flood = 0; flood < floods; flood++) {
            AtomicInteger ended = new AtomicInteger();
            for (int i = 0; i < size; i++) {
                TestMailbox[] self = new TestMailbox[1];
                self[0] = mailbox(message -> {
                    self[0].doClose();
                    self[0].dispatcher().detach();
                    ended.incrementAndGet();
                });
                self[0].enqueue("go");
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> ended.get() == size);
        }
    }

    @Test
    @DisplayName("Q07 behaviour 14: a suspended mailbox handles no user message until it is resumed")
    void mailbox_suspended_handlesNothing() throws InterruptedException {
        AtomicInteger handled = new AtomicInteger();
        TestMailbox mailbox = mailbox(message -> handled.incrementAndGet());
        CountDownLatch suspended = new CountDownLatch(1);
        mailbox.order(self -> {
            self.doSuspend();
            suspended.countDown();
        });
        assertTrue(suspended.await(30, TimeUnit.SECONDS));
        for (int i = 0; i < 100; i++) {
            mailbox.enqueue(i);
        }
        CountDownLatch later = new CountDownLatch(1);
        mailbox.order(self -> later.countDown());
        assertTrue(later.await(30, TimeUnit.SECONDS));
        assertEquals(0, handled.get());
        mailbox.order(TestMailbox::doResume);
        await().atMost(Duration.ofSeconds(30)).until(() -> handled.get() == 100);
    }

    @Test
    @DisplayName("Q06 2,000,000 strict ping-pongs with throughput 1 lose no wake-up")
    void mailboxes_strictPingPong_allAnswered() throws InterruptedException {
        int rounds = pingPongs();
        CountDownLatch done = new CountDownLatch(1);
        TestMailbox[] pair = new TestMailbox[2];
        pair[0] = mailbox(message -> pair[1].enqueue(message));
        AtomicLong left = new AtomicLong(rounds);
        pair[1] = mailbox(message -> {
            if (left.decrementAndGet() > 0) {
                pair[0].enqueue(message);
            } else {
                done.countDown();
            }
        });
        pair[0].enqueue("ball");
        assertTrue(done.await(100, TimeUnit.SECONDS), () -> "left=" + left);
    }

    /** Fewer where each activation costs a thread switch. */
    int pingPongs() {
        return 2_000_000;
    }

    @Test
    @DisplayName("Q08 whatever a task throws reaches the error handler, and the thread lives on")
    void thread_taskThrows_livesOn() {
        List<Throwable> thrown =
                List.of(new RuntimeException("a"), new StackOverflowError("b"), new AssertionError("c"));
        for (Throwable t : thrown) {
            dispatcher.execute(() -> sneak(t));
        }
        TestMailbox mailbox = mailbox(message -> sneak((Throwable) message));
        thrown.forEach(mailbox::enqueue);
        await().atMost(Duration.ofSeconds(30)).until(() -> errors.size() == 6);
        CountDownLatch still = new CountDownLatch(1);
        dispatcher.execute(still::countDown);
        await().atMost(Duration.ofSeconds(30)).until(() -> still.getCount() == 0);
        assertTrue(errors.containsAll(thrown));
    }

    @Test
    @DisplayName("Q08 an error handler that throws does not end the thread")
    void thread_errorHandlerThrows_livesOn() throws InterruptedException {
        Dispatcher bad = Dispatchers.create("test", settings(), Clock.system(), thrown -> {
            throw new IllegalStateException("handler", thrown);
        });
        try {
            AtomicInteger ran = new AtomicInteger();
            for (int i = 0; i < 20; i++) {
                bad.execute(() -> {
                    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
                        ran.incrementAndGet();
                        throw new IllegalStateException("last");
                    });
                    throw new RuntimeException("task");
                });
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> ran.get() == 20);
        } finally {
            bad.shutdown();
            assertTrue(bad.awaitTermination(LIMIT_NANOS));
        }
    }

    @Test
    @DisplayName("Q08 a set interrupt flag is cleared before the next task")
    void thread_interruptedByTask_nextTaskSeesNoFlag() {
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            dispatcher.execute(() -> {
                if (Thread.currentThread().isInterrupted()) {
                    interrupted.incrementAndGet();
                }
                Thread.currentThread().interrupt();
                ran.incrementAndGet();
            });
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> ran.get() == 50);
        assertEquals(0, interrupted.get());
    }

    @Test
    @DisplayName("Q07 shutdown runs what is queued and refuses what comes after")
    void shutdown_queuedTasks_runThenRefuses() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        dispatcher.execute(() -> awaitQuietly(gate));
        for (int i = 0; i < 1_000; i++) {
            dispatcher.execute(ran::incrementAndGet);
        }
        dispatcher.shutdown();
        assertThrows(RejectedExecutionException.class, () -> dispatcher.execute(ran::incrementAndGet));
        gate.countDown();
        assertTrue(dispatcher.awaitTermination(LIMIT_NANOS));
        assertEquals(1_000, ran.get());
        assertThrows(RejectedExecutionException.class, () -> dispatcher.execute(ran::incrementAndGet));
    }

    @Test
    @DisplayName("Q07 a task given while the dispatcher shuts down is run or refused, never lost")
    void shutdown_whileProducersRun_eachTaskRunsOrIsRefused() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            Dispatcher racing = Dispatchers.create("test", settings(), Clock.system(), errors::add);
            AtomicLong ran = new AtomicLong();
            AtomicLong accepted = new AtomicLong();
            CountDownLatch refused = new CountDownLatch(2);
            Runnable producer = () -> {
                try {
                    while (true) {
                        racing.execute(ran::incrementAndGet);
                        accepted.incrementAndGet();
                    }
                } catch (RejectedExecutionException e) {
                    refused.countDown();
                }
            };
            Thread one = new Thread(producer);
            Thread two = new Thread(producer);
            one.start();
            two.start();
            await().pollInterval(Duration.ofMillis(1)).until(() -> accepted.get() > 20);
            racing.shutdown();
            assertTrue(refused.await(30, TimeUnit.SECONDS));
            assertTrue(racing.awaitTermination(LIMIT_NANOS));
            assertEquals(accepted.get(), ran.get());
            one.join();
            two.join();
        }
    }

    @Test
    @DisplayName("Q07 awaitTermination on a thread of the dispatcher does not wait for itself")
    void awaitTermination_onOwnThread_returns() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        dispatcher.execute(() -> {
            dispatcher.shutdown();
            try {
                if (dispatcher.awaitTermination(LIMIT_NANOS)) {
                    ended.countDown();
                }
            } catch (InterruptedException e) {
                errors.add(e);
            }
        });
        assertTrue(ended.await(30, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("Q07 awaitTermination gives up after its time")
    void awaitTermination_stillRunning_returnsFalse() throws InterruptedException {
        assertFalse(dispatcher.awaitTermination(1_000_000));
    }

    @Test
    @DisplayName("Q02 code may block where the dispatcher says so")
    void mayBlockHere_onItsThreads_isMayBlock() throws InterruptedException {
        assertTrue(Dispatchers.mayBlockHere());
        AtomicBoolean answer = new AtomicBoolean(!dispatcher.mayBlock());
        CountDownLatch asked = new CountDownLatch(1);
        dispatcher.execute(() -> {
            answer.set(Dispatchers.mayBlockHere());
            asked.countDown();
        });
        assertTrue(asked.await(30, TimeUnit.SECONDS));
        assertEquals(dispatcher.mayBlock(), answer.get());
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void runAll(int threads, java.util.function.IntConsumer body) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int index = i;
            Thread thread = new Thread(() -> body.accept(index));
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    @SuppressWarnings("unchecked")
    static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
