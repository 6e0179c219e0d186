package io.garrick.samples.handson;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.UntypedAbstractActor;
import io.garrick.pattern.Patterns;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A corrupted message: the worker cannot parse it and crashes; its supervisor restarts it, and sends the message again from a good copy. */
public final class FaultTolerance {

    private FaultTolerance() {}

    /** Squares numbers; does not say what to do with anything else. */
    static final class Worker extends UntypedAbstractActor {
        private final int generation;

        Worker(AtomicInteger generations) {
            generation = generations.incrementAndGet();
        }

        @Override
        public void onReceive(Object message) {
            System.out.println("worker " + generation + " gets " + message);
            int number = Integer.parseInt((String) message); // let it crash
            sender().tell(number + " squared is " + number * number, self());
        }

        static Props props() {
            AtomicInteger generations = new AtomicInteger();
            return Props.create(Worker.class, () -> new Worker(generations));
        }
    }

    /** Keeps a good copy of what it has sent, until the next. */
    static final class Master extends UntypedAbstractActor {
        private final ActorRef worker = context().actorOf(Worker.props(), "worker");
        private String copy = "";
        private ActorRef customer = self();

        @Override
        public void onReceive(Object number) {
            copy = (String) number;
            customer = sender();
            worker.tell(copy.replace('3', '#'), customer); // a bad line to the worker
        }

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(cause -> {
                System.out.println("master: " + cause.getMessage() + ": restarts the worker, and sends the good copy");
                worker.tell(copy, customer); // waits in the mailbox for the new instance
                return SupervisorStrategy.restart();
            });
        }
    }

    public static void main(String[] arguments) {
        try (ActorSystem system = ActorSystem.create("fault-tolerance")) {
            ActorRef master = system.actorOf(Props.create(Master.class), "master");
            System.out.println(ask(master, "12"));
            System.out.println(ask(master, "30"));
            System.out.println(ask(master, "5"));
        }
    }

    private static Object ask(ActorRef actor, String number) {
        return Patterns.ask(actor, number, Duration.ofSeconds(3))
                .toCompletableFuture()
                .join();
    }
}
