package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetterSuppression;
import io.garrick.actor.FI;
import io.garrick.actor.Props;
import io.garrick.actor.SuppressedDeadLetter;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.UnhandledMessage;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Listeners on the event stream whose own doings are events. */
class ListenersTest {

    private final ActorSystem system = ActorSystem.create("listeners", SystemSettings.defaults());
    private final ActorRef dead = system.actorOf(Scripted.props());
    private final AtomicInteger heard = new AtomicInteger();

    @BeforeEach
    void stopOne() {
        system.stop(dead);
        Scripted.awaitEnd(dead);
    }

    @AfterEach
    void close() {
        system.close();
    }

    private <E> ActorRef listener(Class<E> channel, FI.UnitApply<E> then) {
        ActorRef listener = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public Receive createReceive() {
                return receiveBuilder()
                        .match(channel, event -> {
                            heard.incrementAndGet();
                            then.apply(event);
                        })
                        .build()
                        .orElse(super.createReceive());
            }
        }));
        system.eventStream().subscribe(listener, channel);
        return listener;
    }

    /** Long enough for a loop to go round: each pass through the mailbox would be one turn more. */
    private void settle(ActorRef listener) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            Scripted.playNow(listener, self -> {});
        }
    }

    @Test
    @DisplayName("Q03 What a dead-letter listener sends to a dead actor, as whomever, is not published again")
    void listener_sendsToTheDead_hearsNothingOfIt() throws Exception {
        ActorRef listener = listener(DeadLetter.class, letter -> {
            dead.tell("caused", ActorRef.noSender());
            letter.recipient().tell(letter.message(), letter.sender());
        });
        dead.tell("first", ActorRef.noSender());
        settle(listener);
        assertEquals(1, heard.get());
        dead.tell("second", ActorRef.noSender());
        settle(listener);
        assertEquals(2, heard.get());
    }

    @Test
    @DisplayName("Q03 Nor what a listener of suppressed dead letters sends")
    void suppressedListener_sendsToTheDead_hearsNothingOfIt() throws Exception {
        Object suppressed = new DeadLetterSuppression() {};
        ActorRef listener = listener(SuppressedDeadLetter.class, letter -> dead.tell(suppressed, ActorRef.noSender()));
        dead.tell(suppressed, ActorRef.noSender());
        settle(listener);
        assertEquals(1, heard.get());
    }

    @Test
    @DisplayName("Q03 A listener that is no actor does not call itself")
    void replyRefListener_sendsToTheDead_isToldOnce() {
        SystemServices services = SystemServices.of(system);
        ActorPath path = services.tempPath(services.nextUid());
        system.eventStream()
                .subscribe(
                        new ReplyRef() {
                            @Override
                            public ActorSystem system() {
                                return system;
                            }

                            @Override
                            public void tell(Object message, @Nullable ActorRef sender) {
                                heard.incrementAndGet();
                                dead.tell("caused", ActorRef.noSender());
                            }

                            @Override
                            public ActorPath path() {
                                return path;
                            }

                            @Override
                            @Deprecated
                            public boolean isTerminated() {
                                return false;
                            }
                        },
                        DeadLetter.class);
        dead.tell("first", ActorRef.noSender());
        assertEquals(1, heard.get());
    }

    @Test
    @DisplayName("Q03 A dead letter that a listener causes while it handles something else is published")
    void listener_sendsToTheDeadInAnotherMessage_hearsOfIt() throws Exception {
        ActorRef listener = listener(DeadLetter.class, letter -> {});
        Scripted.playNow(listener, self -> dead.tell("caused", self.getSelf()));
        settle(listener);
        assertEquals(1, heard.get());
    }

    @Test
    @DisplayName("M05 A listener that leaves unhandled messages unhandled does not hear of that")
    void unhandledListener_withoutACase_hearsOnce() throws Exception {
        AtomicInteger received = new AtomicInteger();
        ActorRef listener = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public void aroundReceive(Receive receive, Object message) throws Exception {
                received.addAndGet(message instanceof UnhandledMessage ? 1 : 0);
                super.aroundReceive(receive, message);
            }
        }));
        system.eventStream().subscribe(listener, UnhandledMessage.class);
        listener.tell("unhandled", ActorRef.noSender());
        settle(listener);
        assertEquals(1, received.get());
    }
}
