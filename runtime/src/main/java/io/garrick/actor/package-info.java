/**
 * The API that applications use: actors, refs, props, the system. Application threads call the system and refs; actor code is called by
 * dispatcher threads, one at a time per actor.
 */
@NullMarked
package io.garrick.actor;

import org.jspecify.annotations.NullMarked;
