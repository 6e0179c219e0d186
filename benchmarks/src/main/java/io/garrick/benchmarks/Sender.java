package io.garrick.benchmarks;

/** The side that sends, knows the time, and so knows what a message costs. */
abstract class Sender implements Handler {

    private final Work work = new Work();
    private final Phases phases;
    private final Messages messages;

    private long started;
    private long windowStarted;
    private long windowNanos;
    private long windowCount;
    private long sent;
    private boolean stopped;

    Sender(Row row, Phases phases) {
        this.phases = phases;
        this.messages = Messages.of(row.bytes());
    }

    final void start() {
        started = System.nanoTime();
    }

    /** Counts those of which it is known that they were handled; whether to go on. */
    final boolean arrived(long count, long now) {
        long all = work.add(count);
        if (windowStarted == 0) {
            if (now - started >= phases.warmNanos()) {
                windowStarted = now;
                windowCount = all;
                phases.begun().complete(all);
            }
        } else if (!stopped && now - windowStarted >= phases.windowNanos()) {
            windowNanos = now - windowStarted;
            windowCount = all - windowCount;
            stopped = true;
            phases.ended().complete(all);
        }
        if (stopped && all == sent) {
            phases.drained().complete(all);
        }
        return !stopped;
    }

    final boolean isMeasured() {
        return windowStarted != 0 && !stopped;
    }

    final void send(int count, Out out) {
        for (int i = 0; i < count; i++) {
            out.send(messages.next());
        }
        sent += count;
    }

    /** Once drained. */
    final double nanosPerMessage() {
        return (double) windowNanos / windowCount;
    }

    final long windowCount() {
        return windowCount;
    }

    final long windowNanos() {
        return windowNanos;
    }

    /** How long such a part of the round trips took at most, in nanoseconds; no number where none was taken. */
    double quantile(double part) {
        return Double.NaN;
    }

    @Override
    public final Work work() {
        return work;
    }
}
