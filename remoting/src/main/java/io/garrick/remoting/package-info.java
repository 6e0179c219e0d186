/** What joins systems of several machines. */
@NullMarked
package io.garrick.remoting;

import org.jspecify.annotations.NullMarked;
