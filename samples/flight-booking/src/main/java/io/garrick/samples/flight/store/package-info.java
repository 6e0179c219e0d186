/**
 * The relational stores: seats, miles, and the booking log, over JDBC on H2 or PostgreSQL. Every call blocks, runs in
 * one transaction, and is idempotent by booking id. A store belongs to one thread at a time, with its connection.
 */
@NullMarked
package io.garrick.samples.flight.store;

import org.jspecify.annotations.NullMarked;
