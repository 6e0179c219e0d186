package io.garrick.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.AbstractActorWithStash;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Who has said hello puts everything aside until the other answers. Both may say hello. */
final class MutualStash {

    record Call(ActorRef other) {}

    record Hello() {}

    record Welcome() {}

    static class Peer extends AbstractActorWithStash {
        private final Set<String> connected;

        Peer(Set<String> connected) {
            this.connected = connected;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Call.class, this::call)
                    .match(Hello.class, hello -> welcome())
                    .build();
        }

        private void call(Call call) {
            call.other().tell(new Hello(), self());
            getContext().become(waiting());
        }

        Receive waiting() {
            return receiveBuilder()
                    .match(Welcome.class, any -> connected())
                    .matchAny(any -> stash())
                    .build();
        }

        final void welcome() {
            sender().tell(new Welcome(), self());
        }

        private void connected() {
            connected.add(self().path().name());
            getContext().unbecome();
            unstashAll();
        }
    }

    static final class FixedPeer extends Peer {
        FixedPeer(Set<String> connected) {
            super(connected);
        }

        @Override
        Receive waiting() {
            return receiveBuilder()
                    .match(Hello.class, hello -> welcome())
                    .build()
                    .orElse(super.waiting());
        }
    }

    private MutualStash() {}

    static Runnable begin(ActorSystem system, boolean fixed) {
        Set<String> connected = new TreeSet<>();
        Props props = fixed
                ? Props.create(FixedPeer.class, () -> new FixedPeer(connected))
                : Props.create(Peer.class, () -> new Peer(connected));
        ActorRef ann = system.actorOf(props, "ann");
        ActorRef bob = system.actorOf(props, "bob");
        system.scheduler()
                .scheduleOnce(Duration.ofMillis(10), ann, new Call(bob), system.dispatcher(), ActorRef.noSender());
        system.scheduler()
                .scheduleOnce(Duration.ofMillis(20), bob, new Call(ann), system.dispatcher(), ActorRef.noSender());
        return () -> assertEquals("[ann, bob]", connected.toString());
    }
}
