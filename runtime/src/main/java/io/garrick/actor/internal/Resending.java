package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.AllDeadLetters;
import io.garrick.actor.AutoReceivedMessage;
import io.garrick.actor.Cancellable;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Resend;
import io.garrick.actor.ResendPolicy;
import io.garrick.actor.spi.StandIn;
import io.garrick.dispatch.TimerTask;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages once more that could not be delivered, where a policy says so. Any thread.
 *
 * <p>How often that has happened to a message travels with it as its {@link Resent}. Where it cannot, since the message goes through a ref that is no mailbox, it is
 * known while that ref is being told; so whatever fails on the spot goes on counting.
 */
final class Resending {

    private static final int MOST_LOGGED = 10;

    /** What this thread is sending again at the moment, or the mark of one that asks a policy. */
    private static final ThreadLocal<UnderWay> UNDER_WAY = new ThreadLocal<>();

    private static final UnderWay ASKING = new UnderWay(Resend.no(), new Resent(0, null));

    private final LocalSystem system;
    private final LocalDeadLetterOffice office;
    private final RateLimit limit;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicLong resent = new AtomicLong();

    /** What waits for its delay, in the order in which it came. Guarded by itself. */
    private final Set<Later> waiting = new LinkedHashSet<>();

    /** Set under the lock of {@link #waiting}. */
    private volatile boolean ended;

    private record UnderWay(Object message, Resent resent) {}

    Resending(LocalSystem system, LocalDeadLetterOffice office) {
        this.system = system;
        this.office = office;
        this.limit = new RateLimit(system.clock(), MOST_LOGGED);
    }

    long resent() {
        return resent.get();
    }

    // ---------------------------------------------------------------- the policies

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

    /** Whether a message that could not be delivered is taken care of; if not, it is a dead letter. */
    boolean takes(DeadLetter letter, @Nullable Object captured) {
        if (rules.isEmpty() || ended || isOurs(letter.message())) {
            return false;
        }
        UnderWay underWay = UNDER_WAY.get();
        if (underWay == ASKING) {
            return false;
        }
        boolean isSame = underWay != null && underWay.message == letter.message();
        return takes(letter, isSame ? underWay.resent : captured, Resent.times(isSame ? underWay.resent : captured));
    }

    private boolean takes(DeadLetter letter, @Nullable Object captured, int times) {
        for (Rule rule : rules) {
            Resend decision = times < rule.most ? ask(rule.policy, letter, times) : Resend.no();
            if (decision.isWanted() && send(letter, decision, new Resent(times + 1, Resent.context(captured)))) {
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
        UnderWay before = UNDER_WAY.get();
        UNDER_WAY.set(ASKING);
        try {
            return Objects.requireNonNull(policy.decide(letter, times), "a policy must not give null");
        } catch (Throwable thrown) {
            if (!system.reportedAsFatal(thrown, letter.recipient())) {
                report(policy, letter, thrown);
            }
            return Resend.no();
        } finally {
            back(before);
        }
    }

    private void report(ResendPolicy policy, DeadLetter letter, Throwable thrown) {
        long held = limit.pass();
        if (held >= 0) {
            system.logger()
                    .atError()
                    .setCause(thrown)
                    .log(
                            "resend policy failed, the message is a dead letter: policy={} recipient={} message={} notLogged={}",
                            policy.getClass().getName(),
                            letter.recipient(),
                            system.describe(letter.message()),
                            held);
        }
    }

    private static void back(@Nullable UnderWay before) {
        if (before == null) {
            UNDER_WAY.remove();
        } else {
            UNDER_WAY.set(before);
        }
    }

    // ---------------------------------------------------------------- sending

    private boolean send(DeadLetter letter, Resend decision, Resent count) {
        long delayNanos = Durations.nanos(decision.delay());
        if (delayNanos > 0) {
            return sendLater(new Later(letter, decision, count), delayNanos);
        }
        resent.incrementAndGet();
        sendNow(letter, decision, count);
        return true;
    }

    private void sendNow(DeadLetter letter, Resend decision, Resent count) {
        ActorRef to = recipient(letter, decision);
        system.logger()
                .debug(
                        "message is sent again: recipient={} message={} sender={} reason={} times={} to={}",
                        letter.recipient(),
                        system.describe(letter.message()),
                        letter.sender(),
                        letter.reason(),
                        count.times(),
                        to);
        UnderWay before = UNDER_WAY.get();
        UNDER_WAY.set(new UnderWay(letter.message(), count));
        try {
            tell(to, letter, count);
        } catch (MailboxFullException full) {
            office.deliver(new DeadLetter(letter.message(), letter.sender(), to, DeadLetter.Reason.OVERFLOW), count);
        } catch (Throwable thrown) { // a ref of a user's own
            if (!system.reportedAsFatal(thrown, to)) {
                system.failureLog().error("ref failed at what the runtime told it", to, thrown);
            }
            office.bury(letter);
        } finally {
            back(before);
        }
    }

    private void tell(ActorRef to, DeadLetter letter, Resent count) {
        if (to instanceof LocalRef && ((LocalRef) to).system() == system) {
            ((LocalRef) to).tellAgain(letter.message(), letter.sender(), count);
        } else {
            to.tell(letter.message(), letter.sender());
        }
    }

    private ActorRef recipient(DeadLetter letter, Resend decision) {
        ActorRef named = decision.recipient();
        if (named != null) {
            return StandIn.actual(named);
        }
        String path = letter.recipient().path().toStringWithoutAddress();
        List<ActorRef> found = system.find(system.actorSelection(path));
        return found.isEmpty() ? letter.recipient() : found.get(0);
    }

    // ---------------------------------------------------------------- later

    private final class Later extends TimerTask {
        private final DeadLetter letter;
        private final Resend decision;
        private final Resent count;

        Later(DeadLetter letter, Resend decision, Resent count) {
            this.letter = letter;
            this.decision = decision;
            this.count = count;
        }

        @Override
        protected void run() {
            synchronized (waiting) {
                waiting.remove(this);
            }
            sendNow(letter, decision, count);
        }
    }

    private boolean sendLater(Later later, long delayNanos) {
        synchronized (waiting) {
            if (ended) {
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
                office.bury(later.letter);
            }
        }
    }
}
