package io.garrick.actor;

/**
 * The functional interfaces of the builders ({@link ReceiveBuilder} first of all). Unlike those of {@code java.util.function} their {@code
 * apply} may throw checked exceptions. Names and shapes are those that ported programs know.
 */
public final class FI {

    private FI() {}

    /**
     * A function.
     *
     * @param <I> what it takes
     * @param <R> what it gives
     */
    @FunctionalInterface
    public interface Apply<I, R> {

        /**
         * Computes the result.
         *
         * @param i the argument
         * @return the result
         * @throws Exception when it cannot
         */
        R apply(I i) throws Exception;
    }

    /**
     * A function of two arguments.
     *
     * @param <I1> what it takes first
     * @param <I2> what it takes second
     * @param <R> what it gives
     */
    @FunctionalInterface
    public interface Apply2<I1, I2, R> {

        /**
         * Computes the result.
         *
         * @param i1 the first argument
         * @param i2 the second argument
         * @return the result
         * @throws Exception when it cannot
         */
        R apply(I1 i1, I2 i2) throws Exception;
    }

    /**
     * A condition on a value of a known type.
     *
     * @param <T> what it looks at
     */
    @FunctionalInterface
    public interface TypedPredicate<T> {

        /**
         * Decides.
         *
         * @param t the value
         * @return whether the case applies to it
         */
        boolean defined(T t);
    }

    /**
     * A condition on two values of known types.
     *
     * @param <T> the first type
     * @param <U> the second type
     */
    @FunctionalInterface
    public interface TypedPredicate2<T, U> {

        /**
         * Decides.
         *
         * @param t the first value
         * @param u the second value
         * @return whether the case applies to them
         */
        boolean defined(T t, U u);
    }

    /** A condition on a value of any type. */
    @FunctionalInterface
    public interface Predicate {

        /**
         * Decides.
         *
         * @param o the value
         * @return whether the case applies to it
         */
        boolean defined(Object o);
    }

    /**
     * Something to do with a value.
     *
     * @param <I> what it takes
     */
    @FunctionalInterface
    public interface UnitApply<I> {

        /**
         * Does it.
         *
         * @param i the argument
         * @throws Exception when it fails
         */
        void apply(I i) throws Exception;
    }

    /**
     * Something to do with two values.
     *
     * @param <I1> what it takes first
     * @param <I2> what it takes second
     */
    @FunctionalInterface
    public interface UnitApply2<I1, I2> {

        /**
         * Does it.
         *
         * @param i1 the first argument
         * @param i2 the second argument
         * @throws Exception when it fails
         */
        void apply(I1 i1, I2 i2) throws Exception;
    }

    /**
     * Something to do with three values.
     *
     * @param <I1> what it takes first
     * @param <I2> what it takes second
     * @param <I3> what it takes third
     */
    @FunctionalInterface
    public interface UnitApply3<I1, I2, I3> {

        /**
         * Does it.
         *
         * @param i1 the first argument
         * @param i2 the second argument
         * @param i3 the third argument
         * @throws Exception when it fails
         */
        void apply(I1 i1, I2 i2, I3 i3) throws Exception;
    }

    /** Something to do with nothing but what it has captured. */
    @FunctionalInterface
    public interface UnitApplyVoid {

        /**
         * Does it.
         *
         * @throws Exception when it fails
         */
        void apply() throws Exception;
    }
}
