package io.garrick.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@link DispatcherContract} with one thread in the pool and with four. */
class ThreadPoolDispatcherTest {

    private static DispatcherSettings pool(int threads) {
        return DispatcherSettings.of("pool")
                .withKind(DispatcherSettings.Kind.THREAD_POOL)
                .withParallelism(threads)
                .withThroughput(1);
    }

    @Nested
    class OneThread extends DispatcherContract {
        @Override
        DispatcherSettings settings() {
            return pool(1);
        }

        @Override
        int pingPongs() {
            return 200_000;
        }
    }

    @Nested
    class FourThreads extends DispatcherContract {
        @Override
        DispatcherSettings settings() {
            return pool(4);
        }

        @Override
        int pingPongs() {
            return 100_000;
        }

        @Test
        @DisplayName(
                "Q07 a thread pool has as many threads as it was given, named after it, and goes on while one is free")
        void pool_allButOneBlocked_goesOn() throws InterruptedException {
            Set<String> names = ConcurrentHashMap.newKeySet();
            CountDownLatch blocked = new CountDownLatch(3);
            CountDownLatch gate = new CountDownLatch(1);
            for (int i = 0; i < 3; i++) {
                mailbox(message -> {
                            names.add(Thread.currentThread().getName());
                            blocked.countDown();
                            awaitQuietly(gate);
                        })
                        .enqueue("block");
            }
            assertTrue(blocked.await(30, TimeUnit.SECONDS));
            CountDownLatch others = new CountDownLatch(1_000);
            for (int i = 0; i < 1_000; i++) {
                mailbox(message -> {
                            names.add(Thread.currentThread().getName());
                            others.countDown();
                        })
                        .enqueue("run");
            }
            assertTrue(others.await(30, TimeUnit.SECONDS), "held up by those that block");
            gate.countDown();
            assertEquals(
                    Set.of("garrick-test-pool-1", "garrick-test-pool-2", "garrick-test-pool-3", "garrick-test-pool-4"),
                    names);
        }
    }
}
