/**
 * Crashes on purpose, by a seed, and the counts of those survived and of how. Used by the actors of the sample, each
 * from its own thread.
 */
@NullMarked
package io.garrick.samples.flight.chaos;

import org.jspecify.annotations.NullMarked;
