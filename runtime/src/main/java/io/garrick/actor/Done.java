package io.garrick.actor;

/** The value of stages that tell only that something is done. */
public final class Done {

    private static final Done INSTANCE = new Done();

    private Done() {}

    /**
     * The one instance.
     *
     * @return always the same
     */
    public static Done getInstance() {
        return INSTANCE;
    }

    /**
     * The one instance.
     *
     * @return as {@link #getInstance()}
     */
    public static Done done() {
        return INSTANCE;
    }

    @Override
    public String toString() {
        return "Done";
    }
}
