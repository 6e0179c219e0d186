/** The rules of the house: which package may know which, what may be called where, and how the source looks. */
@NullMarked
package io.garrick.house;

import org.jspecify.annotations.NullMarked;
