package io.garrick.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures messages between two processes, beside others that do the same work. */
@Command(
        name = "./garrick bench remote",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures messages between two processes on 127.0.0.1: Garrick, Pekko 1.7.0 (Artery over TCP, tuned for two cores) and bare Netty as the floor.",
            "Each fork starts two fresh processes for each contender, in turns (A B C, C B A), warms a row up and measures it. All do the same work with the same JVM"
                    + " options; runs that differ in collector, heap, workers or window are not compared, and who loses or changes a message is out.",
            "Figures are medians over the forks with the least and the most. A ratio is a peer's figure by Garrick's, fork by fork: more than 1 is for Garrick; the least is"
                    + " its worst pair. Below 1.5 call it a tie.",
            "Rows: 100B, record, 10kB one way; rt1, rt100 there and back; same-10B, same-1kB, same-100kB, same-10MB in one system and"
                    + " other-10B, other-1kB, other-100kB, other-10MB between two: what a message costs, for Garrick alone.",
            "Takes 20 minutes on an idle machine; on a busy one it measures the others.",
            "Exit status: 0 if all targets are met, 1 if not, 2 if the options are wrong, 3 after --quick."
        })
public final class RemoteBenchmark implements Callable<Integer> {

    private static final int FORKS = 5;
    private static final int WARM_MILLIS = 4_000;
    private static final int WINDOW_MILLIS = 3_000;
    private static final int QUICK_MILLIS = 500;
    private static final int QUICK = 3;

    @Option(names = "--json", description = "One JSON object on one line for each row, and nothing else.")
    private boolean json;

    @Option(names = "--quick", description = "One fork, half a second each: shows that it works, measures nothing.")
    private boolean quick;

    @Option(names = "--forks", paramLabel = "N", description = "Pairs of processes for each contender; 5 if not said.")
    private int forks = FORKS;

    @Option(names = "--only", split = ",", paramLabel = "ROW", description = "Only these rows, by commas.")
    private List<String> only = List.of();

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "Only these: garrick, pekko, netty.")
    private List<String> contenders = Contender.NAMES;

    @Option(names = "--warm", paramLabel = "MS", description = "How long a row is warmed up in each fork; 4000.")
    private int warmMillis = WARM_MILLIS;

    @Option(names = "--window", paramLabel = "MS", description = "How long it is measured; 3000.")
    private int windowMillis = WINDOW_MILLIS;

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "A further option for all processes; may be repeated.")
    private List<String> jvmOptions = List.of();

    @SuppressWarnings("unused") // by picocli
    @Option(names = "--help", usageHelp = true, description = "Prints this.")
    private boolean help;

    private final Map<Row, List<Result>> results = new LinkedHashMap<>();
    private boolean failed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RemoteBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (quick) {
            forks = 1;
            warmMillis = QUICK_MILLIS;
            windowMillis = QUICK_MILLIS;
        }
        List<Row> rows;
        try {
            contenders.forEach(RemoteBenchmark::ensureKnown);
            rows = only.isEmpty() ? Row.all() : only.stream().map(Row::named).toList();
        } catch (IllegalArgumentException e) {
            System.err.println("bench remote: options are wrong: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        runAll(rows);
        List<Comparison> comparisons = results.entrySet().stream()
                .map(entry -> new Comparison(entry.getKey(), entry.getValue()))
                .toList();
        print(comparisons);
        boolean pass = !failed
                && comparisons.size() == rows.size()
                && comparisons.stream().allMatch(Comparison::pass);
        if (quick) {
            return failed ? CommandLine.ExitCode.SOFTWARE : QUICK;
        }
        return pass ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void ensureKnown(String contender) {
        if (!Contender.NAMES.contains(contender)) {
            throw new IllegalArgumentException(
                    "there is no such contender: name=" + contender + " wanted=" + Contender.NAMES);
        }
    }

    private void runAll(List<Row> rows) throws InterruptedException {
        for (int fork = 0; fork < forks; fork++) {
            List<String> order = new ArrayList<>(contenders);
            if (fork % 2 == 1) {
                Collections.reverse(order);
            }
            for (String contender : order) {
                run(contender, rows, fork);
            }
        }
    }

    private void run(String contender, List<Row> rows, int fork) throws InterruptedException {
        List<Row> its = rows.stream()
                .filter(row -> !row.cost() || contender.equals(Comparison.SUBJECT))
                .toList();
        if (its.isEmpty()) {
            return;
        }
        try (Pair pair = new Pair(contender, jvmOptions)) {
            for (Row row : its) {
                Result result = pair.run(row, warmMillis, windowMillis);
                results.computeIfAbsent(row, key -> new ArrayList<>()).add(result);
                System.err.printf(
                        "bench remote: fork %d of %d, %s, %s: %s%n",
                        fork + 1, forks, contender, row.name(), Report.time(result.measure(row)));
            }
        } catch (IOException | IllegalStateException e) {
            failed = true;
            System.err.println("bench remote: contender has failed: name=" + contender + " cause=" + e.getMessage());
        }
    }

    private void print(List<Comparison> comparisons) {
        if (json) {
            comparisons.forEach(comparison -> System.out.println(Json.line(comparison)));
            return;
        }
        comparisons.stream()
                .filter(comparison -> !comparison.row().cost())
                .forEach(comparison -> System.out.println(Report.text(comparison) + "\n"));
        if (comparisons.stream().anyMatch(comparison -> comparison.row().cost())) {
            System.out.println(Report.costs(comparisons));
        }
    }
}
