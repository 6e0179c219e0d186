package io.garrick.samples.flight.store;

import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.Outcome.Status;
import io.garrick.samples.flight.saga.State;
import java.util.Optional;

/**
 * What the booking log says about a booking.
 *
 * @param booking the booking
 * @param state   how far it has come
 * @param reason  why it is undone, declined, cancelled or interrupted; else empty
 */
public record Entry(Booking booking, State state, String reason) {

    /**
     * How the booking ended.
     *
     * @return empty if it has not
     */
    public Optional<Outcome> outcome() {
        return switch (state) {
            case BOOKED -> Optional.of(new Outcome(Status.BOOKED, ""));
            case DECLINED -> Optional.of(new Outcome(Status.DECLINED, reason));
            case CANCELLED -> Optional.of(new Outcome(Status.CANCELLED, reason));
            case RESERVING, PAYING, BILLING, UNDOING -> Optional.empty();
        };
    }

    /**
     * Whether this is what was to be written. The reason counts too: of two who undo a booking, the first one's holds.
     *
     * @param write what was to be written
     * @return false if the log says something else
     */
    public boolean says(Write write) {
        return state == write.state() && reason.equals(write.reason());
    }
}
