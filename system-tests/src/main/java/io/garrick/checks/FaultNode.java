package io.garrick.checks;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.remoting.Remoting;
import io.garrick.remoting.ThisActorSystemQuarantinedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A node with one actor, {@code /user/ear}, that does what the lines of its input say, and tells on its output what happens to it: a process for
 * {@link FaultsRemoting}.
 */
public final class FaultNode {

    /** Begins the lines that are meant for who started it. */
    static final String MARK = "node: ";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private FaultNode() {}

    /** Somebody of another node. */
    private record Found(ActorRef ref) {}

    /** Watch whom you have found last. */
    private record WatchLast() {}

    /** Tell all that were found, each with its number. */
    private record TellAll(String text) {}

    public static void main(String[] arguments) throws IOException {
        ActorSystem system = ActorSystem.create(
                arguments[0],
                ConfigFactory.parseString(
                        "garrick.remote { host = \"" + arguments[1] + "\", port = " + arguments[2] + " }"));
        ActorRef ear = system.actorOf(Props.create(Ear.class), "ear");
        system.eventStream().subscribe(ear, DeadLetter.class);
        system.eventStream().subscribe(ear, ThisActorSystemQuarantinedEvent.class);
        say("ready " + Remoting.get(system).address() + "/user/ear");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            obey(line, system, ear);
        }
        Runtime.getRuntime().halt(0); // who started it is no more
    }

    private static void obey(String line, ActorSystem system, ActorRef ear) {
        String rest = line.substring(line.indexOf(' ') + 1);
        if (line.startsWith("find ")) {
            find(rest, system, ear);
        } else if (line.startsWith("tell ")) {
            ear.tell(new TellAll(rest), ActorRef.noSender());
        } else if (line.equals("watch")) {
            ear.tell(new WatchLast(), ActorRef.noSender());
        } else {
            throw new IllegalArgumentException("command is unknown: line=" + line);
        }
    }

    /** Asks until there is an answer. */
    private static void find(String path, ActorSystem system, ActorRef ear) {
        var unused = system.actorSelection(path).resolveOne(PATIENCE).whenComplete((ref, failure) -> {
            if (failure == null) {
                ear.tell(new Found(ref), ActorRef.noSender());
            } else {
                find(path, system, ear);
            }
        });
    }

    private static void say(String text) {
        System.out.println(MARK + text);
    }

    /** Tells what it hears. */
    static final class Ear extends AbstractActor {
        private final List<ActorRef> found = new ArrayList<>();

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Found.class, one -> {
                        found.add(one.ref());
                        say("found " + one.ref().path() + "#" + one.ref().path().uid());
                    })
                    .match(WatchLast.class, last -> {
                        getContext().watch(found.get(found.size() - 1));
                        say("watches " + found.size());
                    })
                    .match(TellAll.class, all -> tellAll(all.text()))
                    .match(
                            Terminated.class,
                            end -> say("terminated " + end.getActor().path()))
                    .match(String.class, text -> say("heard " + text))
                    .match(
                            DeadLetter.class,
                            letter -> letter.message() instanceof String,
                            letter -> say("dead " + letter.message() + " " + letter.reason()))
                    .match(ThisActorSystemQuarantinedEvent.class, event -> say("refused"))
                    .build();
        }

        private void tellAll(String text) {
            for (int i = 0; i < found.size(); i++) {
                found.get(i).tell(text + " " + (i + 1), getSelf());
            }
            say("told " + text + " " + found.size());
        }
    }
}
