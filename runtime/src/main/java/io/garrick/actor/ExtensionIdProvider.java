package io.garrick.actor;

/** Leads to an {@link ExtensionId}: what a class named in {@code garrick.extensions} implements, so that the one key is found. */
public interface ExtensionIdProvider {

    /**
     * The key.
     *
     * @return the same at each call
     */
    ExtensionId<? extends Extension> lookup();
}
