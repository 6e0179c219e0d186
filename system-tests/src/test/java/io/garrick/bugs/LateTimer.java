package io.garrick.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Cancellable;
import io.garrick.actor.Props;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session expires 50 ms after it was last touched; it is touched every 30 ms. */
final class LateTimer {

    private static final Duration EXPIRY = Duration.ofMillis(50);

    record Touch() {}

    record Expire() {}

    static final class Session extends AbstractActor {
        private final List<String> journal;
        private @Nullable Cancellable expiry;

        Session(List<String> journal) {
            this.journal = journal;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Touch.class, any -> touch())
                    .match(Expire.class, any -> journal.add("expired"))
                    .build();
        }

        private void touch() {
            journal.add("touched");
            if (expiry != null) {
                expiry.cancel(); // too late, if it waits in the mailbox already
            }
            expiry = getContext()
                    .getSystem()
                    .scheduler()
                    .scheduleOnce(EXPIRY, self(), new Expire(), getContext().dispatcher(), self());
        }
    }

    static final class FixedSession extends AbstractActorWithTimers {
        private final List<String> journal;

        FixedSession(List<String> journal) {
            this.journal = journal;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Touch.class, any -> touch())
                    .match(Expire.class, any -> journal.add("expired"))
                    .build();
        }

        private void touch() {
            journal.add("touched");
            timers().startSingleTimer("expiry", new Expire(), EXPIRY);
        }
    }

    private LateTimer() {}

    static Runnable begin(ActorSystem system, boolean fixed) {
        List<String> journal = new ArrayList<>();
        Props props = fixed
                ? Props.create(FixedSession.class, () -> new FixedSession(journal))
                : Props.create(Session.class, () -> new Session(journal));
        ActorRef session = system.actorOf(props, "session");
        for (int i = 1; i <= 4; i++) {
            system.scheduler()
                    .scheduleOnce(
                            Duration.ofMillis(30L * i), session, new Touch(), system.dispatcher(), ActorRef.noSender());
        }
        return () -> assertEquals(List.of("touched", "touched", "touched", "touched", "expired"), journal);
    }
}
