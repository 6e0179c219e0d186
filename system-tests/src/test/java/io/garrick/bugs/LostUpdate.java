package io.garrick.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import java.time.Duration;

/** Two clerks work on one order: not on a copy each, on the very same object. */
final class LostUpdate {

    static final class Order {
        int cents;
    }

    record AskPrice() {}

    record Price(int cents) {}

    static final class Clerk extends AbstractActor {
        private final ActorRef prices;
        private Order order = new Order();
        private int before;

        Clerk(ActorRef prices) {
            this.prices = prices;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Order.class, this::begin)
                    .match(Price.class, price -> order.cents = before + price.cents())
                    .build();
        }

        private void begin(Order told) {
            order = told;
            before = told.cents; // read now, written when the price is known
            prices.tell(new AskPrice(), self());
        }
    }

    /** The order is this actor's alone; clerks have prices told to it. */
    static final class Till extends AbstractActor {
        private final Order order;

        Till(Order order) {
            this.order = order;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Price.class, price -> order.cents += price.cents())
                    .build();
        }
    }

    static final class Prices extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(AskPrice.class, any -> sender().tell(new Price(100), self()))
                    .build();
        }
    }

    private LostUpdate() {}

    static Runnable begin(ActorSystem system, boolean fixed) {
        Order order = new Order();
        ActorRef prices = system.actorOf(Props.create(Prices.class), "prices");
        ActorRef till = system.actorOf(Props.create(Till.class, () -> new Till(order)), "till");
        for (int i = 1; i <= 2; i++) {
            ActorRef clerk = system.actorOf(Props.create(Clerk.class, () -> new Clerk(prices)), "clerk-" + i);
            Runnable work =
                    fixed ? () -> prices.tell(new AskPrice(), till) : () -> clerk.tell(order, ActorRef.noSender());
            system.scheduler().scheduleOnce(Duration.ofMillis(10L * i), work, system.dispatcher());
        }
        return () -> assertEquals(200, order.cents, "an item is missing from the order");
    }
}
