/** Mailboxes, dispatchers and timers. */
@NullMarked
package io.garrick.dispatch;

import org.jspecify.annotations.NullMarked;
