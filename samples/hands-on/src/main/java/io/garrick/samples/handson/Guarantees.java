package io.garrick.samples.handson;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.UntypedAbstractActor;
import io.garrick.pattern.Patterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** What is promised of messages: order for each pair, at most once, and nothing is lost in silence. */
public final class Guarantees {

    private Guarantees() {}

    record Numbered(String from, int number) {}

    /** Sends the numbers 1 to 5; how those of two senders mix is not promised, so nobody should rely on it. */
    static final class Sender extends UntypedAbstractActor {
        @Override
        public void onReceive(Object receiver) {
            for (int number = 1; number <= 5; number++) {
                ((ActorRef) receiver).tell(new Numbered(self().path().name(), number), self());
            }
            sender().tell("sent", self());
        }
    }

    static final class Receiver extends UntypedAbstractActor {
        private final Map<String, List<Integer>> received = new TreeMap<>();

        @Override
        public void onReceive(Object message) {
            if (message instanceof Numbered m) {
                received.computeIfAbsent(m.from(), f -> new ArrayList<>()).add(m.number());
            } else {
                sender().tell(received.toString(), self());
            }
        }
    }

    /** Hears of what could not be delivered. */
    static final class LostAndFound extends UntypedAbstractActor {
        @Override
        public void onReceive(Object message) {
            DeadLetter lost = (DeadLetter) message;
            System.out.println("dead letter: " + lost.message() + ", because " + lost.reason());
        }
    }

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("guarantees")) {
            ActorRef lostAndFound = system.actorOf(Props.create(LostAndFound.class), "lost-and-found");
            system.eventStream().subscribe(lostAndFound, DeadLetter.class);
            ActorRef receiver = system.actorOf(Props.create(Receiver.class), "receiver");
            CompletableFuture<Object> ann = ask(system.actorOf(Props.create(Sender.class), "ann"), receiver);
            CompletableFuture<Object> bob = ask(system.actorOf(Props.create(Sender.class), "bob"), receiver);
            CompletableFuture.allOf(ann, bob).join();
            System.out.println(ask(receiver, "report").join());
            stop(receiver);
            receiver.tell("too late", ActorRef.noSender()); // at most once: nobody sends it again by itself
            stop(lostAndFound);
        }
    }

    private static CompletableFuture<Object> ask(ActorRef actor, Object question) {
        return Patterns.ask(actor, question, Duration.ofSeconds(3)).toCompletableFuture();
    }

    private static void stop(ActorRef actor) {
        Patterns.gracefulStop(actor, Duration.ofSeconds(3))
                .toCompletableFuture()
                .join();
    }
}
