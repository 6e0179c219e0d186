package io.garrick.actor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks whoever gets it for its ref; the runtime answers with {@link ActorIdentity} (promise M07). */
public final class Identify extends AutoReceivedMessage {

    private final Object messageId;

    /**
     * A question.
     *
     * @param messageId comes back as {@link ActorIdentity#correlationId()}
     */
    public Identify(Object messageId) {
        this.messageId = Objects.requireNonNull(messageId, "messageId");
    }

    /**
     * What the answer will carry.
     *
     * @return as given at construction
     */
    public Object messageId() {
        return messageId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Identify && messageId.equals(((Identify) other).messageId);
    }

    @Override
    public int hashCode() {
        return messageId.hashCode();
    }

    @Override
    public String toString() {
        return "Identify[messageId=" + messageId + "]";
    }
}
