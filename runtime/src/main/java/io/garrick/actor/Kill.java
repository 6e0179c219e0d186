package io.garrick.actor;

/** Makes the actor fail with {@link io.garrick.supervision.ActorKilledException} when it is dequeued (promise M07); by default that stops it. */
public final class Kill extends AutoReceivedMessage {

    private static final Kill INSTANCE = new Kill();

    private Kill() {}

    /**
     * The one instance.
     *
     * @return always the same
     */
    public static Kill getInstance() {
        return INSTANCE;
    }

    @Override
    public String toString() {
        return "Kill";
    }
}
