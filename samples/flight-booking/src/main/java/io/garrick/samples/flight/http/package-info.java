/**
 * JSON over the HTTP server of the JDK, as the booking API, the bank and the mail list use it: routes, limits, errors
 * as {@code application/problem+json}. Knows nothing of flights. Handlers run on threads of the server.
 */
@NullMarked
package io.garrick.samples.flight.http;

import org.jspecify.annotations.NullMarked;
