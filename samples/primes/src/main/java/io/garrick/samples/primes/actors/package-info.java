/** The master, its workers on any number of nodes, and the one on each node that finds the master. Whoever reads the sample for the first time starts here. */
@NullMarked
package io.garrick.samples.primes.actors;

import org.jspecify.annotations.NullMarked;
