import akka.actor.AbstractActor;
import akka.actor.AbstractActorWithStash;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.actor.ReceiveTimeout;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A store that works through its requests one after another: open, then read or write, and everything else waits. */
public class StashUntilReady {

    record Open(String name) {}

    record Close() {}

    record Write(String key, String value) {}

    record Read(String key) {}

    static class Store extends AbstractActorWithStash {
        private final Map<String, String> content = new LinkedHashMap<>();

        @Override
        public Receive createReceive() {
            return closed();
        }

        private Receive closed() {
            return receiveBuilder()
                    .match(Open.class, open -> {
                        getContext().setReceiveTimeout(Duration.ofHours(1));
                        getContext().become(opened(open.name()));
                        unstashAll();
                    })
                    .match(Close.class, close -> sender().tell("was closed", self()))
                    .matchAny(message -> stash())
                    .build();
        }

        private Receive opened(String name) {
            return receiveBuilder()
                    .match(Write.class, write -> {
                        content.put(write.key(), write.value());
                        sender().tell("wrote " + write.key() + " to " + name, self());
                    })
                    .match(Read.class, read -> content.containsKey(read.key()), read -> sender()
                            .tell(read.key() + "=" + content.get(read.key()), self()))
                    .match(Read.class, read -> sender().tell("no " + read.key(), self()))
                    .match(Open.class, open -> stash())
                    .match(Close.class, close -> {
                        getContext().cancelReceiveTimeout();
                        getContext().become(closed());
                        unstashAll();
                    })
                    .match(ReceiveTimeout.class, timeout -> getContext().stop(self()))
                    .build();
        }
    }

    static class Client extends AbstractActor {
        private final StringBuilder answers = new StringBuilder();
        private int left;
        private ActorRef asker;

        Client(ActorRef store) {
            Object[] script = {
                new Write("a", "1"),
                new Read("a"),
                new Open("first"),
                new Write("b", "2"),
                new Open("second"),
                new Close(),
                new Read("b"),
                new Read("c")
            };
            left = 5;
            for (Object step : script) {
                store.tell(step, self());
            }
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("report", r -> {
                        asker = sender();
                        reportWhenDone();
                    })
                    .match(String.class, answer -> {
                        answers.append(answer).append('\n');
                        left--;
                        reportWhenDone();
                    })
                    .build();
        }

        private void reportWhenDone() {
            if (left == 0 && asker != null) {
                asker.tell(answers.toString(), self());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create("stash");
        ActorRef store = system.actorOf(Props.create(Store.class), "store");
        ActorRef client = system.actorOf(Props.create(Client.class, () -> new Client(store)), "client");
        System.out.print(Patterns.ask(client, "report", Duration.ofSeconds(5)).toCompletableFuture().get());
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
    }
}
