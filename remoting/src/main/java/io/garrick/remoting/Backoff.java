package io.garrick.remoting;

/** Delays that double from failure to failure. Guarded by its owner. */
final class Backoff {

    private final Node node;
    private int failures;

    Backoff(Node node) {
        this.node = node;
    }

    void succeeded() {
        failures = 0;
    }

    /** How long to wait after one more failure. */
    long failed() {
        long least = node.settings().backoffMin().toNanos();
        long most = node.settings().backoffMax().toNanos();
        long delay = failures >= 40 ? most : Math.min(most, least << failures);
        failures++;
        return node.jittered(delay < least ? most : delay);
    }
}
