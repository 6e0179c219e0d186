package io.garrick.actor;

/** Stops the actor when it is dequeued: what was sent before is handled, what comes after becomes dead letters (promise M07). */
public final class PoisonPill extends AutoReceivedMessage {

    private static final PoisonPill INSTANCE = new PoisonPill();

    private PoisonPill() {}

    /**
     * The one instance.
     *
     * @return always the same
     */
    public static PoisonPill getInstance() {
        return INSTANCE;
    }

    @Override
    public String toString() {
        return "PoisonPill";
    }
}
