package io.garrick.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.remoting.Remoting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Garrick, with its own serializer for the record. */
final class GarrickContender implements Contender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Config config = ConfigFactory.parseString("""
            garrick {
              default-dispatcher { parallelism = %d, throughput = %d }
              remote { host = "127.0.0.1", port = 0, large = ["/user/other-10MB"] }
            }
            """.formatted(WORKERS, THROUGHPUT));
    private final ActorSystem system = ActorSystem.create("bench", config);

    private enum Begin {
        NOW
    }

    /** A handler as an actor. */
    static final class Host extends AbstractActor implements Handler.Out {
        private final Handler handler;
        private final @Nullable ActorRef peer;

        Host(Handler handler, @Nullable ActorRef peer) {
            this.handler = handler;
            this.peer = peer;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Begin.class, begin -> handler.begin(this))
                    .matchAny(message -> handler.handle(message, this))
                    .build();
        }

        @Override
        public void send(Object message) {
            (peer == null ? getSender() : peer).tell(message, getSelf());
        }
    }

    @Override
    public int workers() {
        return config.getInt("garrick.default-dispatcher.parallelism");
    }

    @Override
    public String address() {
        return Remoting.get(system).address().toString();
    }

    @Override
    public void receive(String place, Handler handler) {
        system.actorOf(Props.create(Host.class, () -> new Host(handler, null)), place);
    }

    @Override
    public void send(String address, String place, Handler handler) {
        ActorRef peer = system.actorSelection(address + "/user/" + place)
                .resolveOne(PATIENCE)
                .toCompletableFuture()
                .join();
        ActorRef sender = system.actorOf(Props.create(Host.class, () -> new Host(handler, peer)));
        sender.tell(Begin.NOW, ActorRef.noSender());
    }

    @Override
    public void close() {
        system.close();
    }
}
