package io.garrick.checks;

import io.garrick.checks.TestBench.Outcome;
import io.garrick.checks.TestBench.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Breaks the code on purpose, one line at a time and in a copy, and demands that the test which names the promise turns red. */
public final class Mutants {

    private static final List<String> SECTIONS = List.of("M", "S", "W", "Q", "T", "R", "N");
    private static final int LEAST_OF_A_SECTION = 3;
    private static final int LONGEST_REASON = 160;

    private static final String HELP = """
            Breaks one line of the code after the other, in a copy, and looks whether the test that names the promise sees it.
            Usage: ./garrick check mutants [--only PREFIX]
              --only PREFIX  Only the mutants whose names begin so, such as S03. Then no number of them is demanded.
            The mutants are the patches in system-tests/mutants. Builds the tests first, with Maven, and runs those that are named
            with the code as it is; a mutant then takes some seconds. A test may overlook its mutant four times, since some are seen
            only when threads meet. What the tests print is kept in system-tests/target/mutants.
            Prints a line for each on standard error, and one JSON object on one line: figures, limits, and whether all are kept.
            Exit status: 0 if every mutant was seen and each part of the semantics page has enough of them, 1 if not, 2 if the
            options are wrong.""";

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    private Mutants() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            System.out.println(HELP);
            return;
        }
        boolean some = arguments.length == 2 && arguments[0].equals("--only");
        if (arguments.length > 0 && !some) {
            System.err.println("mutants: options are wrong: found=" + String.join(" ", arguments)
                    + " wanted=--only PREFIX; see --help");
            System.exit(2);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Mutants::endChildren));
        Mutants mutants = new Mutants();
        mutants.tryOut(TestBench.in(TestBench.projectFolder()), some ? arguments[1] : "");
        Check check = judge(mutants.outcomes, !some);
        System.out.println(check.json());
        System.exit(check.pass() ? 0 : 1);
    }

    /** A test that hangs must not outlive this program. */
    private static void endChildren() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private void tryOut(TestBench bench, String prefix) throws IOException, InterruptedException {
        List<Mutant> mutants = read(bench.mutants(), prefix);
        if (mutants.isEmpty()) {
            return;
        }
        say("building the tests");
        bench.build();
        say("running the tests with the code as it is");
        bench.runUnchanged(mutants);
        for (Mutant mutant : mutants) {
            long began = System.nanoTime();
            Trial trial = bench.tryOut(mutant);
            tell(mutant.name(), trial, mutant.caughtBy(), (System.nanoTime() - began) / 1e9);
        }
    }

    /** Those that can be read; the others are told at once. */
    private List<Mutant> read(Path folder, String prefix) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        for (Path patch : patches(folder, prefix)) {
            try {
                mutants.add(Mutant.read(patch));
            } catch (IllegalArgumentException unreadable) {
                tell(Mutant.name(patch), Trial.broken(String.valueOf(unreadable.getMessage())), "nothing", 0);
            }
        }
        return mutants;
    }

    private static List<Path> patches(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .filter(f -> f.toString().endsWith(".patch"))
                    .sorted()
                    .toList();
        }
    }

    private void tell(String mutant, Trial trial, String test, double seconds) {
        outcomes.put(mutant, trial.outcome());
        String reason = trial.outcome() == Outcome.SEEN ? shortened(trial.reason()) : trial.reason();
        say(mutant + ": " + trial.outcome().text() + " by " + test + String.format(Locale.ROOT, " in %.1f s", seconds)
                + (reason.isEmpty() ? "" : ": " + reason));
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
    }

    private static void say(String line) {
        System.err.println("mutants: " + line);
    }

    /** Every mutant must have been seen; and, where all were tried, each section must have enough. */
    static Check judge(Map<String, Outcome> outcomes, boolean all) {
        Check check = new Check("mutants")
                .atLeast("mutants", outcomes.size(), 1)
                .exactly("killed", names(outcomes, Outcome::isSeen).size(), outcomes.size())
                .figure(
                        "killed_by_time_out",
                        names(outcomes, Outcome.SEEN_BY_TIME_OUT::equals).size())
                .none("survived", names(outcomes, Outcome.SURVIVED::equals))
                .none(
                        "broken",
                        names(outcomes, outcome -> outcome == Outcome.BROKEN || outcome == Outcome.RED_WITHOUT_IT));
        for (String section : SECTIONS) {
            long count = outcomes.keySet().stream()
                    .filter(mutant -> Mutant.section(mutant).equals(section))
                    .count();
            if (all) {
                check.atLeast("of_" + section, (double) count, LEAST_OF_A_SECTION);
            } else {
                check.figure("of_" + section, (double) count);
            }
        }
        return check;
    }

    private static List<String> names(Map<String, Outcome> outcomes, Predicate<Outcome> which) {
        return outcomes.entrySet().stream()
                .filter(mutant -> which.test(mutant.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
