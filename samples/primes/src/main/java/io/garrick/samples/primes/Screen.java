package io.garrick.samples.primes;

import io.garrick.actor.Address;
import io.garrick.dispatch.Clock;
import io.garrick.samples.primes.actors.Progress;
import io.garrick.samples.primes.domain.Range;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Prints who does what on the master's side, and in the end who has done how much. Filled by the master, read when its system has ended. */
final class Screen implements Progress {

    private final Lines lines;
    private final Clock clock;
    private final int ranges;
    private final Map<String, Integer> shares = new TreeMap<>();

    private int counted;
    private int again;
    private long began;
    private long took;
    private OptionalLong total = OptionalLong.empty();

    Screen(PrintStream out, Clock clock, int ranges) {
        this.lines = new Lines(out);
        this.clock = clock;
        this.ranges = ranges;
    }

    @Override
    public void joined(String node, Address address, int workers) {
        lines.say("%s joins from %s: %d workers are created there", node, Place.of(address), workers);
    }

    @Override
    public void left(String node, boolean lost) {
        lines.say(lost ? "%s is lost: it has died, or cannot be reached any more" : "%s has left", node);
    }

    @Override
    public void begins() {
        began = clock.nanoTime();
        lines.say("counting begins: %d ranges", ranges);
    }

    @Override
    public void counted(Range range, long primes, String worker) {
        counted++;
        shares.merge(worker, 1, Integer::sum);
        lines.say("%s has counted %s: %d primes; %d of %d ranges are done", worker, range, primes, counted, ranges);
    }

    @Override
    public void takenBack(Range range, String worker) {
        again++;
        lines.say("%s has ended before it had counted %s: another will count it again", worker, range);
    }

    @Override
    public void deserted() {
        lines.say("there is no worker: waiting for one, start it with the command above");
    }

    @Override
    public void complete(long primes) {
        took = clock.nanoTime() - began;
        total = OptionalLong.of(primes);
    }

    @Override
    public void interrupted(int done, int all) {
        lines.say("stopped before the end: %d of %d ranges were counted", done, all);
    }

    /** The sum; empty when it was stopped before the end. */
    OptionalLong total() {
        return total;
    }

    void report(long to, long expected) {
        lines.say("%nprimes from 1 to %d: %d", to, total.orElseThrow());
        lines.say(total.orElseThrow() == expected ? "the sieve says the same" : "WRONG: the sieve says %d", expected);
        lines.say("time: %.2f s", Duration.ofNanos(took).toMillis() / 1_000.0);
        lines.say("ranges counted again after an end: %d", again);
        lines.say("share of each worker:");
        shares.forEach(
                (worker, share) -> lines.say("  %-10s %6d ranges %5.1f %%", worker, share, 100.0 * share / ranges));
    }
}
