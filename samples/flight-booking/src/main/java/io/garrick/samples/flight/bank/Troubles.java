package io.garrick.samples.flight.bank;

import java.util.SplittableRandom;

/** How slow and how unreliable the bank is, by a seed. Safe for any thread. */
final class Troubles {

    /** What happens to a request. */
    enum Fate {
        /** It is done and answered. */
        FINE,
        /** It fails before anything is done. */
        FAILS_BEFORE,
        /** It is done, and then the answer is lost. */
        FAILS_AFTER
    }

    private static final int SLOW_FACTOR = 10;
    private static final double SLOW_SHARE = 0.01;

    private final SplittableRandom random;
    private final int latencyMillis;
    private final double failures;

    Troubles(BankSettings settings) {
        this.random = new SplittableRandom(settings.seed());
        this.latencyMillis = settings.latencyMillis();
        this.failures = settings.failures();
    }

    synchronized Fate fate() {
        if (random.nextDouble() >= failures) {
            return Fate.FINE;
        }
        return random.nextBoolean() ? Fate.FAILS_BEFORE : Fate.FAILS_AFTER;
    }

    /** From half of the usual latency to one and a half, and for one request in a hundred ten times that. */
    synchronized long delayMicros() {
        double factor = 0.5 + random.nextDouble();
        return (long) (1_000.0 * latencyMillis * factor * (random.nextDouble() < SLOW_SHARE ? SLOW_FACTOR : 1));
    }
}
