package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.StashOverflowException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Messages put aside by their handler, oldest first. Runner only. */
final class Stash {

    private final int capacity;
    private final Deque<Envelope> messages = new ArrayDeque<>();

    /**
     * @param capacity most messages held, or a negative number for no limit
     */
    Stash(int capacity) {
        this.capacity = capacity;
    }

    /** Adds the current message; an envelope is told from another by identity, so the caller wraps bare messages first. */
    void add(Envelope message, ActorRef self) {
        if (messages.peekLast() == message) {
            throw new IllegalStateException("message is stashed already: actor=" + self + " messageClass="
                    + message.message.getClass().getName());
        }
        if (capacity >= 0 && messages.size() >= capacity) {
            throw new StashOverflowException("stash is full: actor=" + self + " capacity=" + capacity + " messageClass="
                    + message.message.getClass().getName());
        }
        messages.add(message);
    }

    @Nullable
    Envelope pollOldest() {
        return messages.poll();
    }

    @Nullable
    Envelope pollYoungest() {
        return messages.pollLast();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }
}
