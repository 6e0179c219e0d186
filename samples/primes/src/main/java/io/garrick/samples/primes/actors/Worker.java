package io.garrick.samples.primes.actors;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.Props;
import io.garrick.pattern.Reaper;
import io.garrick.samples.primes.actors.Messages.Count;
import io.garrick.samples.primes.actors.Messages.Counted;
import org.jspecify.annotations.Nullable;

/**
 * Counts the primes of one range after the other. The master is its parent, be it on this node or on another; nothing here knows which. It tells the reaper of the node that it is
 * on of itself: when the last worker has ended, the system of the node ends.
 */
public final class Worker extends AbstractActor {

    /** The dispatcher for those that calculate, so that the others of a node need not wait for them. */
    public static final String DISPATCHER = "counting";

    /** The name of each node's reaper. */
    public static final String REAPER = "reaper";

    private @Nullable Counted latest;

    static Props props() {
        return Props.create(Worker.class).withDispatcher(DISPATCHER); // no function: it must be able to travel
    }

    @Override
    public void preStart() {
        getContext().getSystem().actorSelection("/user/" + REAPER).tell(new Reaper.WatchMe(getSelf()), getSelf());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(Count.class, this::count).build();
    }

    private void count(Count task) {
        if (latest == null
                || !latest.range().equals(task.range())) { // else the answer was lost, or crossed the question
            latest = new Counted(task.range(), task.range().primes());
            getContext().getSystem().eventStream().publish(latest);
        }
        getSender().tell(latest, getSelf());
    }
}
