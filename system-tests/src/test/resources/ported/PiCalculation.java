import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.actor.UntypedAbstractActor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The master splits the series of Leibniz into ranges, workers add them up, a listener prints the sum. */
public class PiCalculation {

    static class Calculate implements Serializable {}

    static class Work implements Serializable {
        final int start;
        final int elements;

        Work(int start, int elements) {
            this.start = start;
            this.elements = elements;
        }
    }

    static class Result implements Serializable {
        final double value;

        Result(double value) {
            this.value = value;
        }
    }

    static class PiApproximation implements Serializable {
        final double pi;
        final int results;

        PiApproximation(double pi, int results) {
            this.pi = pi;
            this.results = results;
        }
    }

    static class Worker extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Work.class, work -> {
                        double result = calculatePiFor(work.start, work.elements);
                        getSender().tell(new Result(result), getSelf());
                    })
                    .build();
        }

        private double calculatePiFor(int start, int elements) {
            double sum = 0.0;
            for (int i = start * elements; i <= (start + 1) * elements - 1; i++) {
                sum += 4.0 * (1 - (i % 2) * 2) / (2 * i + 1);
            }
            return sum;
        }
    }

    static class Master extends AbstractActor {
        private final int messages;
        private final int elements;
        private final ActorRef listener;
        private final List<ActorRef> workers = new ArrayList<>();
        private double pi;
        private int results;

        public Master(int workerCount, int messages, int elements, ActorRef listener) {
            this.messages = messages;
            this.elements = elements;
            this.listener = listener;
            for (int i = 0; i < workerCount; i++) {
                workers.add(getContext().actorOf(Props.create(Worker.class), "worker" + i));
            }
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Calculate.class, c -> {
                        for (int start = 0; start < messages; start++) {
                            workers.get(start % workers.size()).tell(new Work(start, elements), getSelf());
                        }
                    })
                    .match(Result.class, this::add)
                    .matchAny(this::unhandled)
                    .build();
        }

        private void add(Result result) {
            pi += result.value;
            results += 1;
            if (results == messages) {
                listener.tell(new PiApproximation(pi, results), getSelf());
                getContext().stop(getSelf());
            }
        }
    }

    static class Listener extends UntypedAbstractActor {
        @Override
        public void onReceive(Object message) throws Throwable {
            if (message instanceof PiApproximation) {
                PiApproximation approximation = (PiApproximation) message;
                System.out.println(String.format(
                        Locale.ROOT, "Pi approximation: %.6f from %d results", approximation.pi, approximation.results));
                getContext().getSystem().terminate();
            } else {
                unhandled(message);
            }
        }
    }

    public static void main(String[] args) {
        ActorSystem system = ActorSystem.create("PiSystem");
        final ActorRef listener = system.actorOf(Props.create(Listener.class), "listener");
        ActorRef master = system.actorOf(Props.create(Master.class, 4, 1000, 1000, listener), "master");
        master.tell(new Calculate(), ActorRef.noSender());
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
