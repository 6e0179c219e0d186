package io.garrick.testkit;

import org.jspecify.annotations.Nullable;

/**
 * Where a schedule leaves the plain one, in which whoever has run goes on, then whoever has waited for longest is next, and no timer overtakes.
 *
 * @param step the number of the choice, from 1
 * @param id who is next, by {@link Source#id()}; 0 when time passes before the choice
 * @param nth which of those with this id, by arrival, from 0
 */
record Deviation(long step, long id, int nth) {

    static final long LEAP = 0;

    static Deviation leap(long step) {
        return new Deviation(step, LEAP, 0);
    }

    static Deviation choice(long step, Source chosen, Source oldest) {
        long id = chosen.id();
        int nth = 0;
        for (Source source = oldest; source != null && source != chosen; source = source.younger) {
            nth += source.id() == id ? 1 : 0;
        }
        return new Deviation(step, id, nth);
    }

    boolean isLeap() {
        return id == LEAP;
    }

    /** Whom it means among those who wait; null when that one does not. */
    @Nullable
    Source find(Source oldest) {
        int left = nth;
        for (Source source = oldest; source != null; source = source.younger) {
            if (source.id() == id && left-- == 0) {
                return source;
            }
        }
        return null;
    }
}
