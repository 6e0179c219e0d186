/**
 * The auditor: reads the database, the bank and the mail server by its own SQL and HTTP calls and says whether what
 * they hold fits together. It shares no code with the rest of the sample, not even the price of a seat, and a test
 * keeps it so: an auditor who uses the books' own arithmetic would confirm its mistakes.
 */
@NullMarked
package io.garrick.samples.flight.audit;

import org.jspecify.annotations.NullMarked;
