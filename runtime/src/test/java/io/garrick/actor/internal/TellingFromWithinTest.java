package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorIdentity;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Identify;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the runtime itself tells: whoever is told may refuse, or throw, and the runtime goes on. */
class TellingFromWithinTest {

    private final ActorSystem system = ActorSystem.create(
            "within", SystemSettings.defaults().withMailbox("one-or-fail", Mailboxes.bounded(1, Overflow.fail())));
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        system.close();
    }

    /** Runs code of a user, which throws. */
    private final class ThrowingRef implements ReplyRef {

        private final ActorPath path;
        private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

        ThrowingRef() {
            SystemServices services = SystemServices.of(system);
            path = services.tempPath(services.nextUid());
        }

        @Override
        public ActorSystem system() {
            return system;
        }

        @Override
        public void tell(Object message, @Nullable ActorRef sender) {
            told.add(message);
            throw new IllegalStateException("reply ref throws");
        }

        @Override
        public void removeWatcher(ActorRef watcher) {
            throw new IllegalStateException("reply ref throws");
        }

        @Override
        public void addWatcher(ActorRef watcher) {}

        @Override
        public ActorPath path() {
            return path;
        }

        @Override
        @Deprecated
        public boolean isTerminated() {
            return false;
        }
    }

    /** An actor whose mailbox is full, and whose senders are to know. */
    private ActorRef fullActor() throws InterruptedException {
        ActorRef full = system.actorOf(Scripted.props().withMailbox("one-or-fail"));
        Scripted.occupy(full, gate);
        Scripted.play(full, self -> {});
        assertThrows(MailboxFullException.class, () -> Scripted.play(full, self -> {}));
        return full;
    }

    @Test
    @DisplayName(
            "M07 The answer to Identify that does not fit is a dead letter, not a failure of the actor that answers")
    void identify_askerIsFull_isAnswered() throws Exception {
        AtomicInteger instances = new AtomicInteger();
        BlockingQueue<DeadLetter> lost = new LinkedBlockingQueue<>();
        ActorRef listener = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public Receive createReceive() {
                return receiveBuilder().match(DeadLetter.class, lost::add).build();
            }
        }));
        system.eventStream().subscribe(listener, DeadLetter.class);
        ActorRef asked = system.actorOf(Props.create(Scripted.class, () -> {
            instances.incrementAndGet();
            return new Scripted();
        }));
        ActorRef full = fullActor();
        lost.clear();
        asked.tell(new Identify(1), full);
        DeadLetter letter = lost.poll(10, TimeUnit.SECONDS);
        assertEquals(DeadLetter.Reason.OVERFLOW, letter.reason());
        assertTrue(letter.message() instanceof ActorIdentity);
        Scripted.playNow(asked, self -> {});
        assertEquals(1, instances.get());
    }

    @Test
    @DisplayName("S06 An actor ends though the answer to an Identify in its queue does not fit")
    void stop_askerOfQueuedIdentifyIsFull_ends() throws Exception {
        ActorRef full = fullActor();
        ActorRef stopped = system.actorOf(Scripted.props(), "a");
        CountDownLatch until = new CountDownLatch(1);
        Scripted.occupy(stopped, until);
        stopped.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stopped.tell(new Identify(1), full);
        until.countDown();
        Scripted.awaitEnd(stopped);
        system.actorOf(Scripted.props(), "a");
    }

    @Test
    @DisplayName("W01 All watchers are told, though one of them is a reply ref that throws")
    void watcher_throws_othersAreTold() throws Exception {
        ActorRef subject = system.actorOf(Scripted.props());
        List<ThrowingRef> throwing = List.of(new ThrowingRef(), new ThrowingRef(), new ThrowingRef());
        throwing.forEach(ref -> SystemServices.of(system).watch(ref, subject));
        Scripted.playNow(subject, self -> {});
        system.stop(subject);
        for (ThrowingRef ref : throwing) {
            assertEquals(new Terminated(subject, true, false), ref.told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("S06 An actor ends though a reply ref that it watches throws at the unwatch")
    void stop_watchedReplyRefThrows_ends() throws Exception {
        ActorRef watching = system.actorOf(Scripted.props());
        Scripted.playNow(watching, self -> self.getContext().watch(new ThrowingRef()));
        system.stop(watching);
        Scripted.awaitEnd(watching);
    }

    @Test
    @DisplayName("M03 A listener of dead letters that throws is no affair of the sender, nor of an actor that ends")
    void deadLetterListener_throws_senderAndStopGoOn() throws Exception {
        ThrowingRef listener = new ThrowingRef();
        system.eventStream().subscribe(listener, DeadLetter.class);
        ActorRef stopped = system.actorOf(Scripted.props(), "a");
        CountDownLatch until = new CountDownLatch(1);
        Scripted.occupy(stopped, until);
        stopped.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stopped.tell("queued", ActorRef.noSender());
        until.countDown();
        Scripted.awaitEnd(stopped);
        assertDoesNotThrow(() -> stopped.tell("late", ActorRef.noSender()));
        assertEquals(2, listener.told.size());
        system.actorOf(Scripted.props(), "a");
    }
}
