package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Terminated;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages in pieces that take turns, rehearsed. */
class LargeSpec {

    private static final int RECIPIENTS = 6;
    private static final int MESSAGES = 60;

    /** Its size and what is in it follow from its number. */
    record Blob(int to, int number, byte[] bytes) {

        static Blob of(int to, int number, int size) {
            byte[] bytes = new byte[size];
            java.util.Arrays.fill(bytes, (byte) number);
            return new Blob(to, number, bytes);
        }

        boolean isWhole() {
            for (byte b : bytes) {
                if (b != (byte) number) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int size(SplittableRandom random) {
        return random.nextInt(3) > 0 ? random.nextInt(100) : 40_000 + random.nextInt(200_000);
    }

    /** What each recipient has heard, and the watcher of all of them at the end. */
    private static void play(Nodes nodes, boolean breaks) {
        SplittableRandom random = new SplittableRandom(nodes.rehearsal().seed());
        ActorSystem a = nodes.start("a", 1);
        ActorSystem b = nodes.start("b", 2);
        List<List<Object>> heard = new ArrayList<>();
        List<ActorRef> there = new ArrayList<>();
        for (int i = 0; i < RECIPIENTS; i++) {
            heard.add(new ArrayList<>());
            there.add(nodes.seenFrom(a, b.actorOf(Mime.props(heard.get(i)), "blobs" + i)));
        }
        int[] next = new int[RECIPIENTS];
        for (int i = 0; i < MESSAGES; i++) {
            int to = random.nextInt(RECIPIENTS);
            there.get(to).tell(Blob.of(to, next[to]++, size(random)), ActorRef.noSender());
            if (random.nextInt(8) == 0) {
                nodes.runFor(random.nextInt(300));
            }
            if (breaks && random.nextInt(12) == 0) {
                nodes.rehearsal().faults().network().breakConnections(a, b);
            }
        }
        nodes.runFor(30_000);
        for (int to = 0; to < RECIPIENTS; to++) {
            ensureInOrder(heard.get(to), breaks ? -1 : next[to]);
        }
    }

    private static void ensureInOrder(List<Object> heard, int all) {
        int before = -1;
        for (Object message : heard) {
            Blob blob = (Blob) message;
            assertTrue(blob.number() > before, () -> "order: " + blob.number());
            assertTrue(blob.isWhole(), () -> "bytes: " + blob.number());
            before = blob.number();
        }
        if (all >= 0) {
            assertEquals(all, heard.size());
        }
    }

    @Test
    @DisplayName("N02, N09: large and small messages to several large recipients arrive, each recipient's in order")
    void severalRecipients_eachInOrder() {
        Nodes.explore("large = [\"/user/*\"]", (nodes, rehearsal) -> play(nodes, false));
    }

    @Test
    @DisplayName(
            "N02, N09: connections that end in the middle of several messages lose some, and change the order of none")
    void connectionsLost_eachInOrder() {
        Nodes.explore("large = [\"/user/*\"]", (nodes, rehearsal) -> play(nodes, true));
    }

    @Test
    @DisplayName("W02, N09: Terminated comes behind a large message that smaller and later ones have passed")
    void terminated_behindWhatWasPassed() {
        Nodes.explore("large = [\"/user/*\"]", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            List<Object> others = new ArrayList<>();
            ActorRef other = nodes.seenFrom(a, b.actorOf(Mime.props(others), "other"));
            ActorRef ends = a.actorOf(Mime.props(new ArrayList<>()), "ends");
            ActorRef endsSeen = nodes.seenFrom(b, ends);
            ActorRef watcher = b.actorOf(Mime.props(heard), "watcher");
            ActorRef watcherSeen = nodes.seenFrom(a, watcher);
            watcher.tell((Mime.Do) self -> self.getContext().watch(endsSeen), ActorRef.noSender());
            nodes.runFor(1_000);

            ends.tell(
                    (Mime.Do) self -> {
                        watcherSeen.tell(Blob.of(0, 1, 600_000), self.getSelf());
                        for (int i = 0; i < 20; i++) {
                            other.tell(Blob.of(1, i, 10), self.getSelf());
                        }
                    },
                    ActorRef.noSender());
            ends.tell(PoisonPill.getInstance(), ActorRef.noSender());
            nodes.runFor(10_000);

            assertEquals(20, others.size());
            assertEquals(2, heard.size());
            assertTrue(((Blob) heard.get(0)).isWhole());
            assertEquals(new Terminated(endsSeen, true, false), heard.get(1));
        });
    }
}
