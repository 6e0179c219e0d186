import akka.Done;
import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Cancellable;
import akka.actor.CoordinatedShutdown;
import akka.actor.Props;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A server that refuses, drains and closes, in this order. */
public class OrderlyEnd {

    static class Till extends AbstractActor {
        private int sold;

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Integer.class, price -> sold += price)
                    .matchEquals("count", message -> getSender().tell(sold, getSelf()))
                    .matchEquals("go home", message -> getContext().stop(getSelf()))
                    .build();
        }

        @Override
        public void postStop() {
            System.out.println("till goes home");
        }
    }

    static final class EveningReason implements CoordinatedShutdown.Reason {
        @Override
        public String toString() {
            return "evening";
        }
    }

    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create("shop");
        ActorRef till = system.actorOf(Props.create(Till.class), "till");
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addActorTerminationTask(
                CoordinatedShutdown.PhaseServiceStop(), "till", till, Optional.of("go home"));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "count", () ->
                Patterns.ask(till, "count", Duration.ofSeconds(5)).thenApply(sold -> {
                    System.out.println("sold " + sold);
                    return Done.getInstance();
                }));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "door", () -> {
            System.out.println("door closes");
            return CompletableFuture.completedFuture(Done.getInstance());
        });
        Cancellable party = shutdown.addCancellableTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "party", () -> {
            System.out.println("party");
            return CompletableFuture.completedFuture(Done.done());
        });
        System.out.println("no party: " + party.cancel());
        shutdown.addJvmShutdownHook(() -> System.out.println("lights out"));
        for (int price = 1; price <= 4; price++) {
            till.tell(price, ActorRef.noSender());
        }
        System.out.println("reason: " + shutdown.getShutdownReason());
        CompletableFuture<Done> done = shutdown.runAll(new EveningReason()).toCompletableFuture();
        done.get();
        system.getWhenTerminated().toCompletableFuture().get();
        System.out.println("reason: " + shutdown.getShutdownReason().get());
    }
}
