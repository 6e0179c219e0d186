import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.PoisonPill;
import akka.actor.Props;
import akka.dispatch.PriorityGenerator;
import akka.dispatch.UnboundedStablePriorityMailbox;
import akka.event.Logging;
import akka.event.LoggingAdapter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CountDownLatch;

/** A mailbox that hands out what is urgent first, and keeps the order among equals. */
public class PriorityMailbox {

    public static class MyPrioMailbox extends UnboundedStablePriorityMailbox {
        // needed for reflective instantiation
        public MyPrioMailbox(ActorSystem.Settings settings, Config config) {
            super(new PriorityGenerator() {
                @Override
                public int gen(Object message) {
                    if (message.equals("highpriority")) {
                        return 0;
                    } else if (message.equals("lowpriority")) {
                        return 2;
                    } else if (message.equals(PoisonPill.getInstance())) {
                        return 3;
                    } else {
                        return 1;
                    }
                }
            });
        }
    }

    static class Demo extends AbstractActor {
        private final LoggingAdapter log = Logging.getLogger(getContext().getSystem(), this);
        private final CountDownLatch end;

        Demo(CountDownLatch end) {
            this.end = end;
            for (Object msg : new Object[] {
                "lowpriority", "lowpriority", "highpriority", "pigdog", "pigdog2", "pigdog3", "highpriority", PoisonPill.getInstance()
            }) {
                getSelf().tell(msg, getSelf());
            }
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> {
                        log.debug("{}", message);
                        System.out.println(message);
                    })
                    .build();
        }

        @Override
        public void postStop() {
            end.countDown();
        }
    }

    public static void main(String[] args) throws Exception {
        Config config = ConfigFactory.parseString("akka.actor.mailbox { } \n prio-mailbox { mailbox-type = \"PriorityMailbox$MyPrioMailbox\" }");
        ActorSystem system = ActorSystem.create("prio", config.withFallback(ConfigFactory.load()));
        CountDownLatch end = new CountDownLatch(1);
        ActorRef demo = system.actorOf(Props.create(Demo.class, () -> new Demo(end)).withMailbox("prio-mailbox"));
        end.await();
        System.out.println(demo.path().parent());
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
    }
}
