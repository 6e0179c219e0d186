/**
 * For tests of programs made of actors. {@link io.garrick.testkit.TestKit} and its kin are called by the test's thread and wait there for what other threads do;
 * {@link io.garrick.testkit.Rehearsal} is called by the test's thread too, and runs every actor on it.
 *
 * <p>Needs no test framework: what is not as expected is an {@link AssertionError}. It is tested under JUnit 4, 5 and 6, and without any. With JUnit 4,
 * begin a {@link io.garrick.testkit.SystemCheck} in {@code @Before} and end it in {@code @After}, as the examples in {@code src/junit4} do; with JUnit 5
 * and later {@code io.garrick.testkit.junit.ActorSystemExtension} does that.
 */
@NullMarked
package io.garrick.testkit;

import org.jspecify.annotations.NullMarked;
