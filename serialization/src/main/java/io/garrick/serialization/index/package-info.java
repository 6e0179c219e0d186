/**
 * The list that a jar has of its classes marked as messages: how it looks, and the annotation processor that writes it. It needs nothing of the rest of
 * Garrick, since a compiler may have this jar alone.
 */
@NullMarked
package io.garrick.serialization.index;

import org.jspecify.annotations.NullMarked;
