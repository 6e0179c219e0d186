package io.garrick.actor;

import static java.util.Objects.requireNonNull;

import io.garrick.actor.FSM.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds what an FSM does when it ends, case by case; the first case that matches the reason is the one. Begun with {@link AbstractFSM#matchStop}. The
 * shape is that of Akka's builder of this name.
 *
 * @param <S> names of states
 * @param <D> data of states
 */
public final class FSMStopBuilder<S, D> {

    private final List<End<S, D>> ends = new ArrayList<>();

    /** An empty one. */
    public FSMStopBuilder() {}

    private record End<S, D>(FI.TypedPredicate<Reason> condition, FI.UnitApply3<Reason, S, D> apply) {}

    /**
     * Does something when the machine ends for one reason.
     *
     * @param reason the reason; a failure with this cause only
     * @param apply what to do; gets the last state's name and data
     * @return this builder
     */
    public FSMStopBuilder<S, D> stop(Reason reason, FI.UnitApply2<S, D> apply) {
        requireNonNull(reason, "reason");
        requireNonNull(apply, "apply");
        return add(reason::equals, (any, state, data) -> apply.apply(state, data));
    }

    /**
     * Does something when the machine ends for a reason of one type.
     *
     * @param <RT> the type
     * @param reasonType matches its instances
     * @param apply what to do; gets the reason, and the last state's name and data
     * @return this builder
     */
    public <RT extends Reason> FSMStopBuilder<S, D> stop(Class<RT> reasonType, FI.UnitApply3<RT, S, D> apply) {
        return stop(reasonType, any -> true, apply);
    }

    /**
     * Does something when the machine ends for a reason of one type that fulfils a condition.
     *
     * @param <RT> the type
     * @param reasonType matches its instances
     * @param predicate the condition
     * @param apply what to do; gets the reason, and the last state's name and data
     * @return this builder
     */
    public <RT extends Reason> FSMStopBuilder<S, D> stop(
            Class<RT> reasonType, FI.TypedPredicate<RT> predicate, FI.UnitApply3<RT, S, D> apply) {
        requireNonNull(reasonType, "reasonType");
        requireNonNull(predicate, "predicate");
        requireNonNull(apply, "apply");
        return add(
                reason -> reasonType.isInstance(reason) && predicate.defined(reasonType.cast(reason)),
                (reason, state, data) -> apply.apply(reasonType.cast(reason), state, data));
    }

    /**
     * Ends the building.
     *
     * @return the cases given so far as one function
     */
    public FI.UnitApply3<Reason, S, D> build() {
        List<End<S, D>> mine = List.copyOf(ends);
        return (reason, state, data) -> {
            for (End<S, D> end : mine) {
                if (end.condition().defined(reason)) {
                    end.apply().apply(reason, state, data);
                    return;
                }
            }
        };
    }

    private FSMStopBuilder<S, D> add(FI.TypedPredicate<Reason> condition, FI.UnitApply3<Reason, S, D> apply) {
        ends.add(new End<>(condition, apply));
        return this;
    }
}
