package io.garrick.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Props;
import org.jspecify.annotations.Nullable;

/** Pekko classic with Artery over TCP, tuned for two cores: as many threads as there are cores, one lane each way, more messages a turn. */
final class PekkoContender implements Contender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Config config = ConfigFactory.parseString("""
            pekko {
              loglevel = ERROR
              stdout-loglevel = ERROR
              actor {
                provider = remote
                allow-java-serialization = off
                default-dispatcher {
                  throughput = %2$d
                  fork-join-executor { parallelism-min = %1$d, parallelism-max = %1$d }
                }
                serializers.order = "io.garrick.benchmarks.PekkoOrders"
                serialization-bindings { "io.garrick.benchmarks.Order" = order }
              }
              remote {
                default-remote-dispatcher.fork-join-executor { parallelism-min = %1$d, parallelism-max = %1$d }
                artery {
                  transport = tcp
                  canonical { hostname = "127.0.0.1", port = 0 }
                  advanced { inbound-lanes = 1, outbound-lanes = 1 }
                }
              }
            }
            """.formatted(WORKERS, THROUGHPUT))
            .withFallback(ConfigFactory.defaultReference());
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
        return config.getInt("pekko.actor.default-dispatcher.fork-join-executor.parallelism-max");
    }

    @Override
    public String address() {
        return ((ExtendedActorSystem) system).provider().getDefaultAddress().toString();
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
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
