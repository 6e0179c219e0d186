package io.garrick.samples.handson;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.Scheduler;
import io.garrick.testkit.Rehearsal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Rehearsal: two customers want the last seat, and it is sold twice; but only in some orders of events, which seeds find and repeat. */
public final class Rehearsing {

    private record Look() {}

    private record Free(int seats) {}

    private record Buy() {}

    private static final class Theatre extends AbstractActor {
        private final AtomicInteger free;

        Theatre(AtomicInteger free) {
            this.free = free;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Look.class, look -> sender().tell(new Free(free.get()), self()))
                    .match(Buy.class, buy -> free.decrementAndGet())
                    .build();
        }
    }

    private static final class Customer extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().match(Free.class, this::buy).build();
        }

        private void buy(Free free) {
            if (free.seats() > 0) {
                sender().tell(new Buy(), self());
            }
        }
    }

    private Rehearsing() {}

    public static void main(String[] arguments) {
        try {
            Rehearsal.explore(200, Rehearsing::sell);
        } catch (AssertionError found) {
            String.valueOf(found.getMessage())
                    .lines()
                    .takeWhile(line -> !line.startsWith("  latest"))
                    .forEach(System.out::println);
        }
    }

    private static void sell(Rehearsal rehearsal) {
        ActorSystem system = rehearsal.create("evening");
        AtomicInteger free = new AtomicInteger(1);
        ActorRef theatre = system.actorOf(Props.create(Theatre.class, () -> new Theatre(free)), "theatre");
        ActorRef ann = system.actorOf(Props.create(Customer.class), "ann");
        ActorRef bob = system.actorOf(Props.create(Customer.class), "bob");
        rehearsal.runFor(Duration.ZERO);
        rehearsal.always("no seat is sold twice", () -> free.get() >= 0);
        Scheduler scheduler = system.scheduler();
        scheduler.scheduleOnce(Duration.ofMillis(10), theatre, new Look(), system.dispatcher(), ann);
        scheduler.scheduleOnce(Duration.ofMillis(20), theatre, new Look(), system.dispatcher(), bob);
        rehearsal.run();
    }
}
