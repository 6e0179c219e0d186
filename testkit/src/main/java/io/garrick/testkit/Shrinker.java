package io.garrick.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks for a run that fails in the same way with fewer preemptions: takes deviations from the plain schedule out, many at once and then fewer, the latest first, as
 * long as that helps (delta debugging, Zeller 1999).
 */
final class Shrinker {

    private static final int MOST_ATTEMPTS = 500;

    /** Of all attempts together. */
    private static final long MOST_EVENTS = 3_000_000;

    private final Run original;
    private final Consumer<Rehearsal> scenario;
    private Run best;
    private List<Deviation> deviations;
    private int attempts;
    private long events;

    /** @param original has failed, and its deviations have been recorded */
    Shrinker(Run original, Consumer<Rehearsal> scenario) {
        this.original = original;
        this.scenario = scenario;
        this.best = original;
        this.deviations = original.rehearsal().loop().agenda().deviations();
    }

    /** The best run that was found; the original when there is none. */
    Run shrink() {
        if (isBetter(List.of())) {
            return best;
        }
        int chunk = Math.max(1, deviations.size() / 2);
        while (mayGoOn()) {
            boolean helped = takeOut(chunk);
            if (chunk == 1 && !helped) {
                break;
            }
            chunk = Math.max(1, chunk / 2);
        }
        return best;
    }

    int attempts() {
        return attempts;
    }

    /** One pass from the end to the beginning; returns whether anything could go. */
    private boolean takeOut(int chunk) {
        boolean helped = false;
        int end = deviations.size();
        while (end > 0 && mayGoOn()) {
            int begin = Math.max(0, end - chunk);
            List<Deviation> fewer = new ArrayList<>(deviations.subList(0, begin));
            fewer.addAll(deviations.subList(end, deviations.size()));
            helped |= isBetter(fewer);
            end = Math.min(begin, deviations.size());
        }
        return helped;
    }

    private boolean mayGoOn() {
        return !deviations.isEmpty() && attempts < MOST_ATTEMPTS && events < MOST_EVENTS;
    }

    private boolean isBetter(List<Deviation> candidate) {
        attempts++;
        Rehearsal before = original.rehearsal();
        Rehearsal rehearsal = Rehearsal.directed(before.seed(), before.exploration(), candidate);
        rehearsal.loop().agenda().record();
        rehearsal.loop().limitInAll(2 * original.events() + 1_000);
        Run run = Run.of(rehearsal, scenario);
        events += run.events();
        List<Deviation> taken = rehearsal.loop().agenda().deviations();
        boolean better = run.endsAs(original)
                && (run.preemptions() < best.preemptions()
                        || run.preemptions() == best.preemptions() && taken.size() < deviations.size());
        if (better) {
            best = run;
            deviations = taken;
        }
        return better;
    }
}
