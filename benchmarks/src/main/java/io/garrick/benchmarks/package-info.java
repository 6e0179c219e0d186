/** What messages cost between two processes, beside what they cost elsewhere: contenders that do the same work, one harness, one report. */
@NullMarked
package io.garrick.benchmarks;

import org.jspecify.annotations.NullMarked;
