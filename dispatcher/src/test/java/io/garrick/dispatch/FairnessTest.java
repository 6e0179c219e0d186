package io.garrick.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Q05: nobody starves, proved by counting runs (a), on the clock (b), and beside a worker that computes (c). */
@Timeout(120)
class FairnessTest {

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore sent = new Semaphore(0);

    /** One hog is to stop: atomic, since two that stopped for one question would be waited for by nobody. */
    private final AtomicBoolean ask = new AtomicBoolean();

    private Dispatcher dispatcher;
    private volatile boolean over;

    private void start(int workers) {
        dispatcher = Dispatchers.create(
                "test", DispatcherSettings.of("fair").withParallelism(workers), Clock.system(), errors::add);
    }

    @AfterEach
    void stop() throws InterruptedException {
        over = true;
        sent.release(1_000);
        dispatcher.shutdown();
        assertTrue(dispatcher.awaitTermination(DispatcherContract.LIMIT_NANOS));
        assertEquals(List.of(), List.copyOf(errors));
    }

    /** What keeps the workers busy for ever. */
    enum Hogs {
        TWO_SELF_TELLERS,
        EIGHT_PAIRS,
        SELF_TELLER_THAT_WAKES
    }

    private TestMailbox mailbox(java.util.function.Consumer<Object> handler) {
        return new TestMailbox(dispatcher, handler);
    }

    private void start(Hogs hogs) {
        switch (hogs) {
            case TWO_SELF_TELLERS -> {
                selfTeller(message -> {});
                selfTeller(message -> {});
            }
            case EIGHT_PAIRS -> {
                for (int i = 0; i < 8; i++) {
                    TestMailbox[] pair = new TestMailbox[2];
                    pair[0] = mailbox(message -> tell(pair[1], message));
                    pair[1] = mailbox(message -> tell(pair[0], message));
                    pair[0].enqueue("ball");
                }
            }
            case SELF_TELLER_THAT_WAKES -> {
                TestMailbox partner = mailbox(message -> {});
                selfTeller(partner::enqueue);
            }
        }
    }

    private void selfTeller(java.util.function.Consumer<Object> also) {
        TestMailbox[] self = new TestMailbox[1];
        self[0] = mailbox(message -> {
            also.accept(message);
            tell(self[0], message);
        });
        self[0].enqueue("go");
    }

