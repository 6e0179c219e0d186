/** The event stream and logging for actors. Called from any thread. */
@NullMarked
package io.garrick.event;

import org.jspecify.annotations.NullMarked;
