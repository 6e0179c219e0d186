package io.garrick.event;

/**
 * An order of classifiers from the narrow to the wide, such as packages and those inside them.
 *
 * @param <C> a classifier
 */
public interface Subclassification<C> {

    /**
     * Whether two classifiers mean the same.
     *
     * @param x one
     * @param y another
     * @return whether they are the same channel
     */
    boolean isEqual(C x, C y);

    /**
     * Whether everything that falls under one falls under another, too.
     *
     * @param x the narrower one, perhaps
     * @param y the wider one, perhaps
     * @return {@code true} also when they are equal
     */
    boolean isSubclass(C x, C y);
}
