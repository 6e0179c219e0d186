/**
 * Crashes on purpose, by a seed, and the count of those survived. Used by every actor of the sample, from its own
 * thread.
 */
@NullMarked
package io.garrick.samples.flight.chaos;

import org.jspecify.annotations.NullMarked;
