package io.garrick.samples.primes.actors;

import io.garrick.actor.ActorRef;
import io.garrick.samples.primes.domain.Range;

/** What the actors of this sample tell each other; all of it may travel. */
public final class Messages {

    private Messages() {}

    /**
     * From a node to the master: workers may be created here. Sent again until it is answered.
     *
     * @param recruiter who speaks for the node
     * @param workers how many workers it has room for
     */
    public record Enlist(ActorRef recruiter, int workers) {}

    /**
     * The answer.
     *
     * @param node what the master calls the node
     */
    public record Enlisted(String node) {}

    /**
     * From the master to a worker: count the primes of a range.
     *
     * @param range the numbers
     */
    public record Count(Range range) {}

    /**
     * From a worker to the master; and on the event stream of its own node.
     *
     * @param range the numbers
     * @param primes how many of them are primes
     */
    public record Counted(Range range, long primes) {}

    /** From the master to the nodes: everything is counted. */
    public record Done() {}
}
