package io.garrick.samples.handson;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.pattern.Patterns;
import java.time.Duration;

/** Time is a message: the system's scheduler, an actor's timers, and a receive time-out. No thread sleeps. */
public final class Scheduling {

    private Scheduling() {}

    enum Command {
        START,
        TICK,
        BURN,
        WHEN_READY
    }

    /** Boils an egg for five ticks. */
    static final class EggTimer extends AbstractActorWithTimers {

        private int ticks;
        private ActorRef guest = self(); // until somebody asks

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals(Command.WHEN_READY, c -> guest = sender())
                    .matchEquals(Command.START, c -> start())
                    .matchEquals(Command.TICK, c -> tick())
                    .matchEquals(Command.BURN, c -> System.out.println("burnt"))
                    .match(ReceiveTimeout.class, this::quiet)
                    .build();
        }

        private void start() {
            System.out.println("started by the scheduler");
            timers().startTimerWithFixedDelay("tick", Command.TICK, Duration.ofMillis(20));
            timers().startSingleTimer("burn", Command.BURN, Duration.ofMillis(50));
        }

        private void tick() {
            ticks++;
            System.out.println("tick " + ticks);
            if (ticks == 1) {
                // The same key replaces the timer: the egg does not burn today.
                timers().startSingleTimer("burn", Command.BURN, Duration.ofDays(1));
            } else if (ticks == 5) {
                timers().cancel("tick"); // not even a tick that is queued already comes any more
                context().setReceiveTimeout(Duration.ofMillis(50));
            }
        }

        private void quiet(ReceiveTimeout quiet) {
            System.out.println("no message for " + quiet.duration().toMillis() + " ms");
            context().cancelReceiveTimeout();
            guest.tell("the egg is ready", self());
        }
    }

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("scheduling")) {
            ActorRef egg = system.actorOf(Props.create(EggTimer.class), "egg");
            Duration delay = Duration.ofMillis(50);
            system.scheduler().scheduleOnce(delay, egg, Command.START, system.dispatcher(), ActorRef.noSender());
            Object ready = Patterns.ask(egg, Command.WHEN_READY, Duration.ofSeconds(10))
                    .toCompletableFuture()
                    .join();
            System.out.println(ready);
        }
    }
}
