package io.garrick.nodes;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.testkit.NetworkFaults;
import io.garrick.testkit.Rehearsal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Three nodes whose actors tell each other numbered messages, watch each other, have children on each other's node and end, while the network and the nodes fail as the seed says. What must hold whatever fails is
 * looked at when all has healed.
 */
final class Chaos {

    private static final int NODES = 3;
    private static final int ACTORS = 3;
    private static final int ROUNDS = 12;

    private final Nodes nodes;
    private final Rehearsal rehearsal;
    private final NetworkFaults network;
    private final SplittableRandom random;
    private final boolean kills;
    private final ActorSystem[] systems = new ActorSystem[NODES];
    private final Families families;

    /** All that have lived, in order of birth. */
    private final List<Member> members = new ArrayList<>();

    private final Set<String> sent = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    /** A message that can be told apart from all others. */
    record Numbered(int from, int to, int number) {
        String id() {
            return from + ">" + to + "#" + number;
        }
    }

    /** What one actor has seen. */
    private static final class Member {
        final int number;
        final int node;
        final List<Object> heard = new ArrayList<>();
        final Map<ActorRef, Integer> watched = new LinkedHashMap<>();
        final Map<Integer, Integer> next = new HashMap<>();
        ActorRef ref;
        boolean ended;
        boolean killed;

        Member(int number, int node) {
            this.number = number;
            this.node = node;
        }
    }

    private final class Player extends AbstractActor {
        private final Member member;

