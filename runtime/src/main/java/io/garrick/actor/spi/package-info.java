/**
 * For those who build on the runtime rather than in it: patterns, routers, rehearsals, transports. May change in a minor release.
 */
@NullMarked
package io.garrick.actor.spi;

import org.jspecify.annotations.NullMarked;
