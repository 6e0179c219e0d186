package io.garrick.actor;

/** Nothing is said about where the actor is to live: as {@link LocalScope}, unless there is a fallback. */
public final class NoScopeGiven implements Scope {

    private static final NoScopeGiven INSTANCE = new NoScopeGiven();

    private NoScopeGiven() {}

    /**
     * The scope.
     *
     * @return the only instance
     */
    public static NoScopeGiven getInstance() {
        return INSTANCE;
    }

    @Override
    public Scope withFallback(Scope other) {
        return other;
    }

    @Override
    public String toString() {
        return "NoScopeGiven";
    }
}
