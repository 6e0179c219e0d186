/**
 * What the actors promise, as programs that use them see it. A {@link io.garrick.specs.Staged} spec is played on a {@link io.garrick.specs.Stage}: under rehearsal
 * with many seeds, and on real threads.
 */
@NullMarked
package io.garrick.specs;

import org.jspecify.annotations.NullMarked;
