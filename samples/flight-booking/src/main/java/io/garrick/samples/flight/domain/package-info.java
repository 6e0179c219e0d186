/**
 * What is sold: flights, airports, and the seeded customers who want them. Plain values: no actor, no store, no clock;
 * everything here may be used from any thread.
 */
@NullMarked
package io.garrick.samples.flight.domain;

import org.jspecify.annotations.NullMarked;
