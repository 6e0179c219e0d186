package io.garrick.actor;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link ResendPolicy} wants done with a message that could not be delivered. A value. */
public final class Resend {

    private static final Resend NO = new Resend(false, null, Duration.ZERO);
    private static final Resend AGAIN = new Resend(true, null, Duration.ZERO);

    private final boolean wanted;

    @Nullable
    private final ActorRef recipient;

    private final Duration delay;

    private Resend(boolean wanted, @Nullable ActorRef recipient, Duration delay) {
        this.wanted = wanted;
        this.recipient = recipient;
        this.delay = delay;
    }

    /**
     * Nothing: the message becomes a dead letter, unless another policy knows better.
     *
     * @return the value
     */
    public static Resend no() {
        return NO;
    }

    /**
     * Send it to somebody else. The sender stays who it was.
     *
     * @param recipient to whom
     * @return the value
     */
    public static Resend to(ActorRef recipient) {
        return new Resend(true, Objects.requireNonNull(recipient, "recipient"), Duration.ZERO);
    }

    /**
     * Send it to whoever has the recipient's path when it is sent: the recipient itself while it lives, or its successor of the same name.
     *
     * @return the value
     */
    public static Resend again() {
        return AGAIN;
    }

    /**
     * The same, later. Without this a message is sent at once.
     *
     * @param pause how long to wait; not negative, zero for at once
     * @return a new value
     * @throws IllegalArgumentException when the pause is negative
     * @throws IllegalStateException when nothing is to be sent
     */
    public Resend after(Duration pause) {
        if (pause.isNegative()) {
            throw new IllegalArgumentException("pause before sending again must not be negative: pause=" + pause);
        }
        if (!wanted) {
            throw new IllegalStateException("nothing is to be sent, so there is nothing to wait for: pause=" + pause);
        }
        return new Resend(true, recipient, pause);
    }

    /**
     * Whether the message is to be sent.
     *
     * @return {@code false} for {@link #no()} only
     */
    public boolean isWanted() {
        return wanted;
    }

    /**
     * To whom it is to be sent.
     *
     * @return somebody; or null for whoever has the recipient's path
     */
    public @Nullable ActorRef recipient() {
        return recipient;
    }

    /**
     * When it is to be sent.
     *
     * @return how long from now
     */
    public Duration delay() {
        return delay;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resend that
                && wanted == that.wanted
                && Objects.equals(recipient, that.recipient)
                && delay.equals(that.delay);
    }

    @Override
    public int hashCode() {
        return Objects.hash(wanted, recipient, delay);
    }

    @Override
    public String toString() {
        String to = recipient == null ? "again" : "to=" + recipient;
        return wanted ? "Resend[" + to + " delay=" + delay + "]" : "Resend[no]";
    }
}
