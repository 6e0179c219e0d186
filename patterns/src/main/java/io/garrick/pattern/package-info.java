/**
 * Patterns of use: asking an actor and getting a stage, sending a stage's result to an actor, stopping gracefully; and for what fails: trying again,
 * a circuit breaker, a supervisor that waits longer each time; a reaper, which ends the system after the last of its actors. Called from any thread;
 * listeners and dependents run on the executor that was given.
 */
@NullMarked
package io.garrick.pattern;

import org.jspecify.annotations.NullMarked;
