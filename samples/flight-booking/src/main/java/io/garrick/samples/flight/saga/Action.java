package io.garrick.samples.flight.saga;

import java.util.List;

/** What the saga wants done next. Each is answered once, or again and again: a second answer changes nothing. */
public sealed interface Action {

    /**
     * Write a state into the booking log. Nothing else is tried until this is answered.
     *
     * @param state  the state
     * @param reason why, for undoing, declined and cancelled; else empty
     */
    record Write(State state, String reason) implements Action {

        /**
         * The states that may stand in the log right before this is written. Anything else is a message from before
         * a crash that comes too late, and is refused; above all, what was booked is undone for its customer only.
         *
         * @return the states that it may replace
         */
        public List<State> replaces() {
            boolean cancelled = reason.equals(Outcome.CANCELLED_BY_CUSTOMER);
            return state.predecessors().stream()
                    .filter(before -> before != State.BOOKED || cancelled)
                    .toList();
        }
    }

    /**
     * Try a step.
     *
     * @param step the step
     */
    record Do(Step step) implements Action {}

    /**
     * Undo a step that may have been done, or never, or half. Undoing what was never done makes sure that it cannot
     * be done later.
     *
     * @param step the step, never {@link Step#BILL}
     */
    record Undo(Step step) implements Action {}
}
