package io.garrick.remoting;

/**
 * How unusual a silence is, by what was usual before: the phi accrual failure detector (Hayashibara et al. 2004). A phi of 8 means that a silence as long as this one was to be
 * expected once in 10<sup>8</sup> times. Pure arithmetic; guarded by its owner.
 */
final class PhiAccrual {

    private static final int SAMPLES = 100;

    /** Bounds of the deviation, in parts of what is usual: below, a late packet would be a verdict; above, a few pauses would put off every verdict. */
    private static final double LEAST_DEVIATION = 0.2;

    private static final double MOST_DEVIATION = 0.4;

    private final double usualNanos;
    private final double patienceNanos;
    private final double[] samples = new double[SAMPLES];
    private int count;
    private int next;

    /** @param usualNanos what is taken for usual before anything is known */
    PhiAccrual(long usualNanos, long patienceNanos) {
        this.usualNanos = usualNanos;
        this.patienceNanos = patienceNanos;
        add(usualNanos);
    }

    /** A sign of life has come so long after the one before. */
    void add(long nanos) {
        samples[next] = nanos;
        next = (next + 1) % SAMPLES;
        count = Math.min(count + 1, SAMPLES);
    }

    /** @param silenceNanos since the last sign of life */
    double phi(long silenceNanos) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += samples[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (samples[i] - mean) * (samples[i] - mean);
        }
        double deviation = Math.min(
                MOST_DEVIATION * usualNanos, Math.max(LEAST_DEVIATION * usualNanos, Math.sqrt(squares / count)));
        double y = (silenceNanos - mean - patienceNanos) / deviation;
        double e = Math.exp(-y * (1.5976 + 0.070566 * y * y)); // the normal distribution, by a logistic curve
        return y > 0 ? -Math.log10(e / (1 + e)) : -Math.log10(1 - 1 / (1 + e));
    }
}
