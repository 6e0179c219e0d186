package io.garrick.actor;

/**
 * Names an extension and makes it: a key, of which there is one object for all systems, usually a constant. Extend {@link AbstractExtensionId}.
 *
 * @param <T> what it makes
 */
public interface ExtensionId<T extends Extension> {

    /**
     * Makes the extension. Called by the runtime once per system, in the thread that asks first; others that ask meanwhile wait. May ask for other
     * extensions, but not for one whose making waits for this one.
     *
     * @param system where it shall be
     * @return the extension
     */
    T createExtension(ExtendedActorSystem system);

    /**
     * The extension of a system, made now if it is not there yet. Any thread.
     *
     * @param system which system's
     * @return the same object at each call
     * @throws ExtensionException when it cannot be made; the next call tries again
     */
    default T get(ActorSystem system) {
        return system.registerExtension(this);
    }
}
