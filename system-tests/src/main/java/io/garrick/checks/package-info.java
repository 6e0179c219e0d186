/**
 * Programs that measure what is promised of a whole JVM: each prints one JSON object on one line, with its figures beside their limits, and ends with status 0
 * only if all are kept. Started by {@code ./garrick check NAME}; nothing depends on them.
 */
@NullMarked
package io.garrick.checks;

import org.jspecify.annotations.NullMarked;
