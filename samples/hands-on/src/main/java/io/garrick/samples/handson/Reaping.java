package io.garrick.samples.handson;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Reaper;
import java.util.HashSet;
import java.util.List;

/** When is a program of actors over? When the last of those that matter is gone: a reaper watches them, and then ends the system. */
public final class Reaping {

    private Reaping() {}

    /** Goes from runner to runner. */
    record Baton(int metres) {}

    /** Runs its part, hands the baton on, and is gone. */
    static final class Runner extends AbstractActor {

        private final List<ActorRef> next;

        Runner(List<ActorRef> next) {
            this.next = next;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().match(Baton.class, this::run).build();
        }

        private void run(Baton baton) {
            int metres = baton.metres() + 100;
            System.out.println(self().path().name() + " arrives after " + metres + " m, and leaves");
            next.forEach(runner -> runner.tell(new Baton(metres), self()));
            context().stop(self());
        }
    }

    public static void main(String[] arguments) {
        ActorSystem system = ActorSystem.create("reaper");
        ActorRef third = runner(system, "runner-3", List.of());
        ActorRef second = runner(system, "runner-2", List.of(third));
        ActorRef first = runner(system, "runner-1", List.of(second));
        ActorRef reaper = system.actorOf(Reaper.props(Reaping::putOutTheLights), "reaper");

        // All in one message, and before the start: a reaper that knew of the first alone might think that the race is
        // over when that one leaves.
        reaper.tell(new Reaper.WatchMe(new HashSet<>(List.of(first, second, third))), ActorRef.noSender());
        first.tell(new Baton(0), ActorRef.noSender());

        // Nobody counts, nobody polls: this thread waits for the end, whenever that is.
        system.whenTerminated().toCompletableFuture().join();
        System.out.println("the system has ended");
    }

    private static ActorRef runner(ActorSystem system, String name, List<ActorRef> next) {
        return system.actorOf(Props.create(Runner.class, () -> new Runner(next)), name);
    }

    /** Called once, by the reaper. */
    private static void putOutTheLights(ActorSystem system) {
        System.out.println("all souls reaped: the lights go out");
        system.terminate(); // what Reaper.props() does
    }
}
