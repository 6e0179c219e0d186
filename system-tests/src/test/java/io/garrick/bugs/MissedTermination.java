package io.garrick.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.actor.Terminated;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pool hires workers as it needs them; one that had nothing to do for 50 ms leaves. */
final class MissedTermination {

    record Job(int number) {}

    record Done(Job job) {}

    static final class Worker extends AbstractActor {
        @Override
        public void preStart() {
            getContext().setReceiveTimeout(Duration.ofMillis(50));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Job.class, job -> sender().tell(new Done(job), self()))
                    .match(ReceiveTimeout.class, idle -> getContext().stop(self()))
                    .build();
        }
    }

    static class Pool extends AbstractActor {
        private final Deque<ActorRef> idle = new ArrayDeque<>();
        final Map<ActorRef, Job> working = new HashMap<>();
        private final List<Integer> done;

        Pool(List<Integer> done) {
            this.done = done;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Job.class, this::give)
                    .match(Done.class, this::finished)
                    .match(Terminated.class, end -> left(end.getActor()))
                    .build();
        }

        final void give(Job job) {
            ActorRef worker =
                    idle.isEmpty() ? getContext().watch(getContext().actorOf(Props.create(Worker.class))) : idle.pop();
            working.put(worker, job);
            worker.tell(job, self());
        }

        private void finished(Done finished) {
            done.add(finished.job().number());
            working.remove(sender());
            idle.push(sender());
        }

        void left(ActorRef worker) {
            idle.remove(worker); // only who is idle leaves
        }
    }

    static final class FixedPool extends Pool {
        FixedPool(List<Integer> done) {
            super(done);
        }

        @Override
        void left(ActorRef worker) {
            super.left(worker);
            Job job = working.remove(worker);
            if (job != null) {
                give(job); // it was on its way out when it was given this
            }
        }
    }

    private MissedTermination() {}

    static Runnable begin(ActorSystem system, boolean fixed) {
        List<Integer> done = new ArrayList<>();
        Props props = fixed
                ? Props.create(FixedPool.class, () -> new FixedPool(done))
                : Props.create(Pool.class, () -> new Pool(done));
        ActorRef pool = system.actorOf(props, "pool");
        for (int i = 1; i <= 3; i++) {
            system.scheduler()
                    .scheduleOnce(
                            Duration.ofMillis(40L * i), pool, new Job(i), system.dispatcher(), ActorRef.noSender());
        }
        return () -> assertEquals(List.of(1, 2, 3), done.stream().sorted().toList());
    }
}
