package io.garrick.actor;

import io.garrick.actor.AbstractActor.Receive;

/**
 * Cases for values that are no messages, mostly for the data of an FSM, see {@link AbstractFSM#matchData}. The first case that matches a value handles it.
 * The name is Akka's.
 *
 * @param <I> the values
 */
public final class UnitMatch<I> {

    private final Receive cases;

    private UnitMatch(Receive cases) {
        this.cases = cases;
    }

    /**
     * Makes one of cases.
     *
     * @param <I> the values
     * @param builder the cases
     * @return may be used any number of times, by one thread at a time if its handlers need that
     */
    public static <I> UnitMatch<I> create(ReceiveBuilder builder) {
        return new UnitMatch<>(builder.build());
    }

    /**
     * Handles a value with the first case that matches.
     *
     * @param value the value
     * @throws IllegalArgumentException when there is no case for it; {@code matchAny} is one for all
     * @throws Exception whatever the handler throws
     */
    public void match(I value) throws Exception {
        if (!cases.handle(value)) {
            throw new IllegalArgumentException("no case for the value: class="
                    + value.getClass().getName() + " cases=" + cases + "; add matchAny for all others");
        }
    }
}
