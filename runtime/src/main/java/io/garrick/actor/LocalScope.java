package io.garrick.actor;

/** The actor lives in the process that creates it. */
public final class LocalScope implements Scope {

    private static final LocalScope INSTANCE = new LocalScope();

    private LocalScope() {}

    /**
     * The scope.
     *
     * @return the only instance
     */
    public static LocalScope getInstance() {
        return INSTANCE;
    }

    @Override
    public String toString() {
        return "LocalScope";
    }
}
