package io.garrick.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Row ROW = Row.named("100B");
    private static final Row ROUND_TRIP = Row.named("rt1");
    private static final long COUNT = 5_000;

    @Test
    void ratio_isOfForksThatRanNextToEachOther() {
        Comparison comparison = compare(
                result("garrick", 100), result("pekko", 400),
                result("pekko", 300), result("garrick", 200),
                result("garrick", 100), result("pekko", 900));

        assertEquals(new Quantiles(1.5, 4, 9), comparison.ratio("pekko"));
        assertEquals(new Quantiles(100, 100, 200), comparison.figure("garrick", Result::nanos));
    }

    @Test
    void pass_isTheMedianAgainstTheTarget() {
        assertTrue(compare(result("garrick", 700)).pass());
        assertFalse(compare(result("garrick", 700.1)).pass());
        assertTrue(compare(result("garrick", 100), result("garrick", 600), result("garrick", 9_000))
                .pass());
        assertFalse(compare(result("netty", 10)).pass());
    }

    @Test
    void pass_ofRoundTrips_isOfBothQuantiles() {
        assertTrue(new Comparison(ROUND_TRIP, List.of(roundTrips(130_000, 300_000))).pass());
        assertFalse(new Comparison(ROUND_TRIP, List.of(roundTrips(130_001, 300_000))).pass());
        assertFalse(new Comparison(ROUND_TRIP, List.of(roundTrips(130_000, 300_001))).pass());
    }

    @Test
    void runs_thatDiffer_areNotCompared() {
        Comparison comparison =
                compare(result("garrick", 100), with("pekko", 400, Map.of("collector", "Serial"), COUNT, 0));

        assertEquals(
                List.of("runs differ: row=100B garrick=[collector=G1] pekko=[collector=Serial]"),
                comparison.refusals());
        assertTrue(Double.isNaN(comparison.ratio("pekko").median()));
        assertFalse(comparison.pass());
        assertTrue(Report.text(comparison).contains("NOT COMPARED: runs differ"));
    }

    @Test
    void runs_ofWhichOneIsMissing_areNotCompared() {
        Comparison comparison = compare(result("garrick", 100), result("pekko", 400), result("pekko", 400));

        assertEquals(List.of("runs differ: row=100B forks of garrick=1 forks of pekko=2"), comparison.refusals());
    }

    @Test
    void contender_thatHandledSomethingElse_isDisqualified() {
        Comparison changed = compare(result("garrick", 100), with("pekko", 400, Map.of("collector", "G1"), COUNT, 1));
        Comparison lost = compare(result("garrick", 100), with("pekko", 400, Map.of("collector", "G1"), COUNT - 1, 0));

        assertEquals(List.of("pekko"), changed.disqualified());
        assertEquals(List.of("pekko"), lost.disqualified());
        assertTrue(Double.isNaN(changed.ratio("pekko").median()));
        assertTrue(changed.pass());
        assertFalse(compare(with("garrick", 100, Map.of(), COUNT, 1)).pass());
        assertTrue(Report.text(changed).contains("DISQUALIFIED"));
    }

    @Test
    void json_isOneLineWithTheVerdict() {
        String json = Json.line(compare(result("garrick", 100), result("pekko", 450)));

        assertTrue(json.contains("\"ratio\":{\"median\":4.500,\"worst\":4.500,\"best\":4.500}"), json);
        assertTrue(json.contains("\"target_ns\":700"), json);
        assertTrue(json.endsWith("\"refused\":[],\"disqualified\":[],\"pass\":true}"), json);
        assertEquals(1, json.lines().count());
    }

    @Test
    void costs_areToldInLocalTells() {
        String text = Report.costs(List.of(
                new Comparison(Row.named("same-10B"), List.of(result("garrick", 50))),
                new Comparison(Row.named("other-1kB"), List.of(result("garrick", 1_000)))));

        assertTrue(text.contains("20.0"), text);
    }

    private static Comparison compare(Result... results) {
        return new Comparison(ROW, List.of(results));
    }

    private static Result result(String contender, double nanos) {
        return with(contender, nanos, Map.of("collector", "G1"), COUNT, 0);
    }

    /** One that has handled so many, with a checksum that is off by this. */
    private static Result with(String contender, double nanos, Map<String, String> setup, long handled, long off) {
        long checksum = Messages.of(ROW.bytes()).checksum(handled) + off;
        return new Result(
                contender,
                new Fields(setup),
                nanos,
                Double.NaN,
                Double.NaN,
                new Result.Cost(1, 1),
                new Result.Cost(1, 1),
                1_000,
                COUNT,
                new Mark(handled, checksum, 0, 0));
    }

    private static Result roundTrips(double p50, double p99) {
        Result one = result("garrick", p50);
        return new Result(
                "garrick", one.setup(), p50, p50, p99, one.sender(), one.receiver(), 1_000, COUNT, one.received());
    }
}
