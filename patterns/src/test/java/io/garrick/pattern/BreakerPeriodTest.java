package io.garrick.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BreakerPeriodTest {

    private static final int ROUNDS = 20_000;

    /** Has two threads meet at each of the things; how often one of them was told yes. */
    private static <P> int meetings(List<P> things, Predicate<P> question) throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        Callable<Integer> walk = () -> {
            int yes = 0;
            for (int i = 0; i < things.size(); i++) {
                arrived.incrementAndGet();
                while (arrived.get() < 2 * (i + 1)) {
                    Thread.onSpinWait();
                }
                yes += question.test(things.get(i)) ? 1 : 0;
            }
            return yes;
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = pool.submit(walk);
            Future<Integer> other = pool.submit(walk);
            return one.get(60, TimeUnit.SECONDS) + other.get(60, TimeUnit.SECONDS);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("Behaviour 21 Half-open admits one call, also when two come at the very same moment")
    void halfOpen_twoThreadsAtOnce_admitsOne() throws Exception {
        List<BreakerPeriod.HalfOpen> periods = Stream.generate(() -> new BreakerPeriod.HalfOpen(0))
                .limit(ROUNDS)
                .toList();

        assertEquals(ROUNDS, meetings(periods, BreakerPeriod::admits));
        assertFalse(periods.get(0).admits());
    }

    @Test
    @DisplayName("Behaviour 21 Failures are counted in a row, also when two end at the very same moment")
    void closed_twoThreadsFail_countsBoth() throws Exception {
        List<BreakerPeriod.Closed> periods =
                Stream.generate(BreakerPeriod.Closed::new).limit(ROUNDS).toList();

        assertEquals(ROUNDS, meetings(periods, period -> period.failed(2)));

        BreakerPeriod.Closed closed = new BreakerPeriod.Closed();
        assertEquals(
                List.of(false, false, true, true),
                IntStream.range(0, 4).mapToObj(i -> closed.failed(3)).toList());
        closed.succeeded();
        assertFalse(closed.failed(2));
        assertTrue(closed.failed(2));
        assertTrue(closed.admits());
        assertFalse(new BreakerPeriod.Open(0, 0).admits());
    }
}
