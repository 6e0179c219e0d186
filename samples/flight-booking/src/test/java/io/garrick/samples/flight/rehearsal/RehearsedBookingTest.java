package io.garrick.samples.flight.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.Outcome.Status;
import io.garrick.testkit.Exploration;
import io.garrick.testkit.Explored;
import io.garrick.testkit.Rehearsal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RehearsedBookingTest {

    private static final int SEEDS = 50;
    private static final int MANY_SEEDS = 1_000;
    private static final List<String> KINDS = List.of(
            "billing",
            "booking-api",
            "booking-log",
            "booking-processor",
            "booking-worker",
            "payment",
            "promotion",
            "reservation");

    /** What has happened over all seeds, so that it is seen that something did. */
    private final Set<String> crashed = new TreeSet<>();

    private final Map<Status, Integer> ended = new TreeMap<>();
    private final Set<String> reasons = new TreeSet<>();

    private void book(Rehearsal rehearsal) {
        book(new RehearsedOffice(rehearsal, 0.03, 4));
    }

    private void cancel(Rehearsal rehearsal) {
        book(new RehearsedOffice(rehearsal, 0.15, 1));
    }

    private void book(RehearsedOffice office) {
        office.serve();
        office.audit();
        office.casualties().byKind().forEach((kind, count) -> {
            if (count.crashes() > 0) {
                crashed.add(kind);
            }
        });
        office.outcomes().forEach(outcome -> {
            ended.merge(outcome.status(), 1, Integer::sum);
            reasons.add(outcome.reason());
        });
    }

    private void ensureEverythingHasHappened(int seeds) {
        assertEquals(KINDS, List.copyOf(crashed));
        assertTrue(
                ended.keySet().containsAll(Set.of(Status.BOOKED, Status.DECLINED, Status.CANCELLED)), ended::toString);
        assertTrue(reasons.containsAll(Set.of(Outcome.SOLD_OUT, Outcome.PAYMENT_DECLINED)), reasons::toString);
        int all = ended.values().stream().mapToInt(Integer::intValue).sum();
        assertEquals(seeds * RehearsedOffice.BOOKINGS, all);
        assertTrue(ended.getOrDefault(Status.INTERRUPTED, 0) < all / 20, ended::toString);
    }

    @Test
    @DisplayName(
            "flight-booking: rehearsed with chaos, every booking is all there or not at all, whatever the order of events")
    void bookings_rehearsed_areAllOrNothing() {
        Rehearsal.explore(SEEDS, this::book);
        ensureEverythingHasHappened(SEEDS);
    }

    /** An answer to the booking that comes twice is none to the cancellation. */
    @Test
    @DisplayName("flight-booking: rehearsed with much chaos, whoever cancels hears what became of that")
    void cancellations_rehearsed_areAnswered() {
        Rehearsal.explore(SEEDS, this::cancel);
        assertTrue(ended.getOrDefault(Status.CANCELLED, 0) > SEEDS, ended::toString);
    }

    @Test
    @DisplayName("flight-booking: rehearsed twice, a seed is the same run")
    void bookings_sameSeed_sameRun() {
        Rehearsal.ensureDeterministic(1, this::book);
    }

    @Test
    @Tag("nightly")
    @DisplayName("flight-booking: rehearsed with chaos over 1,000 seeds, every booking is all there or not at all")
    void bookings_rehearsedOften_areAllOrNothing() {
        Explored random = Rehearsal.explore(MANY_SEEDS / 2, this::book);
        Explored pct = Rehearsal.explore(
                MANY_SEEDS / 2,
                MANY_SEEDS / 2,
                Exploration.pct(3, (int) (random.events() / random.seeds())),
                this::book);
        assertEquals(MANY_SEEDS, random.seeds() + pct.seeds());
        ensureEverythingHasHappened(MANY_SEEDS);
    }
}
