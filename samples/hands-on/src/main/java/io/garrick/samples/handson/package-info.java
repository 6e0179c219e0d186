/**
 * One topic, one file of at most 80 lines, one program: what the hands-on page explains. Each {@code main} runs by itself and prints what the page shows;
 * nothing here depends on anything else here.
 */
@NullMarked
package io.garrick.samples.handson;

import org.jspecify.annotations.NullMarked;
