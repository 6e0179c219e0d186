package io.garrick.checks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Breaks the code on purpose, one line at a time and in a copy, and demands that the test which names the promise turns red. */
public final class Mutants {

    private static final List<String> SECTIONS = List.of("M", "S", "W", "Q", "T");
    private static final int LEAST_OF_A_SECTION = 3;

    private static final String HELP = """
            Breaks one line of the code after the other, in a copy, and looks whether the test that names the promise sees it.
            Usage: ./garrick check mutants [--only PREFIX]
              --only PREFIX  Only the mutants whose names begin so, such as S03. Then no number of them is demanded.
            The mutants are the patches in system-tests/mutants. Builds the tests first, with Maven; a mutant takes some seconds.
            Prints a line for each on standard error, and one JSON object on one line: figures, limits, and whether all are kept.
            Exit status: 0 if every mutant was seen and each part of the semantics page has enough of them, 1 if not, 2 if the
            options are wrong.""";

    private Mutants() {}

    public static void main(String[] arguments) throws Exception {
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
        Path root = root();
        List<Mutant> mutants = read(root.resolve("system-tests/mutants"), some ? arguments[1] : "");
        TestBench bench = TestBench.build(root);
        Check check = judge(mutants, seen(mutants, bench), !some);
        System.out.println(check.json());
        System.exit(check.pass() ? 0 : 1);
    }

    private static Path root() throws URISyntaxException {
        Path classes = Path.of(Mutants.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return classes.getParent().getParent().getParent();
    }

    static List<Mutant> read(Path folder, String prefix) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .filter(f -> f.toString().endsWith(".patch"))
                    .sorted()
                    .toList()) {
                mutants.add(Mutant.read(file));
            }
        }
        return mutants;
    }

    private static Map<String, TestBench.Outcome> seen(List<Mutant> mutants, TestBench bench)
            throws IOException, InterruptedException {
        Map<String, TestBench.Outcome> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < mutants.size(); i++) {
            Mutant mutant = mutants.get(i);
            TestBench.Outcome outcome = bench.tryOut(mutant);
            outcomes.put(mutant.name(), outcome);
            System.err.println((i + 1) + "/" + mutants.size() + " " + mutant.name() + ": " + outcome.text() + " by "
                    + mutant.test() + "#" + mutant.method());
        }
        return outcomes;
    }

    /** Every mutant must have been seen; and, where all were tried, each section must have enough. */
    static Check judge(List<Mutant> mutants, Map<String, TestBench.Outcome> outcomes, boolean all) {
        Check check = new Check("mutants");
        long seen = outcomes.values().stream().filter(TestBench.Outcome::isSeen).count();
        check.atLeast("mutants", mutants.size(), 1).atMost("survived", mutants.size() - seen, 0);
        for (String section : all ? SECTIONS : List.<String>of()) {
            long count = mutants.stream()
                    .filter(mutant -> mutant.section().equals(section))
                    .count();
            check.atLeast("of_" + section, count, LEAST_OF_A_SECTION);
        }
        return check;
    }
}
