package io.garrick.actor;

/**
 * The usual base of an {@link ExtensionId}. Each object is a key of its own, so keep one in a constant:
 *
 * <pre>{@code
 * public final class Prices implements Extension {
 *     public static final AbstractExtensionId<Prices> ID = new AbstractExtensionId<>() {
 *         public Prices createExtension(ExtendedActorSystem system) {
 *             return new Prices(system.settings().config());
 *         }
 *     };
 * }
 * ...
 * Prices prices = Prices.ID.get(getContext().getSystem());
 * }</pre>
 *
 * @param <T> what it makes
 */
public abstract class AbstractExtensionId<T extends Extension> implements ExtensionId<T> {

    /** For subclasses. */
    protected AbstractExtensionId() {}
}
