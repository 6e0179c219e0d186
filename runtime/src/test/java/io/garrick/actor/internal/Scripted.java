package io.garrick.actor.internal;

import io.garrick.actor.AbstractActorWithStash;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An actor that does what messages tell it: each message is code that gets the actor. */
class Scripted extends AbstractActorWithStash {

    /** A message. */
    interface Line {
        void play(Scripted self) throws Exception;
    }

    static Props props() {
        return Props.create(Scripted.class, Scripted::new);
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(Line.class, line -> line.play(this)).build();
    }

    /** Sends code. */
    static void play(ActorRef actor, Line line) {
        actor.tell(line, ActorRef.noSender());
    }

    /** Has an actor fail. */
    static void fail(ActorRef actor, Exception cause) {
        play(actor, self -> {
            throw cause;
        });
    }

    /** Runs code in an actor and waits until it has. */
    static void playNow(ActorRef actor, Line line) throws InterruptedException {
        CountDownLatch played = new CountDownLatch(1);
        play(actor, self -> {
            line.play(self);
            played.countDown();
        });
        if (!played.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("actor has not answered: actor=" + actor);
        }
    }

    /** Keeps an actor busy until the latch is open, and waits until it is. */
    static void occupy(ActorRef actor, CountDownLatch until) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        play(actor, self -> {
            busy.countDown();
            until.await();
        });
        busy.await();
    }

    @SuppressWarnings("deprecation") // a look from outside is what a test wants
    static void awaitEnd(ActorRef actor) {
        Awaitility.await("end of " + actor).atMost(Duration.ofSeconds(10)).until(actor::isTerminated);
    }
}
