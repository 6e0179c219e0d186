package io.garrick.samples.handson;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import io.garrick.remoting.Remoting;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletionException;

/** An echo server in one shell, its client in another: a path leads to an actor, wherever that is. */
public final class Echoing {

    private Echoing() {}

    /** What travels, there and back. */
    record Line(String text) {}

    /** Knows nothing of networks. */
    static final class Echo extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().match(Line.class, this::answer).build();
        }

        private void answer(Line line) {
            sender().tell(line, self());
            if (line.text().equals("STOP")) {
                context().getSystem().terminate(); // the answer still leaves
            }
        }
    }

    public static void main(String[] arguments) {
        String what = arguments.length == 0 ? "" : arguments[0];
        String place = arguments.length < 2 ? "127.0.0.1:2552" : arguments[1];
        if (what.equals("server")) {
            serve(node("server", place.substring(place.indexOf(':') + 1)));
        } else if (what.equals("client")) {
            System.exit(talk("garrick://server@" + place + "/user/echo"));
        } else {
            System.out.println("in one shell: ./garrick remoting server [127.0.0.1:PORT]");
            System.out.println("in another:   ./garrick remoting client [127.0.0.1:PORT], then lines, and STOP");
        }
    }

    private static ActorSystem node(String name, String port) {
        return ActorSystem.create(name, ConfigFactory.parseMap(Map.of("garrick.remote.port", port)));
    }

    private static void serve(ActorSystem system) {
        system.actorOf(Props.create(Echo.class), "echo");
        String place = Remoting.get(system).address().hostPort().replace("server@", "");
        System.out.println("in another shell: ./garrick remoting client " + place);
        system.whenTerminated().toCompletableFuture().join();
    }

    private static int talk(String echo) {
        try (ActorSystem system = node("client", "0")) {
            system.actorOf(Props.create(Echo.class)); // so that what is in its package may travel, without a list
            Scanner lines = new Scanner(System.in, Charset.defaultCharset());
            String line = "";
            while (!line.equals("STOP")) {
                line = lines.hasNextLine() ? lines.nextLine() : "STOP";
                Object answer = Patterns.ask(system.actorSelection(echo), new Line(line), Duration.ofSeconds(4))
                        .toCompletableFuture()
                        .join();
                System.out.println("echo: " + ((Line) answer).text());
            }
            return 0;
        } catch (CompletionException nobody) {
            System.err.println("no answer: server=" + echo + " hint=./garrick remoting server");
            return 2;
        }
    }
}
