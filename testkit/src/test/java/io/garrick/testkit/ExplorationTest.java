package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExplorationTest {

    private static final int EVENTS = 10;

    /** In which orders two actors handle two messages each, over many seeds. */
    private static Set<String> orders(Exploration exploration) {
        Set<String> orders = new TreeSet<>();
        for (long seed = 0; seed < 1_000; seed++) {
            try (Rehearsal rehearsal = Rehearsal.of(seed, exploration)) {
                ActorSystem system = rehearsal.create("turns");
                StringBuilder order = new StringBuilder();
                ActorRef a = Doing.actor(system, "a", (self, any) -> order.append('a'));
                ActorRef b = Doing.actor(system, "b", (self, any) -> order.append('b'));
                rehearsal.run();
                Doing.tell(a, 1, 2);
                Doing.tell(b, 1, 2);
                rehearsal.run();
                orders.add(order.toString());
            }
        }
        return orders;
    }

    @Test
    void randomWalk_takesAllOrders() {
        assertEquals(Set.of("aabb", "abab", "abba", "baab", "baba", "bbaa"), orders(Exploration.randomWalk()));
    }

    @Test
    void pct_ofDepth_takesTheOrdersWithFewerChangesThanThat() {
        assertEquals(Set.of("aabb", "bbaa"), orders(Exploration.pct(1, EVENTS)));
        assertEquals(Set.of("aabb", "abba", "baab", "bbaa"), orders(Exploration.pct(2, EVENTS)));
        assertEquals(Set.of("aabb", "abab", "abba", "baab", "baba", "bbaa"), orders(Exploration.pct(3, EVENTS)));
    }

    /** What is drawn over a thousand events hardly ever meets one of a few. */
    @Test
    void pct_expectedEvents_spreadTheChanges() {
        assertEquals(Exploration.pct(2), Exploration.pct(2, 1_000));
        RehearsalPlatform platform = platform();
        long changed = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            Pct pct = new Pct(new SeededRandom(seed), 2, 1_000);
            Source a = new Source(1, Trace.Label.of("a"), null, platform);
            Source b = new Source(2, Trace.Label.of("b"), null, platform);
            pct.add(a);
            pct.add(b);
            Source first = pct.take(null, a);
            for (int event = 2; event <= 500; event++) {
                pct.add(first);
                if (pct.take(first, a) != first) {
                    changed++;
                    break;
                }
            }
        }
        assertEquals(500, changed, 60);
    }

    private static RehearsalPlatform platform() {
        try (Rehearsal rehearsal = Rehearsal.of(0)) {
            ActorSystem unused = rehearsal.create("any");
            return rehearsal.loop().platforms().get(0);
        }
    }

    /** One waits for the other by telling itself; by priority alone it would do so for ever. */
    @Test
    void pct_busyWaiting_comesToItsEnd() {
        boolean[] ready = new boolean[1];
        Explored seen = Rehearsal.explore(20, Exploration.pct(1, 50), rehearsal -> {
            ready[0] = false;
            ActorSystem system = rehearsal.limit(10_000).create("busy");
            ActorRef waiting = Doing.actor(system, "waiting", (self, any) -> {
                if (!ready[0]) {
                    self.self().tell(any, self.self());
                }
            });
            Doing.tell(waiting, "are you ready?");
            Doing.tell(Doing.actor(system, "slow", (self, any) -> ready[0] = true), "go");
            rehearsal.run();
        });
        assertTrue(seen.messages() > 20 * 10, seen::toString);
    }

    @Test
    void pct_sameSeedTwice_sameTrace() {
        for (long seed = 0; seed < 20; seed++) {
            assertEquals(Troupe.play(seed, Exploration.pct(3, 100)), Troupe.play(seed, Exploration.pct(3, 100)));
        }
        assertNotEquals(Troupe.play(7, Exploration.pct(3, 100)), Troupe.play(7));
    }

    @Test
    void pct_nonsense_refused() {
        assertThrows(IllegalArgumentException.class, () -> Exploration.pct(0));
        assertThrows(IllegalArgumentException.class, () -> Exploration.pct(1, 0));
    }

    @Test
    void toString_isJava() {
        assertEquals("Exploration.randomWalk()", Exploration.randomWalk().toString());
        assertEquals("Exploration.pct(2, 30)", Exploration.pct(2, 30).toString());
        assertNotEquals(Exploration.pct(2, 30), Exploration.pct(3, 30));
        assertEquals(Exploration.pct(2, 30).hashCode(), Exploration.pct(2, 30).hashCode());
    }
}
