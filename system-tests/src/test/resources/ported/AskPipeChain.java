import static akka.pattern.Patterns.ask;
import static akka.pattern.Patterns.pipe;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSelection;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.actor.Status;
import akka.pattern.AskTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Services that ask services: results are combined and piped, failures travel as Status.Failure, time-outs name what they waited for. */
public class AskPipeChain {

    static final Duration TIMEOUT = Duration.ofSeconds(3);

    record PriceOf(String article) {}

    record StockOf(String article) {}

    record Offer(String article) {}

    static class Prices extends AbstractActor {
        private final Map<String, Integer> prices = Map.of("apple", 3, "pear", 4);

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(PriceOf.class, q -> prices.containsKey(q.article()), q -> getSender()
                            .tell(prices.get(q.article()), getSelf()))
                    .match(PriceOf.class, q -> getSender()
                            .tell(new Status.Failure(new IllegalArgumentException("no price for " + q.article())), getSelf()))
                    .build();
        }
    }

    static class Stock extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(StockOf.class, q -> !q.article().equals("pear"), q -> getSender()
                            .tell(q.article().length(), getSelf()))
                    .match(StockOf.class, q -> {}) // never answers
                    .build();
        }
    }

    static class Shop extends AbstractActor {
        private final ActorSelection prices = getContext().actorSelection("../prices");
        private final ActorRef stock;

        Shop(ActorRef stock) {
            this.stock = stock;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Offer.class, offer -> {
                        CompletableFuture<Object> price =
                                ask(prices, new PriceOf(offer.article()), TIMEOUT).toCompletableFuture();
                        CompletableFuture<Object> left =
                                ask(stock, new StockOf(offer.article()), Duration.ofMillis(200)).toCompletableFuture();
                        CompletionStage<String> text =
                                price.thenCombine(left, (p, n) -> n + " x " + offer.article() + " at " + p);
                        pipe(text, getContext().dispatcher()).to(getSender(), getSelf());
                    })
                    .build();
        }
    }

    private static String outcome(ActorRef shop, String article) {
        try {
            return String.valueOf(ask(shop, new Offer(article), TIMEOUT).toCompletableFuture().join());
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof CompletionException) {
                cause = cause.getCause();
            }
            return cause instanceof AskTimeoutException ? "timed out" : "failed: " + cause.getMessage();
        }
    }

    public static void main(String[] args) {
        ActorSystem system = ActorSystem.create("shop");
        system.actorOf(Props.create(Prices.class), "prices");
        ActorRef stock = system.actorOf(Props.create(Stock.class, Stock::new), "stock");
        ActorRef shop = system.actorOf(Props.create(Shop.class, stock), "shop");
        for (String article : new String[] {"apple", "melon", "pear"}) {
            System.out.println(article + ": " + outcome(shop, article));
        }
        system.stop(shop);
        system.getWhenTerminated().thenRun(() -> System.out.println("over"));
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
