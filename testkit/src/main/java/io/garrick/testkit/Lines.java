package io.garrick.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lies between the systems of a rehearsal: how long bytes take there, and where they do not get through. Its maps are never iterated, since they go by identity. */
final class Lines {

    private static final Range USUAL = new Range(0, 5_000_000);

    private final Map<Line, Range> slow = new HashMap<>();
    private final Set<Line> cut = new HashSet<>();
    private Range all = USUAL;
    private double breaks;

    /** From one to another. */
    record Line(RehearsalPlatform from, RehearsalPlatform to) {}

    /** How long bytes take, in nanoseconds. */
    record Range(long least, long most) {

        /** One of four takes no longer than it must, so that arrivals and work meet at one moment of virtual time. */
        long draw(SeededRandom random) {
            long drawn = random.nextLong();
            return (drawn & 3) == 0 ? least : least + Long.remainderUnsigned(drawn >>> 2, most - least + 1);
        }
    }

    void latency(Range range) {
        all = range;
    }

    void slow(Line line, Range range) {
        slow.put(line, range);
    }

    void cut(Line line) {
        cut.add(line);
    }

    void heal(Line line) {
        cut.remove(line);
    }

    void healAll() {
        cut.clear();
    }

    void breaks(double probability) {
        breaks = probability;
    }

    /** Either is null where nobody is. */
    Range latency(@Nullable RehearsalPlatform from, @Nullable RehearsalPlatform to) {
        return from == null || to == null || slow.isEmpty() ? all : slow.getOrDefault(new Line(from, to), all);
    }

    boolean isCut(@Nullable RehearsalPlatform from, @Nullable RehearsalPlatform to) {
        return from != null && to != null && !cut.isEmpty() && cut.contains(new Line(from, to));
    }

    /** Whether the connection breaks where this chunk would have arrived. */
    boolean breaks(SeededRandom random) {
        return breaks > 0 && (random.nextLong() >>> 11) * 0x1p-53 < breaks;
    }
}
