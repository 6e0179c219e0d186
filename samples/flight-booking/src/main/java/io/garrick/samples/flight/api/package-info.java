/**
 * The booking API over HTTP and JSON: what {@code openapi.json} describes. Translates between the web and the counter
 * where customers book, on threads of the server.
 */
@NullMarked
package io.garrick.samples.flight.api;

import org.jspecify.annotations.NullMarked;
