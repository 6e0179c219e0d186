package io.garrick.samples.flight.store;

import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.State;

/**
 * What the booking log says about a booking.
 *
 * @param booking the booking
 * @param state   how far it has come
 * @param reason  why it is undone, declined, cancelled or interrupted; else empty
 */
public record Entry(Booking booking, State state, String reason) {}
