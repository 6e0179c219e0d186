package io.garrick.samples.flight.saga;

/**
 * How a booking ended.
 *
 * @param status what became of it
 * @param reason why it was declined, cancelled or interrupted; empty if booked
 */
public record Outcome(Status status, String reason) {

    /** What can become of a booking. */
    public enum Status {
        /** Seats, money, miles and bill: all of it. */
        BOOKED,
        /** Nothing of it. */
        DECLINED,
        /** It was booked, and now nothing of it is left. */
        CANCELLED,
        /** Not finished, and what is left will be undone at the next start. */
        INTERRUPTED
    }

    /** The reason of a booking whose flight has too few free seats. */
    public static final String SOLD_OUT = "sold-out";

    /** The reason of a booking whose card the bank declined. */
    public static final String PAYMENT_DECLINED = "payment-declined";

    /** The reason of a booking that was booked and then cancelled by its customer. */
    public static final String CANCELLED_BY_CUSTOMER = "cancelled";

    /** The reason of a booking that was not finished when the program ended. */
    public static final String INTERRUPTED_BY_END = "interrupted";

    /**
     * The reason of a booking that a step of it kept failing.
     *
     * @param step the step that could not be done
     * @return such as {@code payment-unavailable}
     */
    public static String unavailable(Step step) {
        return step.service() + "-unavailable";
    }
}
