package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which message is the current one when a hook runs, whichever activation it runs in. */
class CurrentMessageTest {

    /** So often that the verdict comes in the activation of the failure as well as in another one. */
    private static final int REPETITIONS = 100;

    private final ActorSystem system = ActorSystem.create("current", SystemSettings.defaults());
    private final ActorRef sender = system.actorOf(Scripted.props(), "sender");
    private final BlockingQueue<Object> noted = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        system.close();
    }

    private Object nextNote() throws InterruptedException {
        return noted.poll(10, TimeUnit.SECONDS);
    }

    private final class Noting extends Scripted {

        private void note(String hook) {
            noted.add(hook + " " + getSender().path().name() + (Thread.interrupted() ? " interrupted" : ""));
        }

        @Override
        public void preRestart(Throwable reason, Optional<Object> message) {
            note("preRestart");
        }

        @Override
        public void postRestart(Throwable reason) {
            note("postRestart");
            assertThrows(IllegalStateException.class, this::stash);
        }

        @Override
        public void postStop() {
            note("postStop");
            assertThrows(IllegalStateException.class, this::stash);
            noted.add("nothing to stash");
        }
    }

    @Test
    @DisplayName("M04 preRestart sees the sender of the message that failed, always; postRestart sees none")
    void restart_afterAFailure_showsTheSenderToPreRestartOnly() throws Exception {
        ActorRef actor = system.actorOf(Props.create(Scripted.class, Noting::new));
        Scripted.Line failing = self -> {
            throw new IllegalStateException("for a restart");
        };
        for (int i = 0; i < REPETITIONS; i++) {
            actor.tell(failing, sender);
            assertEquals("preRestart sender", nextNote());
            assertEquals("postRestart deadLetters", nextNote());
        }
    }

    @Test
    @DisplayName("Q08 postStop sees neither the interrupt nor the sender of the message before, and cannot stash it")
    void stop_afterAMessage_showsNothingOfItToPostStop() throws Exception {
        ActorRef actor = system.actorOf(Props.create(Scripted.class, Noting::new));
        Scripted.Line stopping = self -> {
            self.getContext().stop(self.getSelf());
            Thread.currentThread().interrupt();
        };
        actor.tell(stopping, sender);
        assertEquals("postStop deadLetters", nextNote());
        assertEquals("nothing to stash", nextNote());
    }

    @Test
    @DisplayName("T04 A message stashed in preRestart is handled by the next instance; twice it cannot be stashed")
    void stash_inPreRestart_isHandledAgain() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        ActorRef actor = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public void preRestart(Throwable reason, Optional<Object> message) {
                stash();
                assertThrows(IllegalStateException.class, this::stash);
            }
        }));
        Scripted.play(actor, self -> {
            if (handled.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time");
            }
            noted.add("handled again");
        });
        assertEquals("handled again", nextNote());
    }

    @Test
    @DisplayName("T04 A message that was stashed and put back cannot be stashed in the same handling once more")
    void stash_afterUnstashAll_isRefused() throws Exception {
        ActorRef actor = system.actorOf(Scripted.props());
        AtomicInteger handled = new AtomicInteger();
        Scripted.playNow(actor, self -> {
            if (handled.incrementAndGet() == 1) {
                self.stash();
                self.unstashAll();
                assertThrows(IllegalStateException.class, self::stash);
            }
        });
        Scripted.playNow(actor, Scripted::unstashAll);
        Scripted.playNow(actor, self -> {});
        assertEquals(2, handled.get());
    }
}
