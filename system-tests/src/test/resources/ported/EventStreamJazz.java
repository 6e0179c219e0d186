import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.AllDeadLetters;
import akka.actor.DeadLetter;
import akka.actor.PoisonPill;
import akka.actor.Props;
import akka.actor.SuppressedDeadLetter;
import akka.actor.UnhandledMessage;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** The event stream by class hierarchy, dead letters, unhandled messages, and a broadcast by a selection with a wildcard. */
public class EventStreamJazz {

    interface AllKindsOfMusic {}

    record Jazz(String artist) implements AllKindsOfMusic {}

    record Electronic(String artist) implements AllKindsOfMusic {}

    enum Report {
        INSTANCE
    }

    static class Listener extends AbstractActor {
        private final Set<String> heard = new TreeSet<>();

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Jazz.class, msg -> heard.add("jazz by " + msg.artist()))
                    .match(Electronic.class, msg -> heard.add("electronic by " + msg.artist()))
                    .match(DeadLetter.class, msg -> heard.add("dead letter " + msg.message() + " for "
                            + msg.recipient().path().name()))
                    .match(UnhandledMessage.class, msg -> heard.add("unhandled " + msg.getMessage()))
                    .match(String.class, msg -> heard.add("applause: " + msg))
                    .match(Report.class, msg -> getSender().tell(getSelf().path().name() + " " + heard, getSelf()))
                    .build();
        }
    }

    private static Object report(ActorRef listener) {
        return Patterns.ask(listener, Report.INSTANCE, Duration.ofSeconds(3)).toCompletableFuture().join();
    }

    public static void main(String[] args) {
        ActorSystem system = ActorSystem.create("music");
        ActorRef jazz = system.actorOf(Props.create(Listener.class), "jazz-listener");
        ActorRef music = system.actorOf(Props.create(Listener.class), "music-listener");
        ActorRef lost = system.actorOf(Props.create(Listener.class), "lost-and-found");
        system.getEventStream().subscribe(jazz, Jazz.class);
        system.getEventStream().subscribe(music, AllKindsOfMusic.class);
        system.eventStream().subscribe(lost, DeadLetter.class);
        system.eventStream().subscribe(lost, UnhandledMessage.class);

        system.eventStream().publish(new Electronic("Parov Stelar"));
        system.getEventStream().publish(new Jazz("Sonny Rollins"));
        system.actorSelection("/user/*-listener").tell("bravo", ActorRef.noSender());
        system.actorSelection("/user/nobody").tell("hello?", ActorRef.noSender());
        music.tell(42L, ActorRef.noSender());
        System.out.println(report(jazz));
        System.out.println(report(music));

        Patterns.gracefulStop(jazz, Duration.ofSeconds(3), PoisonPill.getInstance()).toCompletableFuture().join();
        jazz.tell("encore", ActorRef.noSender());
        system.deadLetters().tell("to nobody", ActorRef.noSender());
        System.out.println(report(lost));
        System.out.println(AllDeadLetters.class.isAssignableFrom(SuppressedDeadLetter.class));
        system.terminate().toCompletableFuture().join();
    }
}
