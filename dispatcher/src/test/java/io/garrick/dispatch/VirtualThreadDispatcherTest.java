package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link DispatcherContract} for one virtual thread an activation; only on a JDK that has them. */
@Tag("jdk25")
class VirtualThreadDispatcherTest extends DispatcherContract {

    @Override
    DispatcherSettings settings() {
        return DispatcherSettings.of("virtual")
                .withKind(DispatcherSettings.Kind.VIRTUAL_THREADS)
                .withThroughput(1);
    }

    @Override
    int pingPongs() {
        return 500_000;
    }

    @Test
    @DisplayName("Q07 each activation has a virtual thread of its own, with a name of ours")
    void execute_runsOnVirtualThread() throws InterruptedException {
        AtomicReference<String> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        dispatcher.execute(() -> {
            thread.set(Thread.currentThread().toString());
            ran.countDown();
        });
        assertTrue(ran.await(30, TimeUnit.SECONDS));
        assertTrue(thread.get().startsWith("VirtualThread["), thread::get);
        assertTrue(thread.get().contains("garrick-test-virtual-"), thread::get);
    }

    @Test
    @DisplayName("Q07 10,000 mailboxes that block at once do not hold each other up")
    void mailboxes_allBlock_allRun() throws InterruptedException {
        int all = 10_000;
        CountDownLatch running = new CountDownLatch(all);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(all);
        for (int i = 0; i < all; i++) {
            mailbox(message -> {
                        running.countDown();
                        awaitQuietly(gate);
                        done.incrementAndGet();
                        ended.countDown();
                    })
                    .enqueue("block");
        }
        assertTrue(running.await(60, TimeUnit.SECONDS));
        gate.countDown();
        assertTrue(ended.await(60, TimeUnit.SECONDS));
        assertEquals(all, done.get());
    }
}
