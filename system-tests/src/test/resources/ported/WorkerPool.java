import akka.actor.AbstractLoggingActor;
import akka.actor.ActorKilledException;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Kill;
import akka.actor.OneForOneStrategy;
import akka.actor.PoisonPill;
import akka.actor.Props;
import akka.actor.SupervisorStrategy;
import akka.actor.Terminated;
import akka.japi.pf.DeciderBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Workers ask for work; one that dies is replaced, and its job is given to another. */
public class WorkerPool {

    record Job(int number) {}

    record Done(Job job) {}

    enum GiveMeWork {
        INSTANCE
    }

    static class Worker extends AbstractLoggingActor {
        private final ActorRef master;
        private final Set<Integer> poison;

        Worker(ActorRef master, Set<Integer> poison) {
            this.master = master;
            this.poison = poison;
        }

        @Override
        public void preStart() {
            master.tell(GiveMeWork.INSTANCE, self());
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Job.class, job -> {
                        log().debug("working on {}", job.number());
                        if (poison.remove(job.number())) {
                            throw new IllegalStateException("choked on job " + job.number());
                        }
                        sender().tell(new Done(job), self());
                        sender().tell(GiveMeWork.INSTANCE, self());
                    })
                    .build();
        }
    }

    static class Master extends AbstractLoggingActor {
        private final Deque<Job> waiting = new ArrayDeque<>();
        private final Map<ActorRef, Job> running = new HashMap<>();
        private final Set<ActorRef> idle = new HashSet<>();
        private final Set<Integer> done = new TreeSet<>();
        private final Set<Integer> poison = java.util.concurrent.ConcurrentHashMap.newKeySet();
        private final int jobs;
        private int created;
        private int deaths;

        public Master(Integer workers, Integer jobs) {
            this.jobs = jobs;
            poison.addAll(List.of(3, 8, 13));
            for (int n = 1; n <= jobs; n++) {
                waiting.add(new Job(n));
            }
            for (int n = 0; n < workers; n++) {
                hire();
            }
        }

        private void hire() {
            created++;
            ActorRef worker = getContext().actorOf(Props.create(Worker.class, () -> new Worker(self(), poison)), "worker-" + created);
            getContext().watch(worker);
        }

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(
                    10,
                    Duration.ofMinutes(1),
                    DeciderBuilder.match(ActorKilledException.class, e -> SupervisorStrategy.stop())
                            .match(IllegalStateException.class, e -> (SupervisorStrategy.Directive) SupervisorStrategy.stop())
                            .matchAny(e -> SupervisorStrategy.escalate())
                            .build());
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchEquals(GiveMeWork.INSTANCE, m -> {
                        idle.add(sender());
                        assign();
                    })
                    .match(Done.class, m -> {
                        running.remove(sender());
                        done.add(m.job().number());
                        if (done.size() == jobs) {
                            System.out.println("done: " + done);
                            System.out.println("workers that died: " + deaths + ", created: " + created);
                            List<ActorRef> left = new ArrayList<>();
                            getContext().getChildren().forEach(left::add);
                            left.forEach(worker -> worker.tell(PoisonPill.getInstance(), self()));
                            getContext().become(closing(left.size()));
                        }
                    })
                    .match(Terminated.class, this::replace)
                    .build();
        }

        private void assign() {
            while (!waiting.isEmpty() && !idle.isEmpty()) {
                ActorRef worker = idle.iterator().next();
                idle.remove(worker);
                Job job = waiting.poll();
                running.put(worker, job);
                worker.tell(job, self());
            }
        }

        private void replace(Terminated terminated) {
            deaths++;
            idle.remove(terminated.getActor());
            Job lost = running.remove(terminated.actor());
            if (lost != null) {
                waiting.addFirst(lost);
            }
            hire();
            assign();
        }

        private Receive closing(int workers) {
            int[] left = {workers};
            return receiveBuilder()
                    .match(Terminated.class, t -> --left[0] == 0, t -> getContext().getSystem().terminate())
                    .match(Terminated.class, t -> {})
                    .matchAny(m -> {})
                    .build();
        }
    }

    public static void main(String[] args) {
        ActorSystem system = ActorSystem.create("pool");
        system.actorOf(Props.create(Master.class, 3, 20), "master");
        system.getWhenTerminated().toCompletableFuture().join();
        System.out.println(Kill.getInstance() == Kill.getInstance());
    }
}
