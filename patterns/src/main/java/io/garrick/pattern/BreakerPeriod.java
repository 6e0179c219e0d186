package io.garrick.pattern;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A time during which a breaker is in one state. A call counts for the period that let it through and for no later one, so an old call that ends late moves nothing.
 *
 * <pre>
 * Closed   -> Open      the last of so many failures in a row
 * Open     -> HalfOpen  its time is over
 * HalfOpen -> Closed    the probe succeeds
 * HalfOpen -> Open      the probe fails; stays open longer where it backs off
 * </pre>
 */
abstract class BreakerPeriod {

    /** Whether one more call may be made; whoever is told so makes it. Any thread. */
    abstract boolean admits();

    /** All calls go through, failures in a row are counted. */
    static final class Closed extends BreakerPeriod {

        private final AtomicInteger failures = new AtomicInteger();

        @Override
        boolean admits() {
            return true;
        }

        /** Many calls succeed at once, and the count is zero nearly always: reads before it writes. */
        void succeeded() {
            if (failures.get() != 0) {
                failures.set(0);
            }
        }

        /** Whether these are as many failures in a row. */
        boolean failed(int most) {
            return failures.incrementAndGet() >= most;
        }
    }

    /** No call goes through. */
    static final class Open extends BreakerPeriod {

        /** How often the breaker has opened again since it was closed: 0 at first. */
        final int reopened;

        final long endNanos;

        Open(int reopened, long endNanos) {
            this.reopened = reopened;
            this.endNanos = endNanos;
        }

        @Override
        boolean admits() {
            return false;
        }
    }

    /** One call goes through. */
    static final class HalfOpen extends BreakerPeriod {

        final int reopened;
        private final AtomicBoolean probed = new AtomicBoolean();

        HalfOpen(int reopened) {
            this.reopened = reopened;
        }

        @Override
        boolean admits() {
            return !probed.get() && probed.compareAndSet(false, true);
        }
    }
}
