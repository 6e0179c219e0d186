package io.garrick.actor;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds what an FSM does on its way from one state to another, case by case; the first case that matches is the one. Begun with {@link
 * AbstractFSM#matchState}. The shape is that of Akka's builder of this name.
 *
 * @param <S> names of states
 */
public final class FSMTransitionHandlerBuilder<S> {

    private final List<Way<S>> ways = new ArrayList<>();

    /** An empty one. */
    public FSMTransitionHandlerBuilder() {}

    private record Way<S>(@Nullable S from, @Nullable S to, FI.UnitApply2<S, S> apply) {

        boolean leads(S left, S entered) {
            return (from == null || from.equals(left)) && (to == null || to.equals(entered));
        }
    }

    /**
     * Does something on one way.
     *
     * @param fromState where it begins; {@code null} for anywhere
     * @param toState where it ends; {@code null} for anywhere
     * @param apply what to do
     * @return this builder
     */
    public FSMTransitionHandlerBuilder<S> state(@Nullable S fromState, @Nullable S toState, FI.UnitApplyVoid apply) {
        requireNonNull(apply, "apply");
        return state(fromState, toState, (from, to) -> apply.apply());
    }

    /**
     * Does something on one way.
     *
     * @param fromState where it begins; {@code null} for anywhere
     * @param toState where it ends; {@code null} for anywhere
     * @param apply what to do; gets both states
     * @return this builder
     */
    public FSMTransitionHandlerBuilder<S> state(@Nullable S fromState, @Nullable S toState, FI.UnitApply2<S, S> apply) {
        ways.add(new Way<>(fromState, toState, requireNonNull(apply, "apply")));
        return this;
    }

    /**
     * Ends the building.
     *
     * @return the cases given so far as one function
     */
    public FI.UnitApply2<S, S> build() {
        List<Way<S>> mine = List.copyOf(ways);
        return (from, to) -> {
            for (Way<S> way : mine) {
                if (way.leads(from, to)) {
                    way.apply().apply(from, to);
                    return;
                }
            }
        };
    }
}
