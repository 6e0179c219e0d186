package io.garrick.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A row as all contenders have run it, fork by fork. The n-th fork of one is compared with the n-th of another, which ran next to it.
 *
 * @param results of all contenders, in the order in which they were taken
 */
record Comparison(Row row, List<Result> results) {

    static final String SUBJECT = "garrick";

    /** Those who ran, in the order of the report. */
    List<String> contenders() {
        return Contender.NAMES.stream()
                .filter(name ->
                        results.stream().anyMatch(result -> result.contender().equals(name)))
                .toList();
    }

    List<Result> of(String contender) {
        return results.stream()
                .filter(result -> result.contender().equals(contender))
                .toList();
    }

    Quantiles figure(String contender, ToDoubleFunction<Result> figure) {
        return Quantiles.of(of(contender).stream().map(figure::applyAsDouble).toList());
    }

    /** Why nothing is compared; empty where something is. */
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        Fields first = results.get(0).setup();
        for (Result result : results) {
            if (!result.setup().equals(first)) {
                refusals.add(
                        "runs differ: row=" + row.name() + " " + results.get(0).contender() + "=[" + first.line() + "] "
                                + result.contender() + "=[" + result.setup().line() + "]");
            }
        }
        long forks = of(results.get(0).contender()).size();
        for (String contender : contenders()) {
            if (of(contender).size() != forks) {
                refusals.add("runs differ: row=" + row.name() + " forks of "
                        + results.get(0).contender() + "=" + forks + " forks of " + contender + "="
                        + of(contender).size());
            }
        }
        return refusals.stream().distinct().toList();
    }

    /** Who has not handled each message once and unchanged. */
    List<String> disqualified() {
        return contenders().stream()
                .filter(name -> !of(name).stream().allMatch(result -> result.didTheWork(row)))
                .toList();
    }

    /** How much longer the peer takes than Garrick, pair by pair; the least is the worst for Garrick. */
    Quantiles ratio(String peer, ToDoubleFunction<Result> figure) {
        List<Result> ours = of(SUBJECT);
        List<Result> theirs = of(peer);
        boolean comparable = refusals().isEmpty()
                && disqualified().stream().noneMatch(name -> name.equals(peer) || name.equals(SUBJECT));
        int pairs = comparable ? Math.min(ours.size(), theirs.size()) : 0;
        return Quantiles.of(IntStream.range(0, pairs)
                .mapToObj(i -> figure.applyAsDouble(theirs.get(i)) / figure.applyAsDouble(ours.get(i)))
                .toList());
    }

    Quantiles ratio(String peer) {
        return ratio(peer, result -> result.measure(row));
    }

    boolean hasTarget() {
        return row.target() > 0;
    }

    /** Whether Garrick did the work, was compared, and has what is wanted of it; where nothing is wanted, that it did the work. */
    boolean pass() {
        boolean fastEnough =
                !hasTarget() || figure(SUBJECT, result -> result.measure(row)).median() <= row.target();
        boolean tailShortEnough =
                row.targetP99() == 0 || figure(SUBJECT, Result::p99).median() <= row.targetP99();
        return refusals().isEmpty()
                && !disqualified().contains(SUBJECT)
                && !of(SUBJECT).isEmpty()
                && fastEnough
                && tailShortEnough;
    }
}
