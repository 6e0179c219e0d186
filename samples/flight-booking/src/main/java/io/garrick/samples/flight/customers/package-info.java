/**
 * Those who book: the generated ones who keep a number of bookings under way, and the counter at which everyone is
 * counted. Outside the actors; called by the program and by threads of the HTTP server.
 */
@NullMarked
package io.garrick.samples.flight.customers;

import org.jspecify.annotations.NullMarked;
