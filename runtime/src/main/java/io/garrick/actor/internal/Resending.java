package io.garrick.actor.internal;

import io.garrick.actor.AllDeadLetters;
import io.garrick.actor.AutoReceivedMessage;
import io.garrick.actor.Cancellable;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.Resend;
import io.garrick.actor.ResendPolicy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Asks policies about messages that could not be delivered, and has those sent that they say. Any thread. */
final class Resending {

    private static final int MOST_LOGGED = 10;

    /** Set in a thread that asks a policy, of whatever system: what that sends in vain is not asked about. */
    private static final ThreadLocal<Boolean> ASKING = new ThreadLocal<>();

    private final LocalSystem system;
    private final RateLimit limit;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Resends resends;

    Resending(LocalSystem system, LocalDeadLetterOffice office) {
        this.system = system;
        this.limit = new RateLimit(system.clock(), MOST_LOGGED);
        this.resends = new Resends(system, office);
    }

    Resends resends() {
        return resends;
    }

    private final class Rule implements Cancellable {
        private final int most;
        private final ResendPolicy policy;
        private final AtomicBoolean cancelled = new AtomicBoolean();

        Rule(int most, ResendPolicy policy) {
            this.most = most;
            this.policy = policy;
        }

        @Override
        public boolean cancel() {
            return cancelled.compareAndSet(false, true) && rules.remove(this);
        }

        @Override
        public boolean isCancelled() {
            return cancelled.get();
        }
    }

    Cancellable add(int most, ResendPolicy policy) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "a message must be allowed to be sent again at least once: most=" + most);
        }
        Rule rule = new Rule(most, Objects.requireNonNull(policy, "policy"));
        rules.add(rule);
        return rule;
    }

    boolean hasRules() {
        return !rules.isEmpty();
    }

    /** Whether a message that could not be delivered is taken care of; if not, it is a dead letter. */
    boolean takes(DeadLetter letter, @Nullable Object captured) {
        if (rules.isEmpty() || resends.haveEnded() || isOurs(letter.message()) || ASKING.get() != null) {
            return false;
        }
        Object luggage = resends.luggage(letter.message(), captured);
        return luggage != Resends.ASKED_ALREADY && takes(letter, luggage, Resent.times(luggage));
    }

    private boolean takes(DeadLetter letter, @Nullable Object luggage, int times) {
        for (Rule rule : rules) {
            Resend decision = times < rule.most ? ask(rule.policy, letter, times) : Resend.no();
            if (decision.isWanted() && resends.send(letter, decision, new Resent(times + 1, Resent.context(luggage)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOurs(Object message) {
        return message instanceof AutoReceivedMessage
                || message instanceof AllDeadLetters
                || message instanceof DeadLetterSuppression;
    }

    private Resend ask(ResendPolicy policy, DeadLetter letter, int times) {
        ASKING.set(true);
        try {
            return Objects.requireNonNull(policy.decide(letter, times), "a policy must not give null");
        } catch (Throwable thrown) {
            if (!system.reportedAsFatal(thrown, letter.recipient())) {
                report(policy, letter, thrown);
            }
            return Resend.no();
        } finally {
            ASKING.remove();
        }
    }

    private void report(ResendPolicy policy, DeadLetter letter, Throwable thrown) {
        long held = limit.pass();
        if (held >= 0) {
            system.logger()
                    .atError()
                    .setCause(thrown)
                    .log(
                            "resend policy failed, the message is a dead letter: policy={} recipient={} messageClass={} notLogged={}",
                            policy.getClass().getName(),
                            letter.recipient(),
                            letter.message().getClass().getName(),
                            held);
        }
    }
}
