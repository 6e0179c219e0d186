package io.garrick.testkit;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays a scenario with one seed or many, and tells what is worth knowing of one that fails. */
final class Explorer {

    /** The system property that names the only seed to play. */
    static final String ONE_SEED = "garrick.rehearsal.seed";

    private static final int SHOWN = 30;

    private final Exploration exploration;
    private final Consumer<Rehearsal> scenario;

    Explorer(Exploration exploration, Consumer<Rehearsal> scenario) {
        this.exploration = exploration;
        this.scenario = scenario;
    }

    Explored explore(long firstSeed, int seeds) {
        if (seeds < 1) {
            throw new IllegalArgumentException("number of seeds must be positive: seeds=" + seeds);
        }
        Long one = oneSeed();
        if (one != null) {
            return replay(one);
        }
        long events = 0;
        long messages = 0;
        long hash = 0;
        for (int i = 0; i < seeds; i++) {
            Explored seen = replay(firstSeed + i);
            events += seen.events();
            messages += seen.messages();
            hash = i == 0 ? seen.traceHash() : SeededRandom.mix(31 * hash + seen.traceHash());
        }
        return new Explored(seeds, events, messages, hash);
    }

    private static @Nullable Long oneSeed() {
        String text = System.getProperty(ONE_SEED);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "system property is not a seed: property=" + ONE_SEED + " found=" + text
                            + " wanted=a whole number of 64 bits",
                    e);
        }
    }

    Explored replay(long seed) {
        Run run = Run.of(Rehearsal.of(seed, exploration), scenario);
        if (run.hasFailed()) {
            throw failed(run);
        }
        return seen(run);
    }

    Explored ensureDeterministic(long seed) {
        Run first = recorded(seed);
        if (first.hasFailed()) {
            throw failed(first);
        }
        Run second = recorded(seed);
        if (!second.isSameAs(first)) {
            throw notDeterministic(first, first, second);
        }
        return seen(first);
    }

    private static Explored seen(Run run) {
        return new Explored(
                1,
                run.events(),
                run.rehearsal().loop().messages(),
                run.rehearsal().traceHash());
    }

    /** A run that remembers everything. */
    private Run recorded(long seed) {
        Rehearsal rehearsal = Rehearsal.of(seed, exploration);
        rehearsal.loop().trace().keepAll();
        rehearsal.loop().agenda().record();
        return Run.of(rehearsal, scenario);
    }

    // ---------------------------------------------------------------- what to say

    private AssertionError failed(Run run) {
        long seed = run.rehearsal().seed();
        Run again = recorded(seed);
        if (!again.isSameAs(run)) {
            return notDeterministic(run, again, recorded(seed));
        }
        Shrinker shrinker = new Shrinker(again, scenario);
        Run shrunk = shrinker.shrink();
        StringBuilder text =
                new StringBuilder(head(run)).append("\n  schedule: ").append(run.summary());
        if (shrunk == again) {
            text.append("\n  shrunk: nothing simpler fails so, attempts=").append(shrinker.attempts());
        } else {
            text.append("\n  shrunk: ")
                    .append(shrunk.summary())
                    .append(" attempts=")
                    .append(shrinker.attempts())
                    .append("; its latest events:")
                    .append(events(shrunk));
        }
        text.append("\n  latest events of the schedule:").append(events(run));
        return new RehearsalError("rehearsal failed", text.toString(), run.thrown());
    }

    private String head(Run run) {
        long seed = run.rehearsal().seed();
        String how = exploration.equals(Exploration.randomWalk()) ? "" : exploration + ", ";
        return "seed=" + seed + " exploration=" + exploration + "\n  cause: " + run.cause()
                + "\n  again: Rehearsal.replay(" + seed + "L, " + how + "scenario), or -D" + ONE_SEED + "=" + seed;
    }

    /**
     * @param run how it was
     * @param one another run, that remembers everything, or the same
     * @param other one more
     */
    private AssertionError notDeterministic(Run run, Run one, Run other) {
        String difference = Trace.difference(
                one.rehearsal().loop().trace(), other.rehearsal().loop().trace());
        String text = head(run) + "\n  first: " + run.summary() + "\n  then: " + other.summary() + " cause: "
                + other.cause() + "\n  first differing event: "
                + (difference == null
                        ? "none in two more runs; what the first has left behind may be the reason"
                        : difference)
                + "\n  latest events of the first:" + events(run);
        return new RehearsalError("scenario is not deterministic", text, run.thrown());
    }

    private static String events(Run run) {
        List<String> lines = run.rehearsal().loop().trace().latest(SHOWN);
        return lines.isEmpty() ? " none" : "\n    " + String.join("\n    ", lines);
    }
}
