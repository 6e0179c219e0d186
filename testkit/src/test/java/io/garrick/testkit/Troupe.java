package io.garrick.testkit;

import io.garrick.actor.AbstractActorWithStashAndTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that does a bit of everything, to be replayed; as a main program, in a JVM of its own. */
final class Troupe {

    private static final int PLAYERS = 12;

    private Troupe() {}

    /** Plays with the seed in the first argument, and prints what came of it. */
    public static void main(String[] args) {
        System.out.println(play(Long.parseLong(args[0])));
    }

    /** Everything that can be seen of a run: the trace's hash, the order in which the players ended, and virtual time. */
    static String play(long seed) {
        return play(seed, Exploration.randomWalk());
    }

    static String play(long seed, Exploration exploration) {
        List<String> ended = new ArrayList<>();
        try (Rehearsal rehearsal = Rehearsal.of(seed, exploration)) {
            perform(rehearsal, ended);
            return Long.toHexString(rehearsal.traceHash()) + " " + ended + " " + rehearsal.elapsed();
        }
    }

    static void perform(Rehearsal rehearsal, List<String> ended) {
        ActorSystem system = rehearsal.create("troupe");
        ActorRef director = system.actorOf(Props.create(Director.class, () -> new Director(ended)), "director");
        director.tell("begin", ActorRef.noSender());
        for (int i = 0; i < PLAYERS; i++) {
            int delay = i;
            system.dispatcher()
                    .execute(() -> system.scheduler()
                            .scheduleOnce(
                                    Duration.ofMillis(10L * delay), () -> ended.add("timer"), system.dispatcher()));
        }
        rehearsal.run();
    }

    /** Has players and writes down when they end. */
    private static final class Director extends AbstractActorWithStashAndTimers {
        private final List<String> ended;

        Director(List<String> ended) {
            this.ended = ended;
        }

        /** In silence: nobody reads the log. */
        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(false, cause -> Directive.RESTART);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(
                            Terminated.class,
                            end -> ended.add(end.getActor().path().name()))
                    .matchAny(any -> begin())
                    .build();
        }

        private void begin() {
            List<ActorRef> players = new ArrayList<>();
            for (int i = 0; i < PLAYERS; i++) {
                players.add(getContext()
                        .watch(getContext().actorOf(Props.create(Player.class, () -> new Player(players)))));
            }
            players.forEach(player -> player.tell(0, self()));
        }
    }

    /** Plays on with whoever its hash code says, fails now and then, and leaves after a while. */
    private static final class Player extends AbstractActorWithStashAndTimers {
        private final List<ActorRef> others;
        private int played;

        Player(List<ActorRef> others) {
            this.others = others;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Integer.class, this::play)
                    .matchAny(any -> unstashAll())
                    .build();
        }

        private void play(int round) {
            played++;
            if (round > 40) {
                timers().startSingleTimer("leave", "leave", Duration.ofMillis(20));
                getContext().stop(self());
            } else if (played % 7 == 0) {
                stash();
                timers().startSingleTimer("later", "later", Duration.ofMillis(Math.abs(hashOf(round)) % 90));
                others.get(Math.abs(hashOf(round)) % others.size()).tell(round + 1, self());
            } else {
                others.get(Math.abs(hashOf(round)) % others.size()).tell(round + 1, self());
                if (played % 5 == 0) {
                    throw new IllegalStateException("stage fright");
                }
            }
        }

        /** Refs' hash codes are the seed's, too. */
        private int hashOf(int round) {
            return self().hashCode() * 31 + sender().hashCode() + round;
        }
    }
}
