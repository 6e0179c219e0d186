package io.garrick.supervision;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a supervisor remembers of each child; the only place where phases change. */
final class Memory<C> {

    /** Never iterated but to do the same with each: no order of children shows. */
    private final Map<C, RestartHistory> histories = new HashMap<>(4);

    private final BiConsumer<Phase, Transition> observer;

    private int underWay;
    private int going;

    /** @param observer is told each transition, with the phase that it starts from */
    Memory(BiConsumer<Phase, Transition> observer) {
        this.observer = observer;
    }

    @Nullable
    RestartHistory find(C child) {
        return histories.get(child);
    }

    RestartHistory of(C child) {
        return histories.computeIfAbsent(child, absent -> new RestartHistory());
    }

    Phase phase(C child) {
        RestartHistory history = histories.get(child);
        return history == null ? Phase.RUNNING : history.phase;
    }

    int size() {
        return histories.size();
    }

    /** How many children have something to do or to say yet. */
    int underWay() {
        return underWay;
    }

    /** How many of them have still to be taken down or stopped, or are being taken down. */
    int going() {
        return going;
    }

    void go(RestartHistory history, Transition transition) {
        Phase before = history.phase;
        if (!transition.isFrom(before)) {
            throw new IllegalStateException("supervisor is at fault: phase=" + before + " transition=" + transition);
        }
        observer.accept(before, transition);
        history.phase = transition.to;
        count(transition.to, 1);
        count(before, -1);
    }

    void forget(C child) {
        RestartHistory history = histories.remove(child);
        if (history != null) {
            count(history.phase, -1);
        }
    }

    private void count(Phase phase, int change) {
        underWay += phase.underWay ? change : 0;
        going += phase.going ? change : 0;
    }

    /** For each child in one of the transition's phases. */
    void goAll(Transition transition) {
        for (RestartHistory each : histories.values()) {
            if (transition.isFrom(each.phase)) {
                go(each, transition);
            }
        }
    }
}
