package io.garrick.actor;

/**
 * A behaviour as a function that is not defined for every message: what {@link AbstractActor.Receive#onMessage()} gives, for code that combines or
 * tries behaviours itself.
 */
public interface PartialHandler {

    /**
     * Whether {@link #apply} has a case for a message. Runs predicates, never a handler.
     *
     * @param message any message
     * @return whether there is a case for it
     */
    boolean isDefinedAt(Object message);

    /**
     * Handles a message.
     *
     * @param message a message that {@link #isDefinedAt} accepts
     * @throws IllegalArgumentException when there is no case for it
     * @throws Exception whatever the handler throws
     */
    void apply(Object message) throws Exception;

    /**
     * Tries another function where this one is not defined.
     *
     * @param other what to try next
     * @return a function that is defined where either is
     */
    default PartialHandler orElse(PartialHandler other) {
        return new PartialHandler() {
            @Override
            public boolean isDefinedAt(Object message) {
                return PartialHandler.this.isDefinedAt(message) || other.isDefinedAt(message);
            }

            @Override
            public void apply(Object message) throws Exception {
                PartialHandler handler = PartialHandler.this.isDefinedAt(message) ? PartialHandler.this : other;
                handler.apply(message);
            }
        };
    }
}
