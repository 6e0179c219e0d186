/** The primes sample: the programs of master and worker, their options, and what they print. Whoever reads it for the first time starts with {@code actors}. */
@NullMarked
package io.garrick.samples.primes;

import org.jspecify.annotations.NullMarked;
