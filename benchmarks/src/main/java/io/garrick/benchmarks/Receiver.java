package io.garrick.benchmarks;

/** Looks at what comes, and acknowledges each so many. */
final class Receiver implements Handler {

    private static final byte[] ACK = {1};

    private final Work work = new Work();
    private final int ackEvery;

    Receiver(int ackEvery) {
        this.ackEvery = ackEvery;
    }

    @Override
    public void handle(Object message, Out out) {
        if (work.add(message) % ackEvery == 0) {
            out.send(ACK);
        }
    }

    @Override
    public Work work() {
        return work;
    }
}
