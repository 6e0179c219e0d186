/** Targets for Jazzer: one class each, with one method that is named as its inputs' folder is. */
@NullMarked
package io.garrick.fuzz;

import org.jspecify.annotations.NullMarked;
