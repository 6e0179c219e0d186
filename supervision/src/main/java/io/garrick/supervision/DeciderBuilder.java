package io.garrick.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Builds a {@link Decider} from cases by exception class. The first case that fits wins, in the order in which they
 * were added; an exception that fits none is <em>escalated</em>, as in Akka, and not given to the default decider. To
 * have the rest handled by default, end with {@code matchAny(SupervisorStrategy.defaultDecider())}. The cases of a map are put into order by
 * {@link #of}.
 *
 * <pre>{@code
 * DeciderBuilder.match(ArithmeticException.class, e -> SupervisorStrategy.resume())
 *         .match(SQLException.class, e -> e.getErrorCode() == 40001, e -> SupervisorStrategy.restart())
 *         .matchAny(e -> SupervisorStrategy.escalate())
 *         .build()
 * }</pre>
 *
 * <p>Not safe for use by several threads; what it builds is, when the given functions are. Origin: Akka's
 * {@code DeciderBuilder}.
 */
public final class DeciderBuilder {

    private DeciderBuilder() {}

    /**
     * Starts with a case for a class and its subclasses.
     *
     * @param <P> the exception's type
     * @param type the exception's class
     * @param choose gives the directive
     * @return a builder with this case
     */
    public static <P extends Throwable> Cases match(Class<P> type, Choice<? super P> choose) {
        return new Cases().match(type, choose);
    }

    /**
     * Starts with a case for those exceptions of a class and its subclasses that meet a condition.
     *
     * @param <P> the exception's type
     * @param type the exception's class
     * @param condition asked only for exceptions of this class
     * @param choose gives the directive
     * @return a builder with this case
     */
    public static <P extends Throwable> Cases match(
            Class<P> type, Condition<? super P> condition, Choice<? super P> choose) {
        return new Cases().match(type, condition, choose);
    }

    /**
     * Starts with a case that everything fits.
     *
     * @param decider gives the directive
     * @return a builder with this case
     */
    public static Cases matchAny(Decider decider) {
        return new Cases().matchAny(decider);
    }

    /**
     * Starts with a case for each class of a map, with the most specific first, whatever the map's order: the directive for an exception is that of its
     * class or of the nearest superclass in the map. Cases that are added come after them.
     *
     * @param directives what to do about failures of a class and its subclasses; copied
     * @return a builder with these cases
     * @throws NullPointerException when the map, a class or a directive is {@code null}
     * @throws IllegalArgumentException when the map is empty, or has something else than exception classes and directives
     */
    public static Cases of(Map<? extends Class<? extends Throwable>, Directive> directives) {
        Cases cases = new Cases();
        for (BySpecificity.Entry entry : BySpecificity.sorted(Objects.requireNonNull(directives, "directives"))) {
            cases.match(entry.type(), cause -> entry.directive());
        }
        return cases;
    }

    /**
     * Gives the directive of one case.
     *
     * @param <P> the exception's type
     */
    @FunctionalInterface
    public interface Choice<P extends Throwable> {

        /**
         * Chooses what is to be done.
         *
         * @param cause what the child failed with
         * @return the directive
         * @throws Exception when it cannot decide; the supervising actor then fails with this exception
         */
        Directive apply(P cause) throws Exception;
    }

    /**
     * Says whether a case applies.
     *
     * @param <P> the exception's type
     */
    @FunctionalInterface
    public interface Condition<P extends Throwable> {

        /**
         * Looks at an exception of the case's class.
         *
         * @param cause what the child failed with
         * @return whether the case applies; if not, the next cases are tried
         * @throws Exception when it cannot tell; the supervising actor then fails with this exception
         */
        boolean test(P cause) throws Exception;
    }

    /**
     * Cases collected so far. A type of its own, because a class cannot have a static and an instance method of one
     * signature.
     */
    public static final class Cases {

        private final List<Case> cases = new ArrayList<>();

        private Cases() {}

        /**
         * Adds a case for a class and its subclasses.
         *
         * @param <P> the exception's type
         * @param type the exception's class
         * @param choose gives the directive
         * @return this builder
         */
        public <P extends Throwable> Cases match(Class<P> type, Choice<? super P> choose) {
            return match(type, cause -> true, choose);
        }

        /**
         * Adds a case for those exceptions of a class and its subclasses that meet a condition.
         *
         * @param <P> the exception's type
         * @param type the exception's class
         * @param condition asked only for exceptions of this class
         * @param choose gives the directive
         * @return this builder
         */
        public <P extends Throwable> Cases match(
                Class<P> type, Condition<? super P> condition, Choice<? super P> choose) {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(choose, "choose");
            cases.add(new Case(
                    cause -> type.isInstance(cause) && condition.test(type.cast(cause)),
                    cause -> choose.apply(type.cast(cause))));
            return this;
        }

        /**
         * Adds a case that everything fits; later cases are never reached.
         *
         * @param decider gives the directive
         * @return this builder
         */
        public Cases matchAny(Decider decider) {
            Objects.requireNonNull(decider, "decider");
            cases.add(new Case(cause -> true, decider));
            return this;
        }

        /**
         * Makes the decider. The builder may be used on without changing what was built.
         *
         * @return a decider that tries the cases in order and escalates what fits none
         */
        public Decider build() {
            List<Case> tried = List.copyOf(cases);
            return cause -> {
                for (Case each : tried) {
                    if (each.condition.test(cause)) {
                        return each.decider.apply(cause);
                    }
                }
                return Directive.ESCALATE;
            };
        }
    }

    private record Case(Condition<Throwable> condition, Decider decider) {}
}
