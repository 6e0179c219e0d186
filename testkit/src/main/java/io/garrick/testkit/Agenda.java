package io.garrick.testkit;

import io.garrick.testkit.RehearsalPlatform.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who waits for a turn, by arrival; what the strategy has chosen so far. */
final class Agenda {

    private final Strategy strategy;

    @Nullable
    private Source oldest;

    @Nullable
    private Source youngest;

    /** Who was the last to run. */
    @Nullable
    private Source last;

    /** Who could have gone on when the last was chosen. */
    @Nullable
    private Source preempted;

    private long steps;
    private long preemptions;

    /** Where the schedule was not the plain one; null unless somebody wants to know. */
    @Nullable
    private List<Deviation> deviations;

    Agenda(Strategy strategy) {
        this.strategy = strategy;
    }

    void record() {
        deviations = new ArrayList<>();
    }

    boolean isEmpty() {
        return oldest == null;
    }

    void add(Source source, Task task) {
        source.task = task;
        source.older = youngest;
        if (youngest == null) {
            oldest = source;
        } else {
            youngest.younger = source;
        }
        youngest = source;
        strategy.add(source);
    }

    /** Whether time passes before the next turn; once before each {@link #take()}. */
    boolean leaps() {
        steps++;
        return strategy.leaps();
    }

    /** Time has passed, as {@link #leaps()} said. */
    void leapt() {
        if (deviations != null) {
            deviations.add(Deviation.leap(steps));
        }
    }

    /** Whose turn it is. */
    Source take() {
        Source first = oldest;
        if (first == null) {
            throw new IllegalStateException("nobody waits for a turn");
        }
        Source goesOn = last != null && last.isWaiting() ? last : null;
        Source chosen = strategy.take(goesOn, first);
        preempted = chosen == goesOn ? null : goesOn;
        if (preempted != null) {
            preemptions++;
        }
        if (deviations != null && chosen != (goesOn == null ? first : goesOn)) {
            deviations.add(Deviation.choice(steps, chosen, first));
        }
        unlink(chosen);
        last = chosen;
        return chosen;
    }

    private void unlink(Source source) {
        Source before = source.older;
        Source after = source.younger;
        if (before == null) {
            oldest = after;
        } else {
            before.younger = after;
        }
        if (after == null) {
            youngest = before;
        } else {
            after.older = before;
        }
        source.older = null;
        source.younger = null;
    }

    /** How often somebody was chosen although the last to run could have gone on. */
    long preemptions() {
        return preemptions;
    }

    /** Who could have gone on instead of the last that was chosen, if it was another. */
    @Nullable
    Source preempted() {
        return preempted;
    }

    /** What has been recorded, in order. */
    List<Deviation> deviations() {
        return deviations == null ? List.of() : List.copyOf(deviations);
    }
}
