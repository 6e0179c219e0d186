import static akka.actor.FSM.SubscribeTransitionCallBack;

import akka.actor.AbstractActor;
import akka.actor.AbstractFSM;
import akka.actor.AbstractLoggingFSM;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.FSM;
import akka.actor.Props;
import akka.japi.pf.UnitMatch;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Five philosophers and five chopsticks, each a state machine; who cannot have both lays down the one and thinks again. */
public class DiningPhilosophers {

    enum Ask {
        TAKE,
        PUT
    }

    record Taken(ActorRef chopstick) {}

    record Busy(ActorRef chopstick) {}

    enum Lies {
        FREE,
        IN_HAND
    }

    interface Holder {}

    record Nobody() implements Holder {}

    record Somebody(ActorRef who) implements Holder {}

    static class Chopstick extends AbstractFSM<Lies, Holder> {
        {
            startWith(Lies.FREE, new Nobody());
            when(Lies.FREE, matchEventEquals(Ask.TAKE, Nobody.class, (take, nobody) ->
                    goTo(Lies.IN_HAND).using(new Somebody(sender())).replying(new Taken(self()))));
            when(Lies.IN_HAND, matchEventEquals(Ask.TAKE, (take, holder) -> stay().replying(new Busy(self())))
                    .event(Ask.class, Somebody.class,
                            (put, holder) -> put == Ask.PUT && holder.who().equals(sender()),
                            (put, holder) -> goTo(Lies.FREE).using(new Nobody())));
            initialize();
        }
    }

    enum Does {
        THINK,
        HUNGER,
        WAIT,
        EAT
    }

    record Meals(int eaten, ActorRef held) {}

    static class Philosopher extends AbstractLoggingFSM<Does, Meals> {
        private static final Duration MOMENT = Duration.ofMillis(2);

        Philosopher(ActorRef left, ActorRef right, int meals) {
            startWith(Does.THINK, new Meals(0, null), MOMENT);
            when(Does.THINK, MOMENT, matchEvent(Arrays.asList(StateTimeout(), "now"), Meals.class, (event, data) -> {
                left.tell(Ask.TAKE, self());
                right.tell(Ask.TAKE, self());
                return goTo(Does.HUNGER);
            }));
            when(Does.HUNGER, matchEvent(Taken.class, (taken, data) ->
                            goTo(Does.WAIT).using(new Meals(data.eaten(), taken.chopstick())))
                    .event(Busy.class, (busy, data) -> goTo(Does.WAIT)));
            when(Does.WAIT, matchEvent(Taken.class, (taken, data) -> data.held() != null, (taken, data) -> {
                        startSingleTimer("full", "full", MOMENT);
                        return goTo(Does.EAT);
                    })
                    .event(Taken.class, (taken, data) -> layDown(taken.chopstick(), data.eaten()))
                    .event(Busy.class, (busy, data) -> layDown(data.held(), data.eaten())));
            when(Does.EAT, matchEventEquals("full", (full, data) -> {
                left.tell(Ask.PUT, self());
                right.tell(Ask.PUT, self());
                Meals more = new Meals(data.eaten() + 1, null);
                return more.eaten() == meals ? stop(Normal(), more) : goTo(Does.THINK).using(more);
            }));
            UnitMatch<Meals> onEating = UnitMatch.create(matchData(Meals.class, data -> data.eaten() == 0,
                            data -> context().parent().tell("first meal", self()))
                    .matchAny(any -> {}));
            onTransition(matchState(Does.WAIT, Does.EAT, () -> onEating.match(nextStateData())));
            onTermination(matchStop(Normal(), (state, data) ->
                            context().parent().tell(data.eaten() + " meals in " + state + ", log of " + getLog().size(), self()))
                    .stop(FSM.Failure.class, (failure, state, data) -> log().warning("{}", failure.cause())));
            initialize();
        }

        @Override
        public int logDepth() {
            return 2;
        }

        private FSM.State<Does, Meals> layDown(ActorRef chopstick, int eaten) {
            if (chopstick != null) {
                chopstick.tell(Ask.PUT, self());
            }
            return goTo(Does.THINK).using(new Meals(eaten, null)).forMax(Duration.ofNanos((long) (Math.random() * 4e6)));
        }
    }

    static class Table extends AbstractActor {
        private final Map<String, Integer> told = new TreeMap<>();
        private int transitions;
        private ActorRef asker;

        @Override
        public void preStart() {
            ActorRef[] sticks = new ActorRef[5];
            Arrays.setAll(sticks, i -> getContext().actorOf(Props.create(Chopstick.class), "stick-" + i));
            sticks[0].tell(new SubscribeTransitionCallBack(self()), self());
            for (int i = 0; i < 5; i++) {
                getContext().actorOf(Props.create(Philosopher.class, sticks[i], sticks[(i + 1) % 5], 3));
            }
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("report", report -> asker = sender())
                    .match(String.class, line -> told.merge(line, 1, Integer::sum))
                    .match(FSM.CurrentState.class, current -> told.put("a stick is " + current.state(), 1))
                    .match(FSM.Transition.class, way -> transitions++)
                    .build()
                    .orElse(emptyBehavior());
        }

        @Override
        public void aroundReceive(Receive receive, Object message) throws Exception {
            super.aroundReceive(receive, message);
            if (asker != null && transitions >= 12 && told.getOrDefault("3 meals in EAT, log of 2", 0) == 5) {
                asker.tell(told.toString(), self());
                asker = null;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create("table");
        ActorRef table = system.actorOf(Props.create(Table.class), "table");
        System.out.println(Patterns.ask(table, "report", Duration.ofSeconds(50)).toCompletableFuture().get());
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
    }
}
