package io.garrick.samples.flight.saga;

import java.util.List;

/**
 * How far a booking has come, as the booking log records it. A state is recorded <em>before</em> what it names is
 * tried, so after a crash everything that may have happened can be told from it.
 *
 * <pre>
 * RESERVING -> PAYING     // the seats are held
 * RESERVING -> DECLINED   // sold out: nothing to undo
 * PAYING    -> BILLING    // money taken and miles granted, in either order
 * BILLING   -> BOOKED     // the bill is mailed
 * RESERVING, PAYING, BILLING -> UNDOING  // declined, a service stays down, or the run ended
 * BOOKED    -> UNDOING    // the customer cancels
 * UNDOING   -> DECLINED, CANCELLED       // everything is undone
 * </pre>
 */
public enum State {
    /** Seats may be held. */
    RESERVING,
    /** Seats are held; money may be taken and miles granted. */
    PAYING,
    /** Money is taken and miles are granted; the bill may be mailed. */
    BILLING,
    /** All of it. */
    BOOKED,
    /** Anything may be left, and all of it is being undone; there is no way back. */
    UNDOING,
    /** Nothing is left: the customer got a reason. */
    DECLINED,
    /** Nothing is left: the customer cancelled what was booked. */
    CANCELLED;

    /**
     * Whether the saga is over.
     *
     * @return true for booked, declined and cancelled
     */
    public boolean isFinal() {
        return this == BOOKED || this == DECLINED || this == CANCELLED;
    }

    /**
     * The states that may come right before this one: those from which the arrows of the table above lead here.
     */
    List<State> predecessors() {
        return switch (this) {
            case RESERVING -> List.of();
            case PAYING -> List.of(RESERVING);
            case BILLING -> List.of(PAYING);
            case BOOKED -> List.of(BILLING);
            case UNDOING -> List.of(RESERVING, PAYING, BILLING, BOOKED);
            case DECLINED -> List.of(RESERVING, UNDOING);
            case CANCELLED -> List.of(UNDOING);
        };
    }
}
