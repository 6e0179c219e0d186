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
    private final Deque<Aside> aside = new ArrayDeque<>();
    private final Deque<Envelope> front = new ArrayDeque<>();

    /** How many waited behind the message that was taken last; none if that came from the queue. */
    private int behind;

    /** A message in the handling that has put it aside; a signal has lost what made it conditional. */
    static class Aside extends Envelope {
        Aside(Object element) {
            super(message(element), sender(element), captured(element));
        }

        /** The message as it is put back. */
        Envelope putBack() {
            return new Replay(this);
        }
    }

    /** A redelivered message put aside: it has not been forgiven. */
    private static final class AsideAgain extends Aside {
        private final int times;

        AsideAgain(Redelivery.Redelivered element) {
            super(element);
            times = element.times;
        }

        @Override
        Envelope putBack() {
            return new Redelivery.Redelivered(this, times);
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
        Aside message = current instanceof Redelivery.Redelivered
                ? new AsideAgain((Redelivery.Redelivered) current)
                : new Aside(current);
        aside.add(message);
        return message;
    }

    /** Puts the oldest message back, in front of everything. */
    void unstash() {
        Aside oldest = aside.pollFirst();
        if (oldest != null) {
            front.addFirst(oldest.putBack());
        }
    }

    /** Puts all messages back, in front of everything, in their order. */
    void unstashAll() {
        Aside youngest = aside.pollLast();
        while (youngest != null) {
            front.addFirst(youngest.putBack());
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

    private static <E extends Envelope> void take(Deque<E> messages, Consumer<Envelope> taker) {
        for (E message = messages.pollFirst(); message != null; message = messages.pollFirst()) {
            taker.accept(message);
        }
    }

    /** Puts a message behind those that wait in front of the queue. */
    void addToFront(Envelope message) {
        front.addLast(message);
    }

    /** Takes the message back that was taken last: behind what has been put back since, before what was behind it. */
    void takeBack(Envelope message) {
        Deque<Envelope> later = new ArrayDeque<>();
        for (int i = Math.min(behind, front.size()); i > 0; i--) {
            later.addFirst(front.removeLast());
        }
        front.addLast(message);
        front.addAll(later);
    }

    /** Gives away what waits in front of the queue and is of this class. */
    void takeFront(Class<? extends Envelope> type, Consumer<Envelope> taker) {
        for (Envelope each : front.toArray(new Envelope[0])) {
            if (type.isInstance(each)) {
                front.remove(each);
                taker.accept(each);
            }
        }
    }

    /** Takes the next message in front of the queue. */
    @Nullable
    Envelope pollFront() {
        Envelope next = front.pollFirst();
        behind = front.size();
        return next;
    }

    @Nullable
    Envelope peekFront() {
        return front.peekFirst();
    }

    boolean hasFront() {
        return !front.isEmpty();
    }
}
