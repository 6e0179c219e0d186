package io.garrick.samples.flight;

import com.fasterxml.jackson.jr.ob.JSON;
import io.garrick.samples.flight.audit.Findings;
import io.garrick.samples.flight.chaos.Casualties;
import io.garrick.samples.flight.chaos.Rescues;
import io.garrick.samples.flight.customers.Totals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the program says at the end.
 *
 * @param totals     what became of the bookings
 * @param casualties crashes and restarts by kind of actor
 * @param rescues    what supervision did beyond that
 * @param house      how many actors on how many threads
 * @param findings   what the audit found
 */
record Report(
        Totals totals,
        Map<String, Casualties.Count> casualties,
        Rescues.Count rescues,
        House house,
        Findings findings) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double TENTH = 10;
    private static final double THOUSANDTH = 1_000;

    /**
     * The actors and what they run on.
     *
     * @param actors  how many there are
     * @param shared  threads that the actors share that do not block
     * @param own     threads that belong to one actor each, which blocks
     */
    record House(int actors, int shared, int own) {

        @Override
        public String toString() {
            return actors + " actors on " + (shared + own) + " threads (" + shared + " shared, " + own
                    + " for actors that block)";
        }
    }

    /** One JSON object on one line. */
    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requested", totals.requested());
        json.put("booked", totals.booked());
        json.put("declined", totals.declined());
        json.put("crashes", crashes());
        json.put("restarts", restarts());
        json.put("interrupted", totals.interrupted());
        json.put("bookings_per_second", rounded(totals.perSecond(), TENTH));
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put("p50", rounded(totals.percentileMillis(50), THOUSANDTH));
        latency.put("p99", rounded(totals.percentileMillis(99), THOUSANDTH));
        json.put("latency_ms", latency);
        json.put("supervision", supervision());
        Map<String, Object> audit = new LinkedHashMap<>();
        audit.put("seats_sold_twice", number(findings.seatsSoldTwice()));
        audit.put("money_difference_cents", number(findings.moneyDifferenceCents()));
        audit.put("mails_missing", number(findings.mailsMissing()));
        audit.put("mails_duplicate", number(findings.mailsDuplicate()));
        audit.put("ok", findings.ok());
        json.put("audit", audit);
        try {
            return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> supervision() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("group_restarts", rescues.groupRestarts());
        json.put("taken_along", rescues.takenAlong());
        json.put("backoff_delays", rescues.delays());
        json.put("backoff_ms", rounded(rescues.delayNanos() / NANOS_PER_MILLI, TENTH));
        json.put("bank_in_trouble", rescues.bankTroubles());
        json.put("redelivered", rescues.redelivered());
        json.put("poison", rescues.poison());
        return json;
    }

    /** For people. */
    String text() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("%n%-20s %8d%n", "requested", totals.requested());
        text.format("%-20s %8d%n", "booked", totals.booked());
        text.format("%-20s %8d%n", "declined", totals.declinedInAll());
        totals.declined().forEach((reason, count) -> text.format("  %-27s %8d%n", reason, count));
        text.format("%-20s %8d%n", "interrupted", totals.interrupted());
        text.format("%n%-20s %8s %9s%n", "actor", "crashes", "restarts");
        casualties.forEach((kind, count) -> text.format("%-20s %8d %9d%n", kind, count.crashes(), count.restarts()));
        text.format("%-20s %8d %9d%n", "all", crashes(), restarts());
        text.format("%n%s", supervisionText());
        text.format(
                "%n%s: %.1f bookings per second, latency p50 %.1f ms, p99 %.1f ms%n",
                house, totals.perSecond(), totals.percentileMillis(50), totals.percentileMillis(99));
        text.format("%naudit%n");
        text.format("  %-27s %8s%n", "seats sold twice", shown(findings.seatsSoldTwice()));
        text.format("  %-27s %8s%n", "money difference, cents", shown(findings.moneyDifferenceCents()));
        text.format("  %-27s %8s%n", "mails missing", shown(findings.mailsMissing()));
        text.format("  %-27s %8s%n", "mails duplicate", shown(findings.mailsDuplicate()));
        findings.details().forEach(detail -> text.format("  ! %s%n", detail));
        if (findings.mailsMissing().isEmpty()) {
            text.format("  mails were not read: --smtp-audit says where they are listed%n");
        }
        text.format(findings.ok() ? "  it holds%n" : "  IT DOES NOT HOLD%n");
        return text.toString();
    }

    private String supervisionText() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("supervision%n");
        text.format("  %-27s %8d%n", "rest-for-one: restarts", rescues.groupRestarts());
        rescues.takenAlong().forEach((kind, count) -> text.format("    %-25s %8d%n", "took along " + kind, count));
        text.format("  %-27s %8d%n", "back-off: delays", rescues.delays());
        text.format("    %-25s %8.0f%n", "ms in all", rescues.delayNanos() / NANOS_PER_MILLI);
        text.format("    %-25s %8d%n", "for a bank in trouble", rescues.bankTroubles());
        text.format("  %-27s %8d%n", "redelivered messages", rescues.redelivered());
        text.format("    %-25s %8d%n", "poison", rescues.poison());
        return text.toString();
    }

    private long crashes() {
        return casualties.values().stream().mapToLong(Casualties.Count::crashes).sum();
    }

    private long restarts() {
        return casualties.values().stream()
                .mapToLong(Casualties.Count::restarts)
                .sum();
    }

    private static double rounded(double value, double steps) {
        return Math.round(value * steps) / steps;
    }

    private static @Nullable Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static String shown(OptionalLong value) {
        return value.isPresent() ? String.valueOf(value.getAsLong()) : "unknown";
    }
}
