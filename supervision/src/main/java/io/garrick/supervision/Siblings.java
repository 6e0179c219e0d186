package io.garrick.supervision;

import java.util.Iterator;

/**
 * The living children of one actor, as its {@link Supervisor} sees them. Implemented by the parent's cell, called on the
 * thread that runs the parent; a group is walked through it and never copied.
 *
 * <p>The iterators give no child of which {@link Event.Gone} has been told. Children may end and be added while one is under way:
 * what has ended before its turn is left out, and an iterator that stands beside one that has ended may end early.
 *
 * @param <C> what the runtime knows a child by
 */
public interface Siblings<C> {

    /**
     * The children in order of start.
     *
     * @return a fresh iterator
     */
    Iterator<C> oldestFirst();

    /**
     * The children in reverse order of start.
     *
     * @return a fresh iterator
     */
    Iterator<C> youngestFirst();

    /**
     * What becomes of a child that ends by itself.
     *
     * @param child one of the children
     * @return the kind that it was given itself, or else its strategy's
     */
    ChildKind kind(C child);
}
