package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.Props;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node that goes on talking to another, whatever others do to that one. */
final class Neighbour implements AutoCloseable {

    private final ActorSystem system =
            ActorSystem.create("neighbour", ConfigFactory.parseString("garrick.remote.port = 0"));
    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private final ActorRef home =
            system.actorOf(Props.create(TwoNodesTest.Arrivals.class, () -> new TwoNodesTest.Arrivals(answers)));
    private final ActorSelection mirror;
    private int asked;

    Neighbour(Address node) {
        mirror = system.actorSelection(node + "/user/here");
    }

    /** Says something; it has to come back by the same connection as ever. */
    void isAnswered(String during) throws InterruptedException {
        mirror.tell(++asked, home);
        assertEquals(asked, answers.poll(5, TimeUnit.SECONDS), during);
    }

    @Override
    public void close() {
        system.close();
    }
}
