package io.garrick.pattern;

/** For a child that comes back after a failure; made by {@link BackoffOpts#onFailure}. Immutable. */
public final class BackoffOnFailureOptions extends ExtendedBackoffOptions<BackoffOnFailureOptions> {

    BackoffOnFailureOptions(BackoffSettings settings) {
        super(settings);
    }

    @Override
    BackoffOnFailureOptions with(BackoffSettings other) {
        return new BackoffOnFailureOptions(other);
    }
}
