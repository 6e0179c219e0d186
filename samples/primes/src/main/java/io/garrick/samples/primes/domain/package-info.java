/** What is counted and who has counted it: plain Java. Knows no actor, no network and no clock. */
@NullMarked
package io.garrick.samples.primes.domain;

import org.jspecify.annotations.NullMarked;
