package io.garrick.actor;

/**
 * Two values, for ported programs; your own record with names that say something is better.
 *
 * @param first the first
 * @param second the second
 * @param <A> what the first is
 * @param <B> what the second is
 */
public record Pair<A, B>(A first, B second) {

    /**
     * Makes a pair.
     *
     * @param first the first
     * @param second the second
     * @param <A> what the first is
     * @param <B> what the second is
     * @return the pair
     */
    public static <A, B> Pair<A, B> create(A first, B second) {
        return new Pair<>(first, second);
    }
}
