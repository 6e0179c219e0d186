package io.garrick.benchmarks;

/** Sends a message for each that comes back, and takes the time. They come back in the order in which they left. */
final class RoundTrips extends Sender {

    private final Latencies latencies = new Latencies();
    private final long[] left;
    private long sent;
    private long back;

    RoundTrips(Row row, Phases phases) {
        super(row, phases);
        this.left = new long[row.inFlight()];
    }

    @Override
    public void begin(Out out) {
        start();
        for (int i = 0; i < left.length; i++) {
            sendOne(System.nanoTime(), out);
        }
    }

    @Override
    public void handle(Object message, Out out) {
        long now = System.nanoTime();
        if (isMeasured()) {
            latencies.add(now - left[(int) (back % left.length)]);
        }
        back++;
        if (arrived(1, now)) {
            sendOne(now, out);
        }
    }

    private void sendOne(long now, Out out) {
        left[(int) (sent++ % left.length)] = now;
        send(1, out);
    }

    @Override
    double quantile(double part) {
        return latencies.quantile(part);
    }
}
