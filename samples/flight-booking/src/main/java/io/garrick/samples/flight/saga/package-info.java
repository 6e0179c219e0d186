/**
 * How a booking is all or nothing: a pure state machine that says what to record, try and undo next. Knows no actor,
 * no store and no clock; the booking workers carry out what it says.
 */
@NullMarked
package io.garrick.samples.flight.saga;

import org.jspecify.annotations.NullMarked;
