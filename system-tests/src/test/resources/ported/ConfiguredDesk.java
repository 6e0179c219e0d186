import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.actor.Terminated;
import akka.dispatch.ControlMessage;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A desk, a clerk and a till whose dispatchers, mailboxes and supervision stand in a file. */
public class ConfiguredDesk {

    static class Close implements ControlMessage {}

    /** Says where it runs, and lets urgent messages pass. */
    static class Desk extends AbstractActor {
        private final CountDownLatch opening;
        private final CountDownLatch opened;
        private final CountDownLatch closed;
        private int served;

        Desk(CountDownLatch opening, CountDownLatch opened, CountDownLatch closed) {
            this.opening = opening;
            this.opened = opened;
            this.closed = closed;
        }

        static Props props(CountDownLatch opening, CountDownLatch opened, CountDownLatch closed) {
            return Props.create(Desk.class, () -> new Desk(opening, opened, closed));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("open", message -> {
                        print("desk on its own thread: " + Thread.currentThread().getName().contains("desk-dispatcher"));
                        opening.countDown();
                        opened.await();
                    })
                    .match(String.class, message -> served++)
                    .match(Close.class, message -> {
                        print("closed, served " + served);
                        closed.countDown();
                    })
                    .build();
        }
    }

    /** Blocks, where it is allowed to. */
    static class Clerk extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> {
                        print("clerk in the pool: " + Thread.currentThread().getName().contains("blocking-pool"));
                        throw new IllegalStateException("spilled coffee");
                    })
                    .build();
        }
    }

    /** Hears of the clerk's end. */
    static class Watcher extends AbstractActor {
        private final CountDownLatch heard;

        Watcher(ActorRef clerk, CountDownLatch heard) {
            this.heard = heard;
            getContext().watch(clerk);
        }

        static Props props(ActorRef clerk, CountDownLatch heard) {
            return Props.create(Watcher.class, () -> new Watcher(clerk, heard));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Terminated.class, end -> {
                        print(end.actor().path().name() + " was not restarted");
                        heard.countDown();
                    })
                    .build();
        }
    }

    /** Has the mailbox that everybody has. */
    static class Till extends AbstractActor {
        private final CountDownLatch busy;
        private final CountDownLatch go;
        private final CountDownLatch counted;
        private int coins;

        Till(CountDownLatch busy, CountDownLatch go, CountDownLatch counted) {
            this.busy = busy;
            this.go = go;
            this.counted = counted;
        }

        static Props props(CountDownLatch busy, CountDownLatch go, CountDownLatch counted) {
            return Props.create(Till.class, () -> new Till(busy, go, counted));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals("wait", message -> {
                        busy.countDown();
                        go.await();
                    })
                    .matchEquals("coin", message -> {
                        coins++;
                        counted.countDown();
                    })
                    .matchEquals("count", message -> {
                        print("coins that fit: " + coins);
                        counted.countDown();
                    })
                    .build();
        }
    }

    static synchronized void print(String line) {
        System.out.println(line);
    }

    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create("office", ConfigFactory.parseString("desk.name = one").withFallback(ConfigFactory.load()));
        print(system.settings().config().getString("desk.name") + ": " + system.settings().config().getString("desk.greeting"));
        print("info is on: " + system.log().isInfoEnabled());

        CountDownLatch heard = new CountDownLatch(1);
        ActorRef clerk = system.actorOf(Props.create(Clerk.class, Clerk::new).withDispatcher("blocking-pool"), "clerk");
        ActorRef watcher = system.actorOf(Watcher.props(clerk, heard), "watcher");
        clerk.tell("work", watcher);
        heard.await(10, TimeUnit.SECONDS);

        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch coins = new CountDownLatch(3);
        CountDownLatch counted = new CountDownLatch(4);
        ActorRef till = system.actorOf(Till.props(busy, go, counted), "till");
        till.tell("wait", ActorRef.noSender());
        busy.await(10, TimeUnit.SECONDS);
        for (int i = 0; i < 10; i++) {
            till.tell("coin", ActorRef.noSender());
        }
        go.countDown();
        while (counted.getCount() > 1) {
            Thread.yield();
        }
        till.tell("count", ActorRef.noSender());
        counted.await(10, TimeUnit.SECONDS);

        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        ActorRef desk = system.actorOf(Desk.props(opening, opened, closed), "desk");
        desk.tell("open", ActorRef.noSender());
        opening.await(10, TimeUnit.SECONDS);
        for (int i = 0; i < 10; i++) {
            desk.tell("customer " + i, ActorRef.noSender());
        }
        desk.tell(new Close(), ActorRef.noSender());
        opened.countDown();
        closed.await(10, TimeUnit.SECONDS);

        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        print("ended");
    }
}
