package io.garrick.actor.internal;

import io.garrick.actor.AllDeadLetters;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.SuppressedDeadLetter;
import io.garrick.dispatch.Clock;
import io.garrick.event.EventStream;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.slf4j.Logger;

/** Counts, logs (with a limit) and publishes what could not be delivered (Q03). Any thread. */
final class DeadLetterOffice {

    private final EventStream stream;
    private final Logger log;
    private final RateLimit limit;
    private final Function<Object, String> describe;
    private final AtomicLongArray counts = new AtomicLongArray(DeadLetter.Reason.values().length);

    DeadLetterOffice(EventStream stream, Logger log, Clock clock, int mostLogged, Function<Object, String> describe) {
        this.describe = describe;
        this.stream = stream;
        this.log = log;
        this.limit = new RateLimit(clock, mostLogged);
    }

    /** A dead letter that cannot itself be delivered to a listener is counted and goes no further. */
    void deliver(DeadLetter letter) {
        counts.incrementAndGet(letter.reason().ordinal());
        if (letter.message() instanceof AllDeadLetters) {
            return;
        }
        if (letter.message() instanceof DeadLetterSuppression) {
            stream.publish(new SuppressedDeadLetter(
                    (DeadLetterSuppression) letter.message(), letter.sender(), letter.recipient(), letter.reason()));
            return;
        }
        log(letter);
        stream.publish(letter);
    }

    private void log(DeadLetter letter) {
        long held = log.isInfoEnabled() ? limit.pass() : -1;
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

    long count(DeadLetter.Reason reason) {
        return counts.get(reason.ordinal());
    }
}
