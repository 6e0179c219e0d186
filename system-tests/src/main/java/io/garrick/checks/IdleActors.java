package io.garrick.checks;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What idle actors cost: memory, with as many as fit into 1 GiB of heap and more; and processor time, which is none. An idle actor is made by {@code Props.create},
 * without a name, has one int field and one {@code match}, and has handled ten messages.
 */
public final class IdleActors {

    private static final int MANY = 1_000_000;
    private static final int SOME = 100_000;
    private static final int TIMERS = 100;
    private static final int SECONDS = 10;
    private static final int BATCH = 10_000;
    private static final int MESSAGES = 10;

    private static final double MOST_HEAP_MIB = 1024;
    private static final double MOST_BYTES = 240;
    private static final double MOST_CPU_PERCENT = 1;

    private static final String HELP = """
            Creates actors that do nothing, and measures what they cost.
            Usage: ./garrick check idle-actors [--actors N]
              --actors N   How many. Default: 1000000, which is what passes.
            Prints one JSON object on one line: figures, limits, and whether all are kept. Bytes of an actor are
            everything but its instance and its Receive, which are printed beside it. The processor time is that of
            the whole JVM over 10 s with a tenth of the actors, each of which has handled a message, and 100 timers
            an hour away.
            Exit status: 0 if all limits are kept, 1 if not, 2 if the options are wrong.""";

    private IdleActors() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            System.out.println(HELP);
            return;
        }
        int actors = arguments.length == 0 ? MANY : actors(arguments);
        Check check = new Check("idle-actors");
        memory(check, actors);
        processorTime(check, Math.max(1, actors / (MANY / SOME)));
        System.out.println(check.json());
        System.exit(check.pass() ? 0 : 1);
    }

    private static int actors(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("--actors") && arguments[1].matches("[1-9][0-9]{0,7}")) {
            return Integer.parseInt(arguments[1]);
        }
        System.err.println("idle-actors: options are wrong: found=" + String.join(" ", arguments)
                + " wanted=--actors N, N from 1 to 99999999; see --help");
        System.exit(2);
        return 0;
    }

    private static void memory(Check check, int actors) throws InterruptedException {
        try (ActorSystem system = ActorSystem.create("idle")) {
            create(system, BATCH, MESSAGES); // classes, tables and threads are there before anything is measured
            Heap before = Heap.now();
            create(system, actors, MESSAGES);
            Heap after = Heap.now();
            double all = (double) (after.used() - before.used()) / actors;
            double instance = (double) after.bytesOf(Idle.class) / (actors + BATCH);
            double receive = (double) after.bytesOfReceives() / (actors + BATCH);
            check.atLeast("actors", after.countOf(Idle.class) - BATCH, MANY)
                    .atMost("heap_max_mib", Runtime.getRuntime().maxMemory() / 1048576.0, MOST_HEAP_MIB)
                    .atMost("bytes_per_actor", all - instance - receive, MOST_BYTES)
                    .figure("bytes_of_its_instance", instance)
                    .figure("bytes_of_its_receive", receive);
        }
    }

    private static void processorTime(Check check, int actors) throws InterruptedException {
        try (ActorSystem system = ActorSystem.create("still")) {
            ActorRef one = create(system, actors, 1);
            for (int i = 0; i < TIMERS; i++) {
                system.scheduler().scheduleOnce(Duration.ofHours(1), one, 0, system.dispatcher(), ActorRef.noSender());
            }
            Heap.now();
            pause(2); // compilers and collectors finish what they have begun
            long before = ProcessorTime.nanos();
            pause(SECONDS);
            double percent = (ProcessorTime.nanos() - before) / (SECONDS * 1e9) * 100;
            check.figure("still_actors", actors)
                    .figure("timers", TIMERS)
                    .atMost("processor_percent", percent, MOST_CPU_PERCENT);
        }
    }

    /** Creates actors that have handled so many messages each; gives one of them. */
    private static ActorRef create(ActorSystem system, int actors, int messages) throws InterruptedException {
        Props props = Props.create(Idle.class);
        ActorRef last = ActorRef.noSender();
        for (int made = 0; made < actors; made += BATCH) {
            int batch = Math.min(BATCH, actors - made);
            CountDownLatch handled = new CountDownLatch(batch);
            for (int i = 0; i < batch; i++) {
                last = system.actorOf(props);
                for (int number = 1; number < messages; number++) {
                    last.tell(number, ActorRef.noSender());
                }
                last.tell(handled, ActorRef.noSender());
            }
            if (!handled.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("actors do not answer: missing=" + handled.getCount() + " of=" + batch);
            }
        }
        return java.util.Objects.requireNonNull(last);
    }

    private static void pause(int seconds) throws InterruptedException {
        if (new CountDownLatch(1).await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody can have counted down");
        }
    }
}
