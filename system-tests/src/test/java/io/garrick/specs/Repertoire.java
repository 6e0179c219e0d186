package io.garrick.specs;

import io.garrick.actor.AbstractActorWithStashAndTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.Status;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.Terminated;
import io.garrick.pattern.Patterns;
import io.garrick.routing.Broadcast;
import io.garrick.routing.BroadcastGroup;
import io.garrick.routing.BroadcastPool;
import io.garrick.routing.RandomPool;
import io.garrick.routing.RoundRobinGroup;
import io.garrick.routing.RoundRobinPool;
import io.garrick.supervision.Backoff;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import io.garrick.testkit.Exploration;
import io.garrick.testkit.Rehearsal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A rehearsal with everything that has an order of its own: supervision with random delays, timers, stashes, watches, routers, questions, two systems. As a program, too. */
final class Repertoire {

    private static final int ROUNDS = 6;

    private Repertoire() {}

    /** Prints what came of each seed in the arguments. */
    public static void main(String[] seeds) {
        for (String seed : seeds) {
            System.out.println(play(Long.parseLong(seed), Exploration.randomWalk()));
            System.out.println(play(Long.parseLong(seed), Exploration.pct(3)));
        }
    }

    /** The hash over all events, and all that the actors have written, in its order. */
    static String play(long seed, Exploration exploration) {
        List<String> written = new ArrayList<>();
        try (Rehearsal rehearsal = Rehearsal.of(seed, exploration)) {
            ActorSystem here = rehearsal.create("here");
            ActorSystem there = rehearsal.create("there");
            ActorRef judge = there.actorOf(Props.create(Judge.class, () -> new Judge(written)), "judge");
            ActorRef stage = here.actorOf(Props.create(Director.class, () -> new Director(judge, written)), "director");
            rehearsal.faults().slow(there, SystemSettings.DEFAULT_DISPATCHER, Duration.ofMillis(3));
            for (int round = 0; round < ROUNDS; round++) {
                stage.tell(new Round(round), ActorRef.noSender());
            }
            rehearsal.run();
            return Long.toHexString(rehearsal.traceHash()) + " "
                    + rehearsal.elapsed().toNanos() + " " + Integer.toHexString(written.hashCode()) + " "
                    + written.size();
        }
    }

    private record Round(int number) {}

    private record Act(int number) {}

    private record Verdict(String on) {}

    private enum Tick {
        WAKE
    }

    /** Has players behind routers, who fail, and writes down who ends. */
    private static final class Director extends AbstractActorWithStashAndTimers {
        private final ActorRef judge;
        private final List<String> written;
        private final List<ActorRef> routers = new ArrayList<>();
        private final SupervisorStrategy quiet = new OneForOneStrategy(false, cause -> SupervisorStrategy.restart());

        Director(ActorRef judge, List<String> written) {
            this.judge = judge;
            this.written = written;
        }

        @Override
        public void preStart() {
            Props player = Props.create(Player.class, () -> new Player(judge, written));
            List<String> soloists = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ActorRef soloist = getContext().actorOf(player, "soloist-" + i);
                soloists.add(getContext().watch(soloist).path().toStringWithoutAddress());
            }
            routers.add(getContext()
                    .actorOf(player.withRouter(new RoundRobinPool(3).withSupervisorStrategy(quiet)), "turns"));
            routers.add(
                    getContext().actorOf(player.withRouter(new RandomPool(3).withSupervisorStrategy(quiet)), "chance"));
            routers.add(getContext()
                    .actorOf(player.withRouter(new BroadcastPool(2).withSupervisorStrategy(quiet)), "choir"));
            routers.add(getContext().actorOf(Props.empty().withRouter(new BroadcastGroup(soloists)), "tutti"));
            routers.add(getContext().actorOf(Props.empty().withRouter(new RoundRobinGroup(soloists)), "solo"));
            timers().startSingleTimer(Tick.WAKE, Tick.WAKE, Duration.ofMillis(20));
        }

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(false, cause -> SupervisorStrategy.restart())
                    .withBackoff(new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), 0.5));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Round.class, round -> stash())
                    .matchEquals(Tick.WAKE, wake -> {
                        getContext().become(awake());
                        unstashAll();
                    })
                    .build();
        }

        private Receive awake() {
            return receiveBuilder()
                    .match(Round.class, this::play)
                    .match(Status.Failure.class, failure -> written.add("no answer"))
                    .match(Verdict.class, verdict -> written.add("verdict on " + verdict.on()))
                    .match(
                            Terminated.class,
                            end -> written.add("end of " + end.getActor().path().name()))
                    .build();
        }

        private void play(Round round) {
            for (ActorRef router : routers) {
                router.tell(new Act(round.number()), self());
            }
            if (round.number() == ROUNDS / 2) {
                routers.get(0).tell(new Broadcast(new Act(round.number())), self());
            }
        }
    }

    /** Fails at every third act, puts every fifth aside for a while, asks the judge about the others, and leaves after the last. */
    private static final class Player extends AbstractActorWithStashAndTimers {
        private final ActorRef judge;
        private final List<String> written;
        private int acts;

        Player(ActorRef judge, List<String> written) {
            this.judge = judge;
            this.written = written;
        }

        @Override
        public void postRestart(Throwable reason) {
            written.add("again: " + self().path().name());
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Act.class, this::play)
                    .matchEquals(Tick.WAKE, wake -> unstashAll())
                    .build();
        }

        private void play(Act act) {
            acts++;
            if (acts % 3 == 0) {
                throw new IllegalStateException("stage fright");
            }
            if (acts % 5 == 0) {
                stash();
                timers().startSingleTimer(Tick.WAKE, Tick.WAKE, Duration.ofMillis(7));
                return;
            }
            Patterns.pipe(
                            Patterns.ask(judge, act, Duration.ofMillis(40)),
                            getContext().dispatcher())
                    .to(sender(), self());
            if (act.number() == ROUNDS - 1 && self().path().name().startsWith("soloist")) {
                getContext().stop(self());
            }
        }
    }

    /** In the other system. Answers all but those who come when it is asleep. */
    private static final class Judge extends AbstractActorWithStashAndTimers {
        private final List<String> written;

        Judge(List<String> written) {
            this.written = written;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Act.class, act -> (act.number() + written.size()) % 4 != 0, act -> {
                        written.add("judged " + act.number());
                        sender().tell(new Verdict("act " + act.number()), self());
                    })
                    .match(Act.class, act -> written.add("asleep at " + act.number()))
                    .build();
        }
    }
}
