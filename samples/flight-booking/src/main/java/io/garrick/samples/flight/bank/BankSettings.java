package io.garrick.samples.flight.bank;

/**
 * What a bank is like.
 *
 * @param port          where it listens, or 0 for any free port
 * @param seed          decides which requests are slow and which fail
 * @param latencyMillis usual time to answer, in milliseconds, 0 or more
 * @param failures      share of requests that fail with status 503, from 0 to 1
 */
public record BankSettings(int port, long seed, int latencyMillis, double failures) {

    /** Checks the ranges. */
    public BankSettings {
        if (latencyMillis < 0 || failures < 0 || failures > 1) {
            throw new IllegalArgumentException(
                    "bank is out of range: latencyMillis=" + latencyMillis + " failures=" + failures);
        }
    }

    /**
     * A bank that answers in about 3 ms and fails once in 200 times.
     *
     * @return the settings, with port 0 and seed 1
     */
    public static BankSettings defaults() {
        return new BankSettings(0, 1, 3, 0.005);
    }

    /**
     * The same with another port.
     *
     * @param newPort where to listen
     * @return new settings
     */
    public BankSettings withPort(int newPort) {
        return new BankSettings(newPort, seed, latencyMillis, failures);
    }

    /**
     * The same with another seed.
     *
     * @param newSeed any number
     * @return new settings
     */
    public BankSettings withSeed(long newSeed) {
        return new BankSettings(port, newSeed, latencyMillis, failures);
    }

    /**
     * The same with other troubles.
     *
     * @param newLatencyMillis usual time to answer
     * @param newFailures      share of requests that fail
     * @return new settings
     */
    public BankSettings withTroubles(int newLatencyMillis, double newFailures) {
        return new BankSettings(port, seed, newLatencyMillis, newFailures);
    }
}
