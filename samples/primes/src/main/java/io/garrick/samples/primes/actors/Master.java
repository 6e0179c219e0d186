package io.garrick.samples.primes.actors;

import io.garrick.actor.AbstractActorWithTimers;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.Deploy;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.remoting.RemoteScope;
import io.garrick.samples.primes.actors.Messages.Count;
import io.garrick.samples.primes.actors.Messages.Counted;
import io.garrick.samples.primes.actors.Messages.Done;
import io.garrick.samples.primes.actors.Messages.Enlist;
import io.garrick.samples.primes.actors.Messages.Enlisted;
import io.garrick.samples.primes.domain.Ledger;
import io.garrick.samples.primes.domain.Range;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives ranges to workers, one at a time to each, and adds up what they count. All workers are its children, those on other nodes as well: it creates them there, watches them, and
 * when one ends its range goes to another. Messages may be lost when a connection breaks,
 * and with the memory of a worker that is restarted; so a range that was not answered for long is told again to the one that has it; the
 * ledger enters each range once.
 */
public final class Master extends AbstractActorWithTimers {

    /** The name under which nodes look for it. */
    public static final String NAME = "master";

    /** A worker that has not answered for this long is told its range again; counting may take longer, and then nothing is counted twice. */
    private static final Duration REMINDER = Duration.ofSeconds(3);

    private final Plan plan;
    private final Progress progress;
    private final Ledger<ActorRef> ledger;

    /** Other nodes, by those who speak for them. */
    private final Map<ActorRef, String> nodes = new LinkedHashMap<>();

    private final Set<ActorRef> workers = new LinkedHashSet<>();
    private final Set<ActorRef> idle = new LinkedHashSet<>();

    /** Who had a range at the last reminder, and which. */
    private Map<ActorRef, Range> reminded = Map.of();

    private int joined;
    private boolean begun;

    private enum Tick {
        REMIND
    }

    private Master(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.ledger = new Ledger<>(plan.ranges());
    }

    /**
     * How to create one.
     *
     * @param plan what it is to do
     * @param progress who wants to know how far it is
     * @return to be created as {@link #NAME}
     */
    public static Props props(Plan plan, Progress progress) {
        return Props.create(Master.class, () -> new Master(plan, progress));
    }

    @Override
    public void preStart() {
        for (int number = 1; number <= plan.workers(); number++) {
            hire(Worker.props(), "here-" + number);
        }
        getTimers().startTimerWithFixedDelay(Tick.REMIND, Tick.REMIND, REMINDER);
        beginIfAllAreHere();
        if (begun && workers.isEmpty()) {
            progress.deserted();
        }
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Enlist.class, this::enlist)
                .match(Counted.class, this::enter)
                .match(Terminated.class, this::ended)
                .matchEquals(Tick.REMIND, tick -> remind())
                .build();
    }

    // ---------------------------------------------------------------- who works

    private void enlist(Enlist wish) {
        ActorRef recruiter = wish.recruiter();
        if (!nodes.containsKey(recruiter)) {
            Address address = recruiter.path().address();
            String node = "node" + ++joined;
            nodes.put(recruiter, node);
            getContext().watch(recruiter);
            progress.joined(node, address, wish.workers());
            Props there = Worker.props().withDeploy(new Deploy(new RemoteScope(address)));
            for (int number = 1; number <= wish.workers(); number++) {
                hire(there, node + "-" + number);
            }
            beginIfAllAreHere();
        }
        recruiter.tell(new Enlisted(nodes.get(recruiter)), getSelf());
    }

    private void hire(Props props, String name) {
        ActorRef worker = getContext().actorOf(props, name);
        workers.add(worker);
        getContext().watch(worker);
        occupy(worker); // on another node it may not be there yet: what it is told waits here until it is
    }

    private void beginIfAllAreHere() {
        if (!begun && nodes.size() >= plan.nodes()) {
            begun = true;
            progress.begins();
            List.copyOf(idle).forEach(this::occupy);
        }
    }

    private void ended(Terminated end) {
        ActorRef who = end.getActor();
        String node = nodes.remove(who);
        if (node != null) {
            progress.left(node, end.addressTerminated());
            return;
        }
        workers.remove(who);
        idle.remove(who);
        ledger.takeBack(who).ifPresent(range -> progress.takenBack(range, name(who)));
        if (workers.isEmpty()) {
            progress.deserted();
        }
        List.copyOf(idle).forEach(this::occupy);
    }

    // ---------------------------------------------------------------- what they do

    private void occupy(ActorRef worker) {
        Optional<Range> next = begun ? ledger.give(worker) : Optional.empty();
        if (next.isPresent()) {
            idle.remove(worker);
            worker.tell(new Count(next.get()), getSelf());
        } else {
            idle.add(worker);
        }
    }

    private void enter(Counted counted) {
        ActorRef worker = getSender();
        if (!ledger.enter(worker, counted.range(), counted.primes())) {
            return; // said twice
        }
        progress.counted(counted.range(), counted.primes(), name(worker));
        if (ledger.isComplete()) {
            progress.complete(ledger.primes());
            nodes.keySet().forEach(node -> node.tell(new Done(), getSelf()));
            getContext().stop(getSelf());
        } else {
            occupy(worker);
        }
    }

    private void remind() {
        Map<ActorRef, Range> now = new LinkedHashMap<>();
        for (ActorRef worker : ledger.busy()) {
            Range range = ledger.of(worker).orElseThrow();
            now.put(worker, range);
            if (range.equals(reminded.get(worker))) {
                worker.tell(new Count(range), getSelf());
            }
        }
        reminded = now;
    }

    private static String name(ActorRef worker) {
        return worker.path().name();
    }

    @Override
    public void postStop() {
        if (!ledger.isComplete()) {
            progress.interrupted(ledger.counted(), ledger.all());
        }
    }
}
