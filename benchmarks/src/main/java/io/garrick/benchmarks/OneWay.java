package io.garrick.benchmarks;

/** Keeps a window of messages full: for each acknowledgement as many more as it stands for. */
final class OneWay extends Sender {

    private final int inFlight;
    private final int ackEvery;

    OneWay(Row row, Phases phases) {
        super(row, phases);
        this.inFlight = row.inFlight();
        this.ackEvery = row.ackEvery();
    }

    @Override
    public void begin(Out out) {
        start();
        send(inFlight, out);
    }

    @Override
    public void handle(Object ack, Out out) {
        if (arrived(ackEvery, System.nanoTime())) {
            send(ackEvery, out);
        }
    }
}
