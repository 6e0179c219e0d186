package io.garrick.samples.handson;

import io.garrick.actor.AbstractActorWithStash;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.pattern.Patterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Messages that come too early are put aside, and come back in order when there is use for them. */
public final class Stashing {

    private Stashing() {}

    record Write(String line) {}

    /** The store has been opened. */
    record Opened(List<String> store) {}

    /** Cannot write before its store is open; who writes need not know. */
    static final class Writer extends AbstractActorWithStash {

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Opened.class, opened -> {
                        System.out.println("the store is open");
                        context().become(writing(opened.store()));
                        unstashAll();
                    })
                    .matchAny(early -> {
                        System.out.println("too early, put aside: " + early);
                        stash();
                    })
                    .build();
        }

        private Receive writing(List<String> store) {
            return receiveBuilder()
                    .match(Write.class, write -> {
                        store.add(write.line());
                        System.out.println("written: " + write.line());
                    })
                    .matchEquals("how many?", question -> sender().tell(store.size(), self()))
                    .build();
        }
    }

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("stash")) {
            ActorRef writer = system.actorOf(Props.create(Writer.class), "writer");
            for (String line : new String[] {"first", "second", "third"}) {
                writer.tell(new Write(line), ActorRef.noSender());
            }
            writer.tell(new Opened(new ArrayList<>()), ActorRef.noSender());
            writer.tell(new Write("fourth"), ActorRef.noSender());
            Object lines = Patterns.ask(writer, "how many?", Duration.ofSeconds(3))
                    .toCompletableFuture()
                    .join();
            System.out.println("lines in the store: " + lines);
        }
    }
}
