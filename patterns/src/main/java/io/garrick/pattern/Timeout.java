package io.garrick.pattern;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait, as programs written for older versions of Akka say it.
 *
 * @param duration how long
 * @deprecated use {@link Duration}
 */
@Deprecated
public record Timeout(Duration duration) {

    /**
     * Refuses null.
     *
     * @param duration how long
     */
    public Timeout {
        Objects.requireNonNull(duration, "duration");
    }

    /**
     * So many units.
     *
     * @param length how many
     * @param unit of what
     */
    public Timeout(long length, TimeUnit unit) {
        this(Duration.of(length, unit.toChronoUnit()));
    }

    /**
     * As long as this.
     *
     * @param duration how long
     * @return the time-out
     */
    public static Timeout create(Duration duration) {
        return new Timeout(duration);
    }
}
