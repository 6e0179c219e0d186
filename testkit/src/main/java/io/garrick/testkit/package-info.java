/**
 * For tests of programs made of actors. {@link io.garrick.testkit.TestKit} and its kin are called by the test's thread and wait there for what other threads do;
 * {@link io.garrick.testkit.Rehearsal} is called by the test's thread too, and runs every actor on it.
 *
 * <p>Needs no test framework: what is not as expected is an {@link AssertionError}.
 */
@NullMarked
package io.garrick.testkit;

import org.jspecify.annotations.NullMarked;
