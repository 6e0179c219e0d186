package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import io.garrick.actor.spi.RemoteServices;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What others can have a node remember is bounded. */
class RememberedLivesTest {

    @Test
    @DisplayName(
            "N03: of the lives of an address that were given up the last ones are remembered, and these until that is lifted")
    void givenUp_theLastOnesAreRemembered() {
        GivenUp givenUp = new GivenUp();
        givenUp.add(-1);
        assertTrue(givenUp.addAsItSays(-2, 3));
        for (int life = 1; life < GivenUp.MOST; life++) {
            givenUp.add(life);
            givenUp.add(-1); // again
        }

        assertTrue(givenUp.contains(-1, Integer.MAX_VALUE));
        assertFalse(givenUp.contains(-2, 3));
        for (int life = 1; life < GivenUp.MOST; life++) {
            assertTrue(givenUp.contains(life, 9));
        }
        assertTrue(givenUp.addAsItSays(-2, 3));
        assertFalse(givenUp.addAsItSays(-2, 4));
        assertFalse(givenUp.contains(-2, 4));
        assertFalse(givenUp.contains(1, 1));
        givenUp.clear();
        assertTrue(givenUp.isEmpty());
    }

    @Test
    @DisplayName(
            "N06: of the actors on which a verdict was passed before their node was met one for each life is remembered, of the last lives")
    void unmet_oneForEachLife() {
        try (ActorSystem system = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            Unmet unmet = new Unmet();
            for (long life = 1; life <= 100; life++) {
                for (int actor = 0; actor < 3; actor++) {
                    unmet.add(ref(system, "a" + actor, (life << 50) + actor));
                }
            }

            assertFalse(unmet.contains(1L << 50));
            for (long life = 37; life <= 100; life++) {
                assertTrue(unmet.contains(life << 50), "life=" + life);
                assertFalse(unmet.contains((life << 50) + 3));
            }
        }
    }

    private static ActorRef ref(ActorSystem system, String name, long uid) {
        return RemoteServices.of(system)
                .resolve(ActorPath.fromString(Knock.STRANGER + "/user/" + name).withUid(uid));
    }

    @Test
    @DisplayName("N06: a node that watches too many actors here is given up, and watches nobody any more")
    void watches_tooMany_theNodeIsGivenUp() {
        try (ActorSystem system = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            Node node = Remoting.get(system).node();
            ActorRef subject = system.actorOf(Props.create(ForeignNode.Mirror.class, ForeignNode.Mirror::new), "here");
            Association association = node.associations().get(Knock.STRANGER);
            Peer peer = Objects.requireNonNull(association.identify(7, 1, new InboundConnection(node), true));
            for (int i = 1; i <= Watches.MOST; i++) {
                association.received(peer, i, new Watch(subject, ref(system, "w", i)), new long[0]);
            }
            assertFalse(peer.isOver());
            assertEquals(Watches.MOST, association.acknowledged(peer));

            association.received(peer, Watches.MOST + 1, new Watch(subject, ref(system, "w", -1)), new long[0]);
            assertTrue(peer.isOver());
            assertNull(association.identify(7, 1, new InboundConnection(node), true));
        }
    }
}
