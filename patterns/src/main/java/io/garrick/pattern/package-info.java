/**
 * Patterns of use: asking an actor and getting a stage, sending a stage's result to an actor, stopping gracefully. Called from any thread.
 */
@NullMarked
package io.garrick.pattern;

import org.jspecify.annotations.NullMarked;
