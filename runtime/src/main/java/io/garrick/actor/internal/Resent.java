package io.garrick.actor.internal;

import org.jspecify.annotations.Nullable;

/**
 * Travels, in place of a captured context, with a message that has been sent again by a policy's word; it holds that context, if there is one. So the count goes wherever the
 * message is put aside or handed over again, and messages that go straight have no room for it.
 *
 * @param times how often, this time included
 * @param context what the system's propagation captured when the message was sent first
 */
record Resent(int times, @Nullable Object context) {

    /** How often a message has been sent again. */
    static int times(@Nullable Object captured) {
        return captured instanceof Resent ? ((Resent) captured).times : 0;
    }

    /** What the propagation has captured. */
    @Nullable
    static Object context(@Nullable Object captured) {
        return captured instanceof Resent ? ((Resent) captured).context : captured;
    }
}
