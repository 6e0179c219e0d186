package io.garrick.routing;

/** A question to a router: who are the routees now? Answered with {@link Routees}. */
public enum GetRoutees implements RouterManagement {
    /** The one there is. */
    INSTANCE;

    /**
     * The one there is.
     *
     * @return always the same
     */
    public static GetRoutees getInstance() {
        return INSTANCE;
    }
}
