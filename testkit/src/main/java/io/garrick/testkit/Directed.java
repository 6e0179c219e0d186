package io.garrick.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plain schedule, but for deviations that have been recorded in another run; those that do not fit are left out. */
final class Directed implements Strategy {

    private final List<Deviation> deviations;
    private int next;
    private long step;

    /** @param deviations in the order of their steps, a leap before the choice of its step */
    Directed(List<Deviation> deviations) {
        this.deviations = deviations;
    }

    @Override
    public void add(Source source) {}

    @Override
    public boolean leaps() {
        step++;
        if (isNext(true)) {
            next++;
            return true;
        }
        return false;
    }

    @Override
    public Source take(@Nullable Source last, Source oldest) {
        if (isNext(false)) {
            Source meant = deviations.get(next++).find(oldest);
            if (meant != null) {
                return meant;
            }
        }
        return last == null ? oldest : last;
    }

    private boolean isNext(boolean leap) {
        return next < deviations.size()
                && deviations.get(next).step() == step
                && deviations.get(next).isLeap() == leap;
    }
}
