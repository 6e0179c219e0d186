package io.garrick.samples.flight.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.dispatch.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RescuesTest {

    private final AtomicLong now = new AtomicLong();
    private final Rescues rescues = new Rescues(new Clock() {
        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    });

    @Test
    void takenAlong_byOneFailure_isOneRestartOfAGroup() {
        Throwable first = new ChaosCrash("a", Chaos.Point.BEFORE);
        rescues.takenAlong("b", first);
        rescues.takenAlong("c", first);
        rescues.takenAlong("b", new ChaosCrash("a", Chaos.Point.BEFORE));
        assertEquals(2, rescues.count().groupRestarts());
        assertEquals(Map.of("b", 2L, "c", 1L), rescues.count().takenAlong());
    }

    @Test
    void delays_areCountedWhenTheyAreOver() {
        rescues.down("a");
        now.addAndGet(5);
        rescues.down("b");
        now.addAndGet(5);
        rescues.up("a");
        assertEquals(1, rescues.count().delays());
        assertEquals(10, rescues.count().delayNanos());
        rescues.up("b");
        rescues.up("b");
        assertEquals(2, rescues.count().delays());
        assertEquals(15, rescues.count().delayNanos());
    }

    @Test
    void redelivered_isTheVeryMessage_onceForEachCrash() {
        Object message = new Object();
        rescues.handles("a", message);
        assertEquals(0, rescues.count().redelivered(), "it had not crashed anybody");
        rescues.mayComeAgain("a", message);
        rescues.handles("b", message);
        rescues.handles("a", new Object());
        assertEquals(0, rescues.count().redelivered());
        rescues.handles("a", message);
        rescues.handles("a", message);
        assertEquals(1, rescues.count().redelivered());
    }

    @Test
    void poison_sentOnceMore_isNotRedelivered() {
        Object message = new Object();
        rescues.mayComeAgain("a", message);
        rescues.poison("a", message);
        rescues.handles("a", message);
        assertEquals(0, rescues.count().redelivered());
        assertEquals(1, rescues.count().poison());
    }

    @Test
    void bankInTrouble_isCounted() {
        rescues.bankInTrouble();
        assertEquals(1, rescues.count().bankTroubles());
    }
}
