/**
 * For tests of programs made of actors. {@link io.garrick.testkit.Rehearsal} is called by the test's thread, and runs every actor on it.
 */
@NullMarked
package io.garrick.testkit;

import org.jspecify.annotations.NullMarked;
