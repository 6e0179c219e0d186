package io.garrick.samples.flight.chaos;

import io.garrick.dispatch.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what supervision did beyond the restart of one actor, from what the actors report of themselves. Safe for any thread. */
public final class Rescues {

    /**
     * What was counted.
     *
     * @param groupRestarts how often the failure of one actor restarted others of its group
     * @param takenAlong    whom, and how often, by kind of actor
     * @param delays        how many restarts waited, and have come
     * @param delayNanos    how long they waited, all together, from the end of the old actor to the start of the new one
     * @param bankTroubles  how many of these failures were the bank's
     * @param redelivered   messages that an actor was handed again after they had crashed it
     * @param poison        messages that it was not handed again any more; whoever had sent them was told
     */
    public record Count(
            long groupRestarts,
            Map<String, Long> takenAlong,
            long delays,
            long delayNanos,
            long bankTroubles,
            long redelivered,
            long poison) {}

    private final Clock clock;
    private final Map<String, Long> takenAlong = new TreeMap<>();
    private final Map<String, Long> waiting = new HashMap<>();
    private final Map<String, Object> mayComeAgain = new HashMap<>();
    private @Nullable Throwable lastReason;
    private long groupRestarts;
    private long delays;
    private long delayNanos;
    private long bankTroubles;
    private long redelivered;
    private long poison;

    /**
     * Starts at 0.
     *
     * @param clock measures how long restarts wait
     */
    public Rescues(Clock clock) {
        this.clock = clock;
    }

    /**
     * An actor is restarted that has not failed. All that the same failure takes along are one restart of a group.
     *
     * @param kind   of actor
     * @param reason what another one failed with
     */
    public synchronized void takenAlong(String kind, Throwable reason) {
        takenAlong.merge(kind, 1L, Long::sum);
        if (reason != lastReason) {
            lastReason = reason;
            groupRestarts++;
        }
    }

    /** Counts a failure that is the bank's. */
    public synchronized void bankInTrouble() {
        bankTroubles++;
    }

    /**
     * An actor that has failed is taken down, and its restart waits.
     *
     * @param actor name of the actor
     */
    public synchronized void down(String actor) {
        waiting.put(actor, clock.nanoTime());
    }

    /**
     * The wait is over.
     *
     * @param actor name of the actor
     */
    public synchronized void up(String actor) {
        Long since = waiting.remove(actor);
        if (since != null) {
            delays++;
            delayNanos += clock.nanoTime() - since;
        }
    }

    /**
     * A message has crashed an actor that may be handed it again.
     *
     * @param actor   name of the actor
     * @param message the message, the very object
     */
    public synchronized void mayComeAgain(String actor, Object message) {
        mayComeAgain.put(actor, message);
    }

    /**
     * An actor handles a message. If it is the very one that crashed it, it was redelivered.
     *
     * @param actor   name of the actor
     * @param message the message
     */
    public synchronized void handles(String actor, Object message) {
        if (mayComeAgain.get(actor) == message) {
            mayComeAgain.remove(actor);
            redelivered++;
        }
    }

    /**
     * A message is not handed to an actor any more. Whoever sends it once more does not redeliver it.
     *
     * @param actor   name of the actor
     * @param message the message
     */
    public synchronized void poison(String actor, Object message) {
        poison++;
        if (mayComeAgain.get(actor) == message) {
            mayComeAgain.remove(actor);
        }
    }

    /**
     * What was counted so far.
     *
     * @return the counts
     */
    public synchronized Count count() {
        return new Count(
                groupRestarts, new TreeMap<>(takenAlong), delays, delayNanos, bankTroubles, redelivered, poison);
    }
}
