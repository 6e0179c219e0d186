package io.garrick.actor;

/**
 * An {@link AbstractActor} that gets every message in one method, for those who would rather tell them apart themselves. Call {@link #unhandled}
 * for what is none of them.
 */
public abstract class UntypedAbstractActor extends AbstractActor {

    /** Called by the runtime through {@link Props}. */
    protected UntypedAbstractActor() {}

    /**
     * Handles a message.
     *
     * @param message the message
     * @throws Throwable is this actor's failure
     */
    public abstract void onReceive(Object message) throws Throwable;

    @Override
    public final Receive createReceive() {
        return Receive.of(this::receive);
    }

    private void receive(Object message) throws Exception {
        try {
            onReceive(message);
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable other) {
            throw UntypedAbstractActor.<RuntimeException>unchecked(other);
        }
    }

    /** Throws what the compiler would not let through: the runtime takes any throwable for a failure. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
