package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.AllDeadLetters;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.SuppressedDeadLetter;
import io.garrick.dispatch.Clock;
import io.garrick.event.EventStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;

/** Counts, logs (with a limit) and publishes what could not be delivered (Q03). Any thread. */
final class DeadLetterOffice {

    /** Set in a thread that is telling listeners. */
    private static final ThreadLocal<Boolean> PUBLISHING = new ThreadLocal<>();

    private final EventStream stream;
    private final Logger log;
    private final RateLimit limit;
    private final BooleanSupplier logged;
    private final Function<Object, String> describe;
    private final AtomicLongArray counts = new AtomicLongArray(DeadLetter.Reason.values().length);

    /** Logs while {@code logged} says so. */
    DeadLetterOffice(
            EventStream stream,
            Logger log,
            Clock clock,
            int mostLogged,
            BooleanSupplier logged,
            Function<Object, String> describe) {
        this.logged = logged;
        this.describe = describe;
        this.stream = stream;
        this.log = log;
        this.limit = new RateLimit(clock, mostLogged);
    }

    /** A dead letter that cannot itself be delivered to a listener is counted and goes no further; one that a listener causes is not published. */
    void deliver(DeadLetter letter) {
        counts.incrementAndGet(letter.reason().ordinal());
        Object message = letter.message();
        if (message instanceof AllDeadLetters) {
            return;
        }
        if (!(message instanceof DeadLetterSuppression)) {
            log(letter);
        }
        if (!isCausedByListener()) {
            publish(
                    message instanceof DeadLetterSuppression
                            ? new SuppressedDeadLetter(
                                    (DeadLetterSuppression) message,
                                    letter.sender(),
                                    letter.recipient(),
                                    letter.reason())
                            : letter);
        }
    }

    private void publish(AllDeadLetters letter) {
        PUBLISHING.set(true);
        try {
            stream.publish(letter);
        } finally {
            PUBLISHING.remove();
        }
    }

    /** Whether this thread is telling a listener, or runs one that handles a dead letter: what it sends might go round for ever. */
    private boolean isCausedByListener() {
        return PUBLISHING.get() != null
                || anyHandlesDeadLetter(DeadLetter.class)
                || anyHandlesDeadLetter(SuppressedDeadLetter.class);
    }

    private boolean anyHandlesDeadLetter(Class<? extends AllDeadLetters> published) {
        for (ActorRef listener : stream.subscribers(published)) {
            ActorCell cell = listener instanceof LocalRef ? ((LocalRef) listener).laCell() : null;
            if (cell != null && cell.isRunningHere() && cell.currentMessage() instanceof AllDeadLetters) {
                return true;
            }
        }
        return false;
    }

    private void log(DeadLetter letter) {
        long held = log.isInfoEnabled() && logged.getAsBoolean() ? limit.pass() : -1;
        if (held >= 0) {
            log.info(
                    "message was not delivered: recipient={} message={} sender={} reason={} notLogged={}",
                    letter.recipient(),
                    describe.apply(letter.message()),
                    letter.sender(),
                    letter.reason(),
                    held);
        }
    }

    /** How many so far, by reason; in the order of the reasons. */
    Map<DeadLetter.Reason, Long> counts() {
        Map<DeadLetter.Reason, Long> byReason = new LinkedHashMap<>();
        for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
            byReason.put(reason, counts.get(reason.ordinal()));
        }
        return Collections.unmodifiableMap(byReason);
    }
}
