package io.garrick.checks;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Cancellable;
import io.garrick.actor.Props;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What idle actors cost: memory, with as many as fit into 1 GiB of heap and more; and processor time, which is none. An idle actor is made by {@code Props.create},
 * without a name, has one int field and one {@code match}, and has handled ten messages.
 */
public final class IdleActors {

    private static final int BATCH = 10_000;
    private static final int MESSAGES = 10;
    private static final int SETTLE_SECONDS = 2;

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
        int actors = arguments.length == 0 ? IdleFigures.MANY : actors(arguments);
        long mib = Heap.maximum() >> 20;
        if (mib != IdleFigures.HEAP_MIB) {
            System.err.println("idle-actors: JVM has another heap than is asked for: found=" + mib + " MiB wanted="
                    + IdleFigures.HEAP_MIB + " MiB; start it by ./garrick check idle-actors, or with -Xmx1g");
            System.exit(1);
        }
        Check check = measure(actors).check();
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

    private static IdleFigures measure(int actors) throws InterruptedException {
        Heap before;
        Heap after;
        try (ActorSystem system = ActorSystem.create("idle")) {
            create(system, BATCH, MESSAGES); // classes, tables and threads are there before anything is measured
            before = Heap.now();
            create(system, actors, MESSAGES);
            after = Heap.now();
        }
        double instance = (double) after.bytesOf(Idle.class) / (actors + BATCH);
        double receive = (double) after.bytesOfReceives() / (actors + BATCH);
        return new IdleFigures(
                after.countOf(Idle.class) - before.countOf(Idle.class),
                Heap.maximum() / 1048576.0,
                (double) (after.used() - before.used()) / actors - instance - receive,
                (double) (after.inUse() - before.inUse()) / actors - instance - receive,
                instance,
                receive,
                processorTime(Math.max(1, actors / (IdleFigures.MANY / IdleFigures.SOME))));
    }

    private static IdleFigures.Still processorTime(int actors) throws InterruptedException {
        try (ActorSystem system = ActorSystem.create("still")) {
            ActorRef one = create(system, actors, 1);
            List<Cancellable> timers = new ArrayList<>();
            for (int i = 0; i < IdleFigures.TIMERS; i++) {
                timers.add(system.scheduler()
                        .scheduleOnce(Duration.ofHours(1), one, 0, system.dispatcher(), ActorRef.noSender()));
            }
            long still = Heap.now().countOf(Idle.class);
            pause(SETTLE_SECONDS); // compilers and collectors finish what they have begun
            long began = System.nanoTime();
            long before = ProcessorTime.nanos();
            pause(IdleFigures.SECONDS);
            long used = ProcessorTime.nanos() - before;
            long passed = System.nanoTime() - began;
            long pending = timers.stream().filter(Cancellable::cancel).count();
            return new IdleFigures.Still(still, pending, passed / 1e9, 100.0 * used / passed);
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