        Player(Member member) {
            this.member = member;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Mime.Do.class, task -> ((PlayerTask) task).on(this))
                    .matchAny(member.heard::add)
                    .build();
        }
    }

    /** Done inside a player. */
    @FunctionalInterface
    private interface PlayerTask extends Mime.Do {
        void on(Player player);

        @Override
        default void on(Mime self) {
            throw new AssertionError("not for a mime");
        }
    }

    /** @param kills whether nodes die, too */
    Chaos(Nodes nodes, boolean kills) {
        this.nodes = nodes;
        this.rehearsal = nodes.rehearsal();
        this.network = rehearsal.faults().network();
        this.random = new SplittableRandom(rehearsal.seed());
        this.kills = kills;
        this.families = new Families(nodes, new SplittableRandom(~rehearsal.seed()), systems);
    }

    void play() {
        for (int node = 0; node < NODES; node++) {
            begin(node);
        }
        for (int round = 0; round < ROUNDS; round++) {
            fail();
            for (int act = 0; act < 6; act++) {
                act();
            }
            families.act();
            families.act();
            nodes.runFor(random.nextInt(1_500));
        }
        network.healAll();
        nodes.runFor(40_000);
        check();
    }

    private void begin(int node) {
        systems[node] = nodes.start("node" + node, 10 + node);
        families.begin(node);
        for (int i = 0; i < ACTORS; i++) {
            Member member = new Member(members.size(), node);
            members.add(member);
            member.ref = systems[node].actorOf(
                    Props.create(Player.class, () -> new Player(member)), "m" + (member.number % ACTORS));
        }
    }

    // ---------------------------------------------------------------- what they do

    private void act() {
        Member one = members.get(random.nextInt(members.size()));
        Member other = members.get(random.nextInt(members.size()));
        if (one.ended || one.killed || one == other) {
            return;
        }
        int what = random.nextInt(10);
        if (what < 6) {
            tell(one, other, 1 + random.nextInt(5));
        } else if (what < 9) {
            watch(one, other);
        } else {
            tell(one, other, 3);
            one.ended = true;
            systems[one.node].stop(one.ref);
        }
    }

    private void tell(Member one, Member other, int count) {
        ActorRef there = seen(one, other);
        int first = one.next.merge(other.number, count, Integer::sum) - count;
        List<Numbered> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Numbered message = new Numbered(one.number, other.number, first + i);
            messages.add(message);
            sent.add(message.id());
        }
        ActorRef third = seen(one, members.get(random.nextInt(members.size())));
        boolean forwards = random.nextInt(3) == 0; // whoever is named as the sender, one and the same sends
        one.ref.tell(
                (PlayerTask) player -> messages.forEach(m ->
                        there.tell(m, forwards && m.number() % 2 == 0 ? third : player.getSelf())),
                null);
    }

    private void watch(Member one, Member other) {
        ActorRef there = seen(one, other);
        if (one.watched.putIfAbsent(there, other.number) == null) {
            one.ref.tell((PlayerTask) player -> player.getContext().watch(there), null);
        }
    }

    private ActorRef seen(Member by, Member other) {
        return nodes.seenFrom(systems[by.node], other.ref);
    }

    // ---------------------------------------------------------------- what fails

    private void fail() {
        int one = random.nextInt(NODES);
        int other = (one + 1 + random.nextInt(NODES - 1)) % NODES;
        switch (random.nextInt(kills ? 9 : 6)) {
            case 0 -> fault("break", one, other, () -> network.breakConnections(systems[one], systems[other]));
            case 1 -> fault("partition", one, other, () -> network.partition(systems[one], systems[other]));
            case 2 -> fault("oneway", one, other, () -> network.partitionOneWay(systems[one], systems[other]));
            case 3 -> fault("heal", one, other, network::healAll);
            case 4 ->
                fault(
                        "slow",
                        one,
                        other,
                        () -> network.slow(
                                systems[one], systems[other], Duration.ofMillis(50), Duration.ofMillis(400)));
            case 5 ->
                fault("pause", one, other, () -> network.pause(systems[one], Duration.ofMillis(random.nextInt(1_000))));
            case 6 ->
                fault("stop", one, other, () -> network.pause(systems[one], Duration.ofMillis(random.nextInt(12_000))));
            case 7 -> fault("kill", one, other, () -> kill(one));
            default -> network.breakAtRandom(random.nextInt(3) / 50.0);
        }
    }

    private void fault(String what, int one, int other, Runnable fault) {
        faults.add(rehearsal.elapsed().toMillis() + " " + what + " " + one + " " + other);
        fault.run();
    }

    private void kill(int node) {
        network.kill(systems[node]);
        for (Member member : members) {
            if (member.node == node && !member.killed) {
                member.killed = true;
                member.ended = true;
            }
        }
        begin(node);
    }

    // ---------------------------------------------------------------- what must hold

    private void check() {
        Set<String> handled = new HashSet<>();
        for (Member member : members) {
            checkMessages(member, handled);
            if (!member.killed && !member.ended) {
                checkWatches(member);
            }
        }
        if (!families.check().isEmpty()) {
            throw broken(families.check());
        }
        if (!nodes.doubledSignals().isEmpty()) {
            throw broken("signals were taken twice: " + nodes.doubledSignals().get(0));
        }
        for (DeadLetter letter : nodes.deadLetters()) {
            if (letter.message() instanceof Numbered message && handled.contains(message.id())) {
                throw broken("message was handled and is a dead letter, too: " + message + " " + letter.reason());
            }
        }
    }

    /** At most once, in order, to whom it was told, and nothing of a subject after its end was told of (M01, N03, W02). */
    private void checkMessages(Member member, Set<String> handled) {
        Map<Integer, Integer> last = new HashMap<>();
        Set<Integer> over = new HashSet<>();
        for (Object heard : member.heard) {
            if (heard instanceof Terminated terminated) {
                Integer subject = member.watched.get(terminated.getActor());
                if (subject == null || !over.add(subject)) {
                    throw broken("Terminated that was not asked for, or came twice: by=" + member.number + " " + heard);
                }
                continue;
            }
            Numbered message = (Numbered) heard;
            if (message.to() != member.number) {
                throw broken("message reached another actor: by=" + member.number + " " + message);
            }
            if (!sent.contains(message.id()) || !handled.add(message.id())) {
                throw broken("message was not sent, or came twice: " + message);
            }
            if (last.getOrDefault(message.from(), -1) >= message.number()) {
                throw broken("message has overtaken another one: " + message);
            }
            last.put(message.from(), message.number());
            if (over.contains(message.from())) {
                throw broken("message of a subject after its Terminated: " + message);
            }
        }
    }

    /** Exactly one Terminated for each watched subject that has ended (W01, W07, N04). */
    private void checkWatches(Member member) {
        for (Map.Entry<ActorRef, Integer> watch : member.watched.entrySet()) {
            boolean ended = members.get(watch.getValue()).ended;
            long heard = member.heard.stream()
                    .filter(one -> one instanceof Terminated terminated
                            && terminated.getActor().equals(watch.getKey()))
                    .count();
            if (ended && heard != 1) {
                throw broken("subject has ended, and its watcher has heard it " + heard + " times: by=" + member.number
                        + " subject=" + watch);
            }
        }
    }

    private AssertionError broken(String what) {
        return new AssertionError(what + " seed=" + rehearsal.seed() + " faults=" + faults);
    }
}
