package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Resend;
import io.garrick.actor.spi.StandIn;
import io.garrick.dispatch.TimerTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages once more, at once or later. Any thread.
 *
 * <p>How often that has happened to a message travels with it as its {@link Resent}. Where it cannot, since the message goes through a ref that is no plain mailbox, it is
 * known while that ref is being told; so whatever fails on the spot goes on counting.
 *
 * <p>What fails while something is sent again is not sent within that, but after it: a thread has one such call on its stack at most, however many messages push each other out of
 * full mailboxes.
 */
final class Resends {

    /** In place of what travels with a message: another copy of it has been asked about. */
    static final Object ASKED_ALREADY = new Object();

    /** How many messages may wait for their delay at most. */
    private static final int MOST_WAITING = 100_000;

    /** What this thread is sending again. */
    private static final ThreadLocal<Turn> TURN = new ThreadLocal<>();

    private final LocalSystem system;
    private final LocalDeadLetterOffice office;
    private final AtomicLong resent = new AtomicLong();

    /** What waits for its delay, in the order in which it came. Guarded by itself. */
    private final Set<Later> waiting = new LinkedHashSet<>();

    /** Set under the lock of {@link #waiting}. */
    private volatile boolean ended;

    Resends(LocalSystem system, LocalDeadLetterOffice office) {
        this.system = system;
        this.office = office;
    }

    /** A message to be sent once more, and by which system. */
    private record Order(Resends by, DeadLetter letter, Resend decision, Resent count) {}

    /** All that one thread sends again before it goes on with what it was doing. */
    private static final class Turn {
        private final Deque<Order> orders = new ArrayDeque<>();

        /** What is being told to a ref that is no plain mailbox. */
        @Nullable
        private Order open;

        /** Whether a policy has been asked about it. */
        private boolean asked;
    }

    long resent() {
        return resent.get();
    }

    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    boolean haveEnded() {
        return ended;
    }

    /** What travels with a message that has failed: what it brings, or what is known of it since this thread is sending it again right now. */
    @Nullable
    Object luggage(Object message, @Nullable Object captured) {
        Turn turn = TURN.get();
        Order open = turn == null ? null : turn.open;
        if (turn == null
                || open == null
                || captured instanceof Resent
                || open.letter().message() != message) {
            return captured;
        }
        if (turn.asked) {
            return ASKED_ALREADY;
        }
        turn.asked = true;
        return open.by() == this ? open.count() : new Resent(open.count().times(), captured);
    }

    // ---------------------------------------------------------------- at once

    /** Whether it is sent, or will be. */
    boolean send(DeadLetter letter, Resend decision, Resent count) {
        long delayNanos = Durations.nanos(decision.delay());
        Order order = new Order(this, letter, decision, count);
        if (delayNanos > 0) {
            return sendLater(new Later(order), delayNanos);
        }
        resent.incrementAndGet();
        sendNow(order);
        return true;
    }

    private static void sendNow(Order order) {
        Turn under = TURN.get();
        if (under != null) {
            under.orders.add(order);
            return;
        }
        Turn turn = new Turn();
        TURN.set(turn);
        try {
            for (Order next = order; next != null; next = turn.orders.poll()) {
                next.by().carryOut(next, turn);
            }
        } finally {
            TURN.remove();
        }
    }

    private void carryOut(Order order, Turn turn) {
        ActorRef to = order.letter().recipient();
        try {
            to = recipient(order);
            log(order, to);
            tell(order, to, turn);
        } catch (MailboxFullException full) {
            DeadLetter letter = order.letter();
            office.deliver(
                    new DeadLetter(letter.message(), letter.sender(), to, DeadLetter.Reason.OVERFLOW), order.count());
        } catch (Throwable thrown) { // a ref of a user's own, or the text of a message
            if (!system.reportedAsFatal(thrown, to)) {
                system.failureLog().error("ref failed at what the runtime told it", to, thrown);
            }
            office.bury(order.letter());
        }
    }

    private void log(Order order, ActorRef to) {
        if (system.logger().isDebugEnabled()) {
            DeadLetter letter = order.letter();
            system.logger()
                    .debug(
                            "message is sent again: recipient={} message={} sender={} reason={} times={} to={}",
                            letter.recipient(),
                            system.describe(letter.message()),
                            letter.sender(),
                            letter.reason(),
                            order.count().times(),
                            to);
        }
    }

    private void tell(Order order, ActorRef to, Turn turn) throws Exception {
        Object message = order.letter().message();
        ActorRef sender = order.letter().sender();
        if (to instanceof LocalRef && !(to instanceof InterceptedRef) && ((LocalRef) to).system() == system) {
            ((LocalRef) to).tell(message, sender, order.count());
            return;
        }
        turn.open = order;
        turn.asked = false;
        try {
            GuardedPropagation.call(system, order.count(), () -> tellOpen(to, message, sender, order.count()));
        } finally {
            turn.open = null;
        }
    }

    private void tellOpen(ActorRef to, Object message, ActorRef sender, Resent count) {
        if (to instanceof InterceptedRef && ((InterceptedRef) to).system() == system) {
            ((InterceptedRef) to).tellAgain(message, sender, count);
        } else {
            to.tell(message, sender);
        }
    }

    // ---------------------------------------------------------------- to whom

    private ActorRef recipient(Order order) {
        ActorRef named = order.decision().recipient();
        if (named != null) {
            return StandIn.actual(named);
        }
        ActorRef before = StandIn.actual(order.letter().recipient());
        boolean isHere = before instanceof InternalRef && ((InternalRef) before).system() == system;
        ActorCell successor = isHere ? find(before.path().elements()) : null;
        return successor == null ? before : successor.ref();
    }

    /** Who has that path now, by the names as they are. */
    private @Nullable ActorCell find(Iterable<String> names) {
        ActorCell at = system.rootGuardian().laCell();
        for (String name : names) {
            Children children = at == null ? null : at.childrenOrNull();
            at = children == null ? null : children.find(name);
        }
        return at;
    }

    // ---------------------------------------------------------------- later

    private static final class Later extends TimerTask {
        private final Order order;

        Later(Order order) {
            this.order = order;
        }

        @Override
        protected void run() {
            order.by().isDue(this);
            sendNow(order);
        }
    }

    private void isDue(Later later) {
        synchronized (waiting) {
            waiting.remove(later);
        }
    }

    private boolean sendLater(Later later, long delayNanos) {
        synchronized (waiting) {
            if (ended || waiting.size() >= MOST_WAITING) {
                return false;
            }
            waiting.add(later);
            resent.incrementAndGet();
            system.timers().schedule(later, delayNanos); // which is open: the end comes here before it comes there
            return true;
        }
    }

    /** The system begins to terminate: nobody is asked any more, and what waits is dead letters. */
    void end() {
        List<Later> left;
        synchronized (waiting) {
            ended = true;
            left = new ArrayList<>(waiting);
            waiting.clear();
        }
        for (Later later : left) {
            if (later.cancel()) {
                system.timers().entryCancelled();
                office.bury(later.order.letter());
            }
        }
    }
}
