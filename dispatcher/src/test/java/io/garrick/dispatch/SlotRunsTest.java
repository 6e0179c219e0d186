package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What follows a run on one worker, in which order: who was woken last, and who has waited in the queue. */
@Timeout(60)
class SlotRunsTest {

    private static final int THROUGHPUT = 10;

    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final List<String> order = new ArrayList<>(); // one worker
    private Dispatcher dispatcher;

    @BeforeEach
    void start() {
        dispatcher = Dispatchers.create(
                "test",
                DispatcherSettings.of("slot").withParallelism(1).withThroughput(THROUGHPUT),
                Clock.system(),
                errors::add);
    }

    @AfterEach
    void stop() throws InterruptedException {
        dispatcher.shutdown();
        assertTrue(dispatcher.awaitTermination(DispatcherContract.LIMIT_NANOS));
        assertEquals(List.of(), List.copyOf(errors));
    }

    private TestMailbox mailbox(Consumer<Object> handler) {
        return new TestMailbox(dispatcher, handler);
    }

    /** Writes its name down, and then does something. */
    private TestMailbox mailbox(String name, Consumer<Object> then) {
        return mailbox(message -> {
            order.add(name);
            then.accept(message);
        });
    }

    /** Runs a task behind everything that has been given to the dispatcher, and waits for what it leads to. */
    private void run(Runnable first, CountDownLatch last) throws InterruptedException {
        dispatcher.execute(first);
        assertTrue(last.await(30, TimeUnit.SECONDS));
        dispatcher.shutdown();
        assertTrue(dispatcher.awaitTermination(DispatcherContract.LIMIT_NANOS));
    }

    @Test
    @DisplayName(
            "Q05 at most 3 runs out of the slot follow each other; then who has waited in the queue comes, then the fourth")
    void chain_eachWakesTheNext_threeRunBeforeTheQueue() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        TestMailbox e = mailbox("e", message -> last.countDown());
        TestMailbox d = mailbox("d", e::enqueue);
        TestMailbox c = mailbox("c", d::enqueue);
        TestMailbox b = mailbox("b", c::enqueue);
        TestMailbox a = mailbox("a", b::enqueue);
        run(
                () -> {
                    dispatcher.execute(() -> order.add("queued"));
                    a.enqueue("go");
                },
                last);
        assertEquals(List.of("a", "b", "c", "queued", "d", "e"), order);
    }

    @Test
    @DisplayName(
            "Q05 a run out of the slot shares the budget of the run that filled it; what is left of it then goes to the back")
    void slotRun_afterARunOfFour_hasTheRest() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(8);
        TestMailbox woken = mailbox("woken", message -> last.countDown());
        TestMailbox waking = mailbox("waking", message -> {
            for (int i = 0; message.equals(0) && i < 8; i++) {
                woken.enqueue(i);
            }
        });
        run(
                () -> { // one of the ten
                    dispatcher.execute(() -> order.add("queued"));
                    for (int i = 0; i < 4; i++) {
                        waking.enqueue(i);
                    }
                },
                last);
        List<String> expected = new ArrayList<>(Collections.nCopies(4, "waking"));
        expected.addAll(Collections.nCopies(THROUGHPUT - 1 - 4, "woken"));
        expected.add("queued");
        expected.addAll(Collections.nCopies(3, "woken"));
        assertEquals(expected, order);
    }
}
