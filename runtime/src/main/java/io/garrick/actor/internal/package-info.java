/** How actors work inside: not exported. The runner of a cell calls most of it; what other threads may call says so. */
@NullMarked
package io.garrick.actor.internal;

import org.jspecify.annotations.NullMarked;
