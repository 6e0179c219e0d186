/**
 * The flight-booking sample: the program, its options, the parts it opens, and its report. Whoever reads it for the
 * first time starts with {@code actors}.
 */
@NullMarked
package io.garrick.samples.flight;

import org.jspecify.annotations.NullMarked;
