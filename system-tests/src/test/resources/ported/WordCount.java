import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.actor.Status;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Map and reduce: mappers cut lines into words, a reducer for each mapper counts them, an aggregator puts the counts together. */
public class WordCount {

    static final class MapData {
        final List<String> words;

        MapData(List<String> words) {
            this.words = words;
        }
    }

    static final class ReduceData {
        final Map<String, Integer> counts;

        ReduceData(Map<String, Integer> counts) {
            this.counts = counts;
        }
    }

    static final class Result {}

    static class MapActor extends AbstractActor {
        private static final List<String> STOP_WORDS = List.of("a", "an", "and", "are", "as", "at", "be", "do", "go", "if", "in", "is", "it", "of", "on", "the", "to");

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, String::isEmpty, line -> getSender()
                            .tell(new Status.Failure(new IllegalArgumentException("empty line")), getSelf()))
                    .match(String.class, line -> getSender().tell(evaluate(line), getSelf()))
                    .build();
        }

        private MapData evaluate(String line) {
            List<String> words = new ArrayList<>();
            for (String word : line.toLowerCase().split("[^a-z]+")) {
                if (!STOP_WORDS.contains(word) && !word.isEmpty()) {
                    words.add(word);
                }
            }
            return new MapData(words);
        }
    }

    static class ReduceActor extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(MapData.class, data -> {
                        Map<String, Integer> counts = new HashMap<>();
                        data.words.forEach(word -> counts.merge(word, 1, Integer::sum));
                        getSender().tell(new ReduceData(counts), getSelf());
                    })
                    .build();
        }
    }

    static class AggregateActor extends AbstractActor {
        private final Map<String, Integer> finalCounts = new TreeMap<>();

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ReduceData.class, data -> data.counts.forEach((word, n) -> finalCounts.merge(word, n, Integer::sum)))
                    .match(Result.class, result -> getSender().tell(finalCounts.toString(), getSelf()))
                    .build();
        }
    }

    static class MasterActor extends AbstractActor {
        private final ActorRef mapActor = getContext().actorOf(Props.create(MapActor.class), "map");
        private final ActorRef reduceActor = getContext().actorOf(Props.create(ReduceActor.class), "reduce");
        private final ActorRef aggregateActor = getContext().actorOf(Props.create(AggregateActor.class), "aggregate");
        private int pending;
        private int failures;
        private ActorRef asker = ActorRef.noSender();

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, line -> {
                        pending++;
                        mapActor.tell(line, getSelf());
                    })
                    .match(MapData.class, data -> reduceActor.tell(data, getSelf()))
                    .match(ReduceData.class, data -> {
                        aggregateActor.tell(data, getSelf());
                        done();
                    })
                    .match(Status.Failure.class, failure -> {
                        failures++;
                        System.out.println("not counted: " + failure.cause().getMessage());
                        done();
                    })
                    .match(Result.class, result -> {
                        asker = getSender();
                        answerWhenReady();
                    })
                    .build();
        }

        private void done() {
            pending--;
            answerWhenReady();
        }

        private void answerWhenReady() {
            if (pending == 0 && asker != null) {
                aggregateActor.tell(new Result(), asker);
                asker = null;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create("MapReduceApp");
        ActorRef master = system.actorOf(Props.create(MasterActor.class), "master");
        master.tell("The quick brown fox tried to jump over the lazy dog and fell on the dog", ActorRef.noSender());
        master.tell("", ActorRef.noSender());
        master.tell("Dog is man's best friend", ActorRef.noSender());
        master.tell("Dog and Fox belong to the same family", ActorRef.noSender());
        Object counts = Patterns.ask(master, new Result(), Duration.ofSeconds(5)).toCompletableFuture().get();
        System.out.println(counts);
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
    }
}
