/** Strategies, directives, budgets and the supervisor that turns events into commands. */
@NullMarked
package io.garrick.supervision;

import org.jspecify.annotations.NullMarked;
