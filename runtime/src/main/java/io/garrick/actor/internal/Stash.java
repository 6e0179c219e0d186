package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.StashOverflowException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages that do not take their turn in the mailbox's queue: those put aside by their handler, and those that have been put back and
 * wait in front of the queue. Each oldest first. No producer touches it, so no other kind of mailbox is needed. Runner only.
 */
final class Stash {

    private final int capacity;
    private final Deque<Envelope> aside = new ArrayDeque<>();
    private final Deque<Envelope> front = new ArrayDeque<>();

    /** A message in the handling that has put it aside; a signal has lost what made it conditional. */
    private static final class Aside extends Envelope {
        Aside(Object element) {
            super(message(element), sender(element), captured(element));
        }
    }

    /** A message that was put back goes past what was checked when it first came. */
    static final class Replay extends Envelope {
        private Replay(Envelope stashed) {
            super(stashed.message, stashed.sender, stashed.captured);
        }
    }

    /**
     * @param capacity most messages put aside, or a negative number for no limit
     */
    Stash(int capacity) {
        this.capacity = capacity;
    }

    /** Puts the current message aside; gives what is to be the current one from here on, which cannot be put aside again. */
    Envelope add(Object current, ActorRef self) {
        if (current instanceof Aside) {
            throw new IllegalStateException("message is stashed already: actor=" + self + " messageClass="
                    + Envelope.message(current).getClass().getName());
        }
        if (capacity >= 0 && aside.size() >= capacity) {
            throw new StashOverflowException("stash is full: actor=" + self + " capacity=" + capacity + " messageClass="
                    + Envelope.message(current).getClass().getName());
        }
        Aside message = new Aside(current);
        aside.add(message);
        return message;
    }

    /** Puts the oldest message back, in front of everything. */
    void unstash() {
        Envelope oldest = aside.pollFirst();
        if (oldest != null) {
            front.addFirst(new Replay(oldest));
        }
    }

    /** Puts all messages back, in front of everything, in their order. */
    void unstashAll() {
        Envelope youngest = aside.pollLast();
        while (youngest != null) {
            front.addFirst(new Replay(youngest));
            youngest = aside.pollLast();
        }
    }

    /** Gives away what was put aside. */
    void takeAside(Consumer<Envelope> taker) {
        take(aside, taker);
    }

    /** Gives away what waits in front of the queue. */
    void takeFront(Consumer<Envelope> taker) {
        take(front, taker);
    }

    private static void take(Deque<Envelope> messages, Consumer<Envelope> taker) {
        for (Envelope message = messages.pollFirst(); message != null; message = messages.pollFirst()) {
            taker.accept(message);
        }
    }

    /** Takes the next message in front of the queue. */
    @Nullable
    Envelope pollFront() {
        return front.pollFirst();
    }

    @Nullable
    Envelope peekFront() {
        return front.peekFirst();
    }

    boolean hasFront() {
        return !front.isEmpty();
    }
}
