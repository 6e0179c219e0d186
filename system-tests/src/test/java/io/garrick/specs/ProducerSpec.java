package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.IndirectActorProducer;
import io.garrick.actor.Props;
import io.garrick.event.ManagedActorEventBus;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** Actors that somebody else assembles; and the bus that watches actors. */
class ProducerSpec {

    private static final AtomicInteger PRODUCERS = new AtomicInteger();

    /** As a container would have it: knows how to make what its arguments name. */
    private static final class Container implements IndirectActorProducer {
        private final Puppet.Role role;

        Container(Puppet.Role role) {
            PRODUCERS.incrementAndGet();
            this.role = role;
        }

        @Override
        public AbstractActor produce() {
            try {
                return role.props().newInstance();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Class<? extends AbstractActor> actorClass() {
            return Puppet.class;
        }
    }

    /** Fails to be made. */
    private static final class Broken implements IndirectActorProducer {
        Broken() {
            throw new IllegalStateException("broken");
        }

        @Override
        public AbstractActor produce() {
            throw new AssertionError("never made");
        }

        @Override
        public Class<? extends AbstractActor> actorClass() {
            return Puppet.class;
        }
    }

    @Staged
    @DisplayName(
            "M10 A producer given to Props.create is made once, and makes every instance: at the start and at each restart")
    void producer_inProps_makesEveryInstance(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Puppet.Role role = Puppet.role(journal, "a");
        int before = PRODUCERS.get();
        Props props = Props.create(Container.class, role);
        assertEquals(Puppet.class, props.actorClass());
        ActorRef actor = stage.actorOf(props);
        crash(actor);
        actor.tell("m", ActorRef.noSender());
        stage.await(() -> journal.has("a m"));
        assertEquals(2, role.instances.get());
        assertEquals(before + 1, PRODUCERS.get());
        assertEquals(props, Props.create(Container.class, role));
        assertNotEquals(props, Props.create(Container.class, Puppet.role(journal, "b")));
    }

    @Staged
    @DisplayName("M10 A producer that cannot be made is refused at once")
    void producer_broken_isRefusedAtOnce(Stage stage) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> Props.create(Broken.class));
        assertInstanceOf(IllegalStateException.class, error.getCause());
    }

    private record News(ActorRef about, String text) {}

    private static final class NewsBus extends ManagedActorEventBus<News> {
        NewsBus(Stage stage) {
            super(stage.system());
        }

        @Override
        protected int mapSize() {
            return 4;
        }

        @Override
        protected ActorRef classify(News event) {
            return event.about();
        }
    }

    @Staged
    @DisplayName(
            "W01 A bus of events about actors tells who has subscribed to the actor, and forgets both sides when they end")
    void managedBus_actorsEnd_areForgotten(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = stage.actorOf(Puppet.of(journal, "a"), "a");
        ActorRef b = stage.actorOf(Puppet.of(journal, "b"), "b");
        ActorRef star = stage.actorOf(Puppet.of(journal, "star"), "star");
        NewsBus bus = new NewsBus(stage);
        assertEquals(true, bus.subscribe(a, star));
        assertEquals(false, bus.subscribe(a, star));
        assertEquals(true, bus.subscribe(b, star));
        assertEquals(true, bus.subscribe(b, a));
        News news = new News(star, "1");
        bus.publish(news);
        stage.await(journal, 2);
        assertEquals(1, journal.count("a " + news));
        assertEquals(1, journal.count("b " + news));
        stage.system().stop(a);
        stage.settle();
        assertEquals(false, bus.unsubscribe(a, star));
        assertEquals(false, bus.unsubscribe(b, a));
        bus.publish(news);
        stage.await(journal, 3);
        stage.system().stop(star);
        stage.settle();
        assertEquals(false, bus.unsubscribe(b, star));
        assertEquals(false, bus.subscribe(b, b) && bus.subscribe(b, b));
        bus.unsubscribe(b);
        assertEquals(false, bus.unsubscribe(b, b));
        bus.subscribe(b, star);
        stage.settle();
        bus.publish(news);
        stage.settle();
        assertEquals(3, journal.size());
    }
}
