package io.garrick.samples.flight.saga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.samples.flight.saga.Action.Do;
import io.garrick.samples.flight.saga.Action.Undo;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.Outcome.Status;
import io.garrick.samples.flight.saga.SagaWorld.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingSagaTest {

    @Test
    void proceed_newBooking_goesThroughAllSteps() {
        BookingSaga saga = new BookingSaga(State.RESERVING, "");
        assertEquals(List.of(new Do(Step.RESERVE)), saga.proceed());
        assertEquals(List.of(record(State.PAYING)), saga.done(new Do(Step.RESERVE)));
        assertEquals(List.of(new Do(Step.PAY), new Do(Step.PROMOTE)), saga.done(record(State.PAYING)));
        assertEquals(List.of(), saga.done(new Do(Step.PROMOTE)));
        assertEquals(List.of(record(State.BILLING)), saga.done(new Do(Step.PAY)));
        assertEquals(List.of(new Do(Step.BILL)), saga.done(record(State.BILLING)));
        assertEquals(List.of(record(State.BOOKED)), saga.done(new Do(Step.BILL)));
        assertEquals(Optional.empty(), saga.outcome());
        assertEquals(List.of(), saga.done(record(State.BOOKED)));
        assertEquals(Optional.of(new Outcome(Status.BOOKED, "")), saga.outcome());
    }

    @Test
    void refused_soldOut_declinesWithoutUndoing() {
        BookingSaga saga = new BookingSaga(State.RESERVING, "");
        saga.proceed();
        Write declined = new Write(State.DECLINED, Outcome.SOLD_OUT);
        assertEquals(List.of(declined), saga.refused(Step.RESERVE, Outcome.SOLD_OUT));
        saga.done(declined);
        assertEquals(Optional.of(new Outcome(Status.DECLINED, Outcome.SOLD_OUT)), saga.outcome());
    }

    @Test
    void refused_paymentDeclined_undoesMilesAndSeats() {
        BookingSaga saga = new BookingSaga(State.PAYING, "");
        saga.proceed();
        Write undoing = new Write(State.UNDOING, Outcome.PAYMENT_DECLINED);
        assertEquals(List.of(undoing), saga.refused(Step.PAY, Outcome.PAYMENT_DECLINED));
        assertEquals(List.of(), saga.done(new Do(Step.PROMOTE)));
        assertEquals(List.of(new Undo(Step.RESERVE), new Undo(Step.PROMOTE)), saga.done(undoing));
        assertEquals(List.of(), saga.done(new Undo(Step.PROMOTE)));
        assertEquals(List.of(new Write(State.DECLINED, Outcome.PAYMENT_DECLINED)), saga.done(new Undo(Step.RESERVE)));
    }

    @Test
    void gaveUp_billing_undoesEverythingForThatReason() {
        BookingSaga saga = new BookingSaga(State.BILLING, "");
        saga.proceed();
        assertEquals(List.of(new Write(State.UNDOING, "billing-unavailable")), saga.gaveUp(new Do(Step.BILL)));
    }

    @Test
    void gaveUp_undo_endsInterruptedWhenTheRestIsUndone() {
        BookingSaga saga = new BookingSaga(State.UNDOING, Outcome.PAYMENT_DECLINED);
        saga.proceed();
        assertEquals(List.of(), saga.gaveUp(new Undo(Step.PAY)));
        assertEquals(List.of(new Undo(Step.RESERVE), new Undo(Step.PROMOTE)), saga.outstanding());
        assertEquals(List.of(), saga.done(new Undo(Step.RESERVE)));
        assertEquals(Optional.empty(), saga.outcome());
        assertEquals(List.of(), saga.done(new Undo(Step.PROMOTE)));
        assertEquals(Optional.of(new Outcome(Status.INTERRUPTED, Outcome.PAYMENT_DECLINED)), saga.outcome());
    }

    @Test
    void compensate_booked_endsCancelled() {
        BookingSaga saga = new BookingSaga(State.BOOKED, "");
        Write undoing = new Write(State.UNDOING, Outcome.CANCELLED_BY_CUSTOMER);
        assertEquals(List.of(undoing), saga.compensate(Outcome.CANCELLED_BY_CUSTOMER));
        saga.done(undoing);
        saga.done(new Undo(Step.PAY));
        saga.done(new Undo(Step.PROMOTE));
        saga.done(new Undo(Step.RESERVE));
        saga.done(new Write(State.CANCELLED, Outcome.CANCELLED_BY_CUSTOMER));
        assertEquals(Optional.of(new Outcome(Status.CANCELLED, Outcome.CANCELLED_BY_CUSTOMER)), saga.outcome());
    }

    @Test
    void compensate_bookedButNotByItsCustomer_changesNothing() {
        BookingSaga saga = new BookingSaga(State.BOOKED, "");
        assertEquals(List.of(), saga.compensate(Outcome.INTERRUPTED_BY_END));
        assertEquals(Optional.of(new Outcome(Status.BOOKED, "")), saga.outcome());
    }

    @Test
    void compensate_declined_changesNothing() {
        BookingSaga saga = new BookingSaga(State.DECLINED, Outcome.SOLD_OUT);
        assertEquals(List.of(), saga.compensate(Outcome.CANCELLED_BY_CUSTOMER));
        assertEquals(Optional.of(new Outcome(Status.DECLINED, Outcome.SOLD_OUT)), saga.outcome());
    }

    /**
     * Walks through every state that any mixture of crashes, lost and late messages, lost and late answers, duplicates
     * and services that stay down can reach.
     */
    @ParameterizedTest(name = "sold out {0}, card declined {1}, customer cancels {2}")
    @CsvSource({"false,false,false", "true,false,false", "false,true,false", "false,false,true"})
    @DisplayName("flight-booking: a booking is all or nothing, whatever crashes when")
    void saga_everyInterleaving_isAllOrNothing(boolean soldOut, boolean cardDeclined, boolean cancels) {
        Set<String> seen = new HashSet<>();
        Set<State> ends = EnumSet.noneOf(State.class);
        Deque<List<Integer>> paths = new ArrayDeque<>(List.of(List.of()));
        while (!paths.isEmpty()) {
            List<Integer> path = paths.remove();
            SagaWorld world = new SagaWorld(soldOut, cardDeclined, cancels);
            path.forEach(world::move);
            if (!seen.add(world.key())) {
                continue;
            }
            check(world, path);
            if (world.log().isFinal()) {
                ends.add(world.log());
            }
            for (int move = 0; move < world.moves(); move++) {
                List<Integer> longer = new ArrayList<>(path);
                longer.add(move);
                paths.add(longer);
            }
        }
        assertTrue(seen.size() > 100, "states seen: " + seen.size());
        assertTrue(ends.contains(soldOut || cardDeclined ? State.DECLINED : State.BOOKED), ends::toString);
        assertEquals(cancels, ends.contains(State.CANCELLED));
    }

    private static void check(SagaWorld world, List<Integer> path) {
        switch (world.log()) {
            case BOOKED -> {
                for (Step step : Step.values()) {
                    assertEquals(Effect.DONE, world.effect(step), () -> step + " after " + path);
                }
            }
            case DECLINED, CANCELLED -> {
                for (Step step : List.of(Step.RESERVE, Step.PAY, Step.PROMOTE)) {
                    assertNotEquals(Effect.DONE, world.effect(step), () -> step + " after " + path);
                }
                assertTrue(world.log() == State.DECLINED || world.wasBooked(), () -> "never booked: " + path);
            }
            default -> {}
        }
        world.saga().outcome().ifPresent(outcome -> {
            if (outcome.status() != Status.INTERRUPTED) {
                assertEquals(outcome.status().name(), world.log().name(), () -> outcome + " after " + path);
                assertEquals(outcome.reason(), world.logReason(), () -> outcome + " after " + path);
            }
        });
    }

    private static Write record(State state) {
        return new Write(state, "");
    }
}