    /** A hog's tell; now and then it stops in its handler until the outside thread has sent. */
    private void tell(TestMailbox to, Object message) {
        if (ask.get() && ask.compareAndSet(true, false)) {
            asked.release();
            sent.acquireUninterruptibly();
        }
        if (!over) {
            to.enqueue(message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, TWO_SELF_TELLERS",
        "1, EIGHT_PAIRS",
        "1, SELF_TELLER_THAT_WAKES",
        "2, TWO_SELF_TELLERS",
        "2, EIGHT_PAIRS",
        "2, SELF_TELLER_THAT_WAKES"
    })
    @DisplayName(
            "Q05 (a) behaviour 16: the worker that takes an outside message has begun at most 61 other runs since it was sent;"
                    + " counted, without a clock")
    void outsideMessage_againstHogs_waitsBoundedRuns(int workers, Hogs hogs) throws InterruptedException {
        start(workers);
        Worker[] all = ((WorkStealingDispatcher) dispatcher).workers();
        AtomicReference<Worker> taker = new AtomicReference<>();
        long[] at = new long[1];
        TestMailbox outsider = new TestMailbox(dispatcher, message -> {
            Worker self = (Worker) Thread.currentThread();
            at[0] = self.lvRuns();
            taker.set(self);
        });
        start(hogs);
        await().until(() -> runs() > 1_000); // the hogs themselves have come from outside
        long worst = 0;
        for (int i = 0; i < 300; i++) {
            taker.set(null);
            ask.set(true);
            asked.acquire();
            outsider.enqueue("ping");
            long[] before = Arrays.stream(all).mapToLong(Worker::lvRuns).toArray();
            sent.release();
            await().pollInSameThread().pollInterval(Duration.ofMillis(1)).until(() -> taker.get() != null);
            int index = List.of(all).indexOf(taker.get());
            worst = Math.max(worst, at[0] - before[index] - 1);
        }
        assertTrue(worst <= Worker.OUTSIDE_INTERVAL, "worst=" + worst);
        assertTrue(worst > 0, "the hogs do not run");
    }

    private long runs() {
        return Arrays.stream(((WorkStealingDispatcher) dispatcher).workers())
                .mapToLong(Worker::lvRuns)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "1, TWO_SELF_TELLERS",
        "1, EIGHT_PAIRS",
        "1, SELF_TELLER_THAT_WAKES",
        "2, TWO_SELF_TELLERS",
        "2, EIGHT_PAIRS",
        "2, SELF_TELLER_THAT_WAKES"
    })
    @DisplayName("Q05 (b) behaviour 16: 1,000 outside pings against hogs: median at most 100 ms, worst at most 1 s")
    void outsidePings_againstHogs_areAnsweredInTime(int workers, Hogs hogs) throws InterruptedException {
        start(workers);
        Semaphore answered = new Semaphore(0);
        TestMailbox outsider = new TestMailbox(dispatcher, message -> answered.release());
        start(hogs);
        long[] nanos = new long[1_000];
        for (int i = 0; i < nanos.length; i++) {
            long before = System.nanoTime();
            outsider.enqueue("ping");
            answered.acquire();
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        assertTrue(nanos[500] <= TimeUnit.MILLISECONDS.toNanos(100), "median=" + nanos[500]);
        assertTrue(nanos[999] <= TimeUnit.SECONDS.toNanos(1), "worst=" + nanos[999]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slot", "plain task", "slot and queue"})
    @DisplayName(
            "Q05 (c) behaviour 16: what a run wakes before it computes for 1 s is answered by the idle worker within 100 ms")
    void woken_besideComputingWorker_isRunByTheIdleOne(String what) throws InterruptedException {
        start(2);
        List<Long> waits = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            AtomicReference<Long> answer = new AtomicReference<>();
            CountDownLatch done = new CountDownLatch(1);
            TestMailbox other = new TestMailbox(dispatcher, message -> answer.compareAndSet(null, System.nanoTime()));
            TestMailbox third = new TestMailbox(dispatcher, message -> {});
            long[] start = new long[1];
            TestMailbox computing = new TestMailbox(dispatcher, message -> {
                start[0] = System.nanoTime();
                switch (what) {
                    case "slot" -> other.enqueue("go");
                    case "plain task" -> dispatcher.execute(() -> other.enqueue("go"));
                    default -> {
                        other.enqueue("go");
                        third.enqueue("go");
                    }
                }
                while (System.nanoTime() - start[0] < TimeUnit.SECONDS.toNanos(1)) {
                    Thread.onSpinWait();
                }
                answer.compareAndSet(null, Long.MAX_VALUE);
                done.countDown();
            });
            computing.enqueue("compute");
            done.await();
            waits.add(answer.get() == Long.MAX_VALUE ? Long.MAX_VALUE : answer.get() - start[0]);
        }
        waits.sort(null);
        assertTrue(waits.get(1) <= TimeUnit.MILLISECONDS.toNanos(100), () -> "waits=" + waits);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    @DisplayName("Q05 a pair that plays ping-pong stays on one worker and keeps the others asleep")
    void pingPong_besideIdleWorkers_staysOnOneThread(int workers) throws InterruptedException {
        start(workers);
        int rounds = 200_000;
        Thread[] last = new Thread[1]; // plain: handlers happen-before each other
        int[] moves = new int[1];
        int[] left = {rounds};
        CountDownLatch done = new CountDownLatch(1);
        TestMailbox[] pair = new TestMailbox[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            pair[i] = new TestMailbox(dispatcher, message -> {
                if (last[0] != Thread.currentThread()) {
                    last[0] = Thread.currentThread();
                    moves[0]++;
                }
                if (left[0]-- > 0) {
                    pair[other].enqueue(message);
                } else {
                    done.countDown();
                }
            });
        }
        pair[0].enqueue("ball");
        assertTrue(done.await(60, TimeUnit.SECONDS));
        assertTrue(moves[0] <= rounds / 100, "moves=" + moves[0]);
    }

    @ParameterizedTest
    @CsvSource({"101, true", "2, false"})
    @DisplayName(
            "Q05 behaviour 15: on one thread, throughput 101 lets 100 queued messages run before the other mailbox; throughput 2 does not")
    void hog_throughput_decidesWhoIsFirst(int throughput, boolean hogFirst) throws InterruptedException {
        dispatcher = Dispatchers.create(
                "test",
                DispatcherSettings.of("fair").withParallelism(1).withThroughput(throughput),
                Clock.system(),
                errors::add);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(101);
        List<String> order = new ArrayList<>(); // one worker
        TestMailbox hog = new TestMailbox(dispatcher, message -> {
            order.add("hog");
            done.countDown();
        });
        TestMailbox other = new TestMailbox(dispatcher, message -> {
            order.add("other");
            done.countDown();
        });
        CountDownLatch closed = new CountDownLatch(1);
        dispatcher.execute(() -> {
            closed.countDown(); // both mailboxes have begun and are idle
            DispatcherContract.awaitQuietly(gate);
        });
        closed.await();
        for (int i = 0; i < 100; i++) {
            hog.enqueue(i);
        }
        other.enqueue(0);
        gate.countDown();
        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(hogFirst ? 100 : 2, order.indexOf("other"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    @DisplayName(
            "Q06 an idle dispatcher and wheel use no CPU: 100,000 mailboxes that have handled a message, 100 timers an hour away")
    void idle_afterWork_usesNoCpu(int workers) throws InterruptedException {
        start(workers);
        TimerWheel wheel = TimerWheels.start("test", Clock.system(), Duration.ofMillis(1), false, errors::add);
        CountDownLatch handled = new CountDownLatch(100_000);
        List<TestMailbox> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            TestMailbox mailbox = new TestMailbox(dispatcher, message -> handled.countDown());
            all.add(mailbox);
            mailbox.enqueue(i);
        }
        for (int i = 0; i < 100; i++) {
            TimerTask task = new TimerTask() {
                @Override
                protected void run() {
                    errors.add(new AssertionError("an hour has passed"));
                }
            };
            wheel.schedule(task, TimeUnit.HOURS.toNanos(1) + i);
        }
        assertTrue(handled.await(60, TimeUnit.SECONDS));
        await().until(() -> threads().allMatch(FairnessTest::isAtRest));
        long before = cpuNanos();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        long used = cpuNanos() - before;
        wheel.close();
        assertTrue(wheel.awaitTermination(DispatcherContract.LIMIT_NANOS));
        assertEquals(100_000, all.size());
        assertTrue(used < TimeUnit.MILLISECONDS.toNanos(20), "1 % of a core: used=" + used);
    }

    private static java.util.stream.Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("garrick-test-"));
    }

    private static boolean isAtRest(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static long cpuNanos() {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        return threads()
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getId()))
                .sum();
    }
}
