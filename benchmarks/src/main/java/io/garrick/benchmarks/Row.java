package io.garrick.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured: which messages, how many in flight, and who has to be that good.
 *
 * @param bytes of a message; 0 for a record of five fields
 * @param inFlight messages that are on their way at most
 * @param ackEvery after how many messages the receiver lets the sender send as many more; 0 where each message comes back
 * @param local whether both sides are in the same system; only Garrick is asked
 * @param cost whether it belongs to what a message costs; only Garrick is asked
 * @param target nanoseconds, for one message where acknowledged, for half the round trips otherwise; 0 for none
 * @param targetP99 nanoseconds of 99 of 100 round trips; 0 for none
 */
record Row(
        String name,
        String meaning,
        int bytes,
        int inFlight,
        int ackEvery,
        boolean local,
        boolean cost,
        double target,
        double targetP99) {

    private static final int WINDOW = 1_000;

    static final List<Row> COMPARED = List.of(
            oneWay("100B", "byte[100], one way", 100, 700),
            oneWay("record", "record of five fields, one way", 0, 1_000),
            oneWay("10kB", "byte[10000], one way", 10_000, 6_000),
            roundTrip("rt1", "byte[100], there and back", 1, 130_000, 300_000),
            roundTrip("rt100", "byte[100], there and back", 100, 0, 0));

    static final List<Row> COSTS = Stream.of(true, false)
            .flatMap(local -> Stream.of(
                    cost("10B", 10, WINDOW, local),
                    cost("1kB", 1_000, WINDOW, local),
                    cost("100kB", 100_000, local ? WINDOW : 100, local),
                    cost("10MB", 10_000_000, local ? WINDOW : 4, local)))
            .toList();

    static List<Row> all() {
        return Stream.concat(COMPARED.stream(), COSTS.stream()).toList();
    }

    static Row named(String name) {
        return all().stream()
                .filter(row -> row.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such row: name=" + name + " wanted="
                        + all().stream().map(Row::name).toList()));
    }

    private static Row oneWay(String name, String meaning, int bytes, double target) {
        return new Row(name, meaning, bytes, WINDOW, WINDOW / 2, false, false, target, 0);
    }

    private static Row roundTrip(String name, String meaning, int inFlight, double p50, double p99) {
        return new Row(name, meaning, 100, inFlight, 0, false, false, p50, p99);
    }

    private static Row cost(String size, int bytes, int inFlight, boolean local) {
        String place = local ? "same" : "other";
        String meaning = "byte[" + bytes + "], " + (local ? "same system" : "other process");
        return new Row(place + "-" + size, meaning, bytes, inFlight, inFlight / 2, local, true, 0, 0);
    }

    boolean isRoundTrip() {
        return ackEvery == 0;
    }

    /** What the receiving side does. */
    Handler receiver() {
        return isRoundTrip() ? new Echo() : new Receiver(ackEvery);
    }

    /** What the sending side does. */
    Sender sender(Phases phases) {
        return isRoundTrip() ? new RoundTrips(this, phases) : new OneWay(this, phases);
    }
}
