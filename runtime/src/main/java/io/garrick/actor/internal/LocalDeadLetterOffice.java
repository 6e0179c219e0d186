package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.AllDeadLetters;
import io.garrick.actor.Cancellable;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterOffice;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.ResendPolicy;
import io.garrick.actor.SuppressedDeadLetter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** Sends again where a policy says so; else counts, logs (with a limit) and publishes what could not be delivered (Q03). Any thread. */
final class LocalDeadLetterOffice implements DeadLetterOffice {

    /** Set in a thread that is telling listeners. */
    private static final ThreadLocal<Boolean> PUBLISHING = new ThreadLocal<>();

    private final LocalSystem system;
    private final RateLimit limit;
    private final HeldLetters held;
    private final Resending resending;
    private final AtomicLongArray counts = new AtomicLongArray(DeadLetter.Reason.values().length);

    private volatile boolean systemEnds;

    LocalDeadLetterOffice(LocalSystem system) {
        this.system = system;
        this.limit = new RateLimit(system.clock(), system.settings().deadLettersLogged());
        this.held = new HeldLetters(system);
        this.resending = new Resending(system, this);
    }

    /** Takes a message that could not be delivered, with what travelled with it. */
    void deliver(DeadLetter letter, @Nullable Object captured) {
        if (!resending.hasRules() || isCausedByListener() || !resending.takes(letter, captured)) {
            bury(letter);
        }
    }

    /** Takes one from somebody who has but the letter: what travels with its message is what the handler that fails to pass it on was given, or what this thread knows. */
    void deliver(DeadLetter letter) {
        deliver(letter, resending.hasRules() ? luggage(letter) : null);
    }

    private @Nullable Object luggage(DeadLetter letter) {
        ActorCell cell = letter.recipient() instanceof LocalRef ? ((LocalRef) letter.recipient()).laCell() : null;
        Object element = cell != null && cell.isRunningHere() ? cell.currentElement() : null;
        return element != null && Envelope.message(element) == letter.message()
                ? Envelope.captured(element)
                : GuardedPropagation.capture(system);
    }

    /** A dead letter that cannot itself be delivered to a listener is counted and goes no further; one that a listener causes is not published. */
    void bury(DeadLetter letter) {
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
            system.eventStream().publish(letter);
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
        for (ActorRef listener : system.eventStream().subscribers(published)) {
            ActorCell cell = listener instanceof LocalRef ? ((LocalRef) listener).laCell() : null;
            if (cell != null && cell.isRunningHere() && cell.currentMessage() instanceof AllDeadLetters) {
                return true;
            }
        }
        return false;
    }

    private void log(DeadLetter letter) {
        if (!isLogged()) {
            return;
        }
        if (limit.pass() < 0) {
            held.add(letter.reason());
            return;
        }
        system.logger()
                .info(
                        "message was not delivered: recipient={} message={} sender={} reason={}",
                        letter.recipient(),
                        system.describe(letter.message()),
                        letter.sender(),
                        letter.reason());
    }

    private boolean isLogged() {
        return system.settings().deadLettersLogged() > 0
                && system.logger().isInfoEnabled()
                && (!systemEnds || system.settings().deadLettersLoggedDuringShutdown());
    }

    @Override
    public Cancellable resend(int most, ResendPolicy policy) {
        return resending.add(most, policy);
    }

    @Override
    public Map<DeadLetter.Reason, Long> counts() {
        Map<DeadLetter.Reason, Long> byReason = new LinkedHashMap<>();
        for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
            byReason.put(reason, counts.get(reason.ordinal()));
        }
        return Collections.unmodifiableMap(byReason);
    }

    @Override
    public long resent() {
        return resending.resends().resent();
    }

    @Override
    public int waiting() {
        return resending.resends().waiting();
    }

    /** The system begins to terminate. */
    void systemEnds() {
        systemEnds = true;
        resending.resends().end();
    }

    /** No actor is left. */
    void systemEnded() {
        held.report();
    }
}
