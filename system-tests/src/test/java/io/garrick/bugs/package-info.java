/**
 * Four bugs as programs have them, each with its fixed twin, for docs/rehearsal.md. What is common to them: as long as every timer finds its actors idle, as on an idle machine, all goes well.
 */
@NullMarked
package io.garrick.bugs;

import org.jspecify.annotations.NullMarked;
