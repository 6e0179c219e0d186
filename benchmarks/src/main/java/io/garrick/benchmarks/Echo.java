package io.garrick.benchmarks;

/** Looks at what comes, and sends it back. */
final class Echo implements Handler {

    private final Work work = new Work();

    @Override
    public void handle(Object message, Out out) {
        work.add(message);
        out.send(message);
    }

    @Override
    public Work work() {
        return work;
    }
}
