package io.garrick.actor;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * No message has come for the time given to {@link ActorContext#setReceiveTimeout} (promise T03). All instances are equal, whatever their
 * duration, so that {@code matchEquals(ReceiveTimeout.getInstance(), ...)} matches each.
 */
public final class ReceiveTimeout {

    private static final ReceiveTimeout INSTANCE = new ReceiveTimeout(Duration.ZERO);

    private final Duration duration;

    private ReceiveTimeout(Duration duration) {
        this.duration = Objects.requireNonNull(duration, "duration");
    }

    /**
     * Made by the runtime.
     *
     * @param duration the timeout that has passed
     * @return what the actor gets
     */
    public static ReceiveTimeout of(Duration duration) {
        return new ReceiveTimeout(duration);
    }

    /**
     * One to compare with.
     *
     * @return an instance of duration zero, equal to each that the runtime sends
     */
    public static ReceiveTimeout getInstance() {
        return INSTANCE;
    }

    /**
     * How long nothing has come.
     *
     * @return the timeout that was set
     */
    public Duration duration() {
        return duration;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReceiveTimeout;
    }

    @Override
    public int hashCode() {
        return ReceiveTimeout.class.getName().hashCode();
    }

    @Override
    public String toString() {
        return "ReceiveTimeout[duration=" + duration + "]";
    }
}
