package io.garrick.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Comparisons as a table that explains itself. */
final class Report {

    private static final String BASE = "same-10B";

    private Report() {}

    static String text(Comparison comparison) {
        Row row = comparison.row();
        List<String> lines = new ArrayList<>();
        lines.add(row.name() + ": " + row.meaning() + ", " + row.inFlight() + " in flight" + verdict(comparison));
        for (String contender : comparison.contenders()) {
            lines.add("  " + contender(comparison, contender));
        }
        comparison.refusals().forEach(reason -> lines.add("  NOT COMPARED: " + reason));
        comparison
                .disqualified()
                .forEach(name -> lines.add("  DISQUALIFIED, has lost, doubled or changed messages: " + name));
        lines.add("  alike in all: " + comparison.results().get(0).setup().line());
        return String.join("\n", lines);
    }

    private static String verdict(Comparison comparison) {
        Row row = comparison.row();
        if (!comparison.hasTarget()) {
            return "";
        }
        String wanted = row.isRoundTrip()
                ? String.format(Locale.ROOT, "p50 %s, p99 %s", time(row.target()), time(row.targetP99()))
                : time(row.target());
        return "; target " + wanted + ": " + (comparison.pass() ? "pass" : "MISSED");
    }

    private static String contender(Comparison comparison, String name) {
        Row row = comparison.row();
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%-8s %s an op", name, spread(comparison.figure(name, Result::nanos))));
        if (row.isRoundTrip()) {
            line.append(", p50 ")
                    .append(spread(comparison.figure(name, Result::p50)))
                    .append(", p99 ")
                    .append(spread(comparison.figure(name, Result::p99)));
        }
        line.append(String.format(
                Locale.ROOT,
                "; allocates %.0f + %.0f B, processor %s + %s (sender + receiver); %s messages",
                comparison.figure(name, result -> result.sender().bytes()).median(),
                comparison.figure(name, result -> result.receiver().bytes()).median(),
                time(comparison
                        .figure(name, result -> result.sender().processor())
                        .median()),
                time(comparison
                        .figure(name, result -> result.receiver().processor())
                        .median()),
                comparison.of(name).stream()
                        .map(result -> String.format(Locale.ROOT, "%,d", result.windowCount()))
                        .collect(Collectors.joining(" "))));
        if (!name.equals(Comparison.SUBJECT)) {
            line.append(ratios(comparison, name));
        }
        return line.toString();
    }

    private static String ratios(Comparison comparison, String peer) {
        String text = "; " + ratio(comparison.ratio(peer)) + " of Garrick's";
        return comparison.row().isRoundTrip()
                ? text + " p50, " + ratio(comparison.ratio(peer, Result::nanos)) + " of its time an op"
                : text;
    }

    private static String ratio(Quantiles ratio) {
        return String.format(Locale.ROOT, "%.2fx (pairs %.2f to %.2f)", ratio.median(), ratio.least(), ratio.most());
    }

    /** What a message costs, in local tells of a small one. */
    static String costs(List<Comparison> comparisons) {
        double base = comparisons.stream()
                .filter(comparison -> comparison.row().name().equals(BASE))
                .mapToDouble(Report::cost)
                .findFirst()
                .orElse(Double.NaN);
        List<String> lines = new ArrayList<>();
        lines.add("What a message costs; 1 is a local tell of 10 bytes");
        for (Comparison comparison : comparisons) {
            if (comparison.row().cost()) {
                double cost = cost(comparison);
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-32s %12s %12s  %4d in flight",
                        comparison.row().meaning(),
                        Double.isNaN(base) ? "" : String.format(Locale.ROOT, "%,.1f", cost / base),
                        time(cost),
                        comparison.row().inFlight()));
            }
        }
        return String.join("\n", lines);
    }

    private static double cost(Comparison comparison) {
        return comparison.figure(Comparison.SUBJECT, Result::nanos).median();
    }

    private static String spread(Quantiles figures) {
        return time(figures.median()) + " (" + time(figures.least()) + " to " + time(figures.most()) + ")";
    }

    /** Nanoseconds in a unit that people read. */
    static String time(double nanos) {
        if (nanos < 1_000) {
            return String.format(Locale.ROOT, "%.0f ns", nanos);
        }
        return nanos < 1_000_000
                ? String.format(Locale.ROOT, "%.2f us", nanos / 1_000)
                : String.format(Locale.ROOT, "%.2f ms", nanos / 1_000_000);
    }
}
