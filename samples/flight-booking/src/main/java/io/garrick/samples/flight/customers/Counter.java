package io.garrick.samples.flight.customers;

import io.garrick.samples.flight.actors.BookingDesk;
import io.garrick.samples.flight.actors.Messages.Book;
import io.garrick.samples.flight.actors.Messages.BookAck;
import io.garrick.samples.flight.actors.Messages.Cancel;
import io.garrick.samples.flight.actors.Messages.Show;
import io.garrick.samples.flight.actors.Messages.UnknownFlight;
import io.garrick.samples.flight.domain.BookingRequest;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.Outcome.Status;
import java.util.concurrent.CompletionStage;

/** The desk with a tally: every booking of this run goes through here. Safe for any thread. */
public final class Counter {

    private static final Outcome NO_SUCH_FLIGHT = new Outcome(Status.DECLINED, "unknown-flight");

    private final BookingDesk desk;
    private final Tally tally;

    /**
     * Makes a counter.
     *
     * @param desk  asks the actors
     * @param tally counts
     */
    public Counter(BookingDesk desk, Tally tally) {
        this.desk = desk;
        this.tally = tally;
    }

    /**
     * Books.
     *
     * @param bookingId name of the booking, new
     * @param request   what the customer wants
     * @return {@link BookAck} or {@link UnknownFlight}
     */
    public CompletionStage<Object> book(String bookingId, BookingRequest request) {
        long since = tally.requested(bookingId, request);
        return desk.ask(new Book(bookingId, request)).whenComplete((answer, failure) -> {
            if (answer instanceof BookAck ack) {
                tally.ended(bookingId, ack.outcome(), since);
            } else if (answer instanceof UnknownFlight) {
                tally.ended(bookingId, NO_SUCH_FLIGHT, since);
            } else {
                tally.lost();
            }
        });
    }

    /**
     * Cancels for the customer.
     *
     * @param bookingId name of the booking
     * @return what the actors answer to {@link Cancel}
     */
    public CompletionStage<Object> cancel(String bookingId) {
        return desk.ask(new Cancel(bookingId, Outcome.CANCELLED_BY_CUSTOMER)).whenComplete((answer, failure) -> {
            if (answer instanceof BookAck ack) {
                tally.cancelled(bookingId, ack.outcome());
            }
        });
    }

    /**
     * Shows a booking.
     *
     * @param bookingId name of the booking
     * @return what the actors answer to {@link Show}
     */
    public CompletionStage<Object> show(String bookingId) {
        return desk.ask(new Show(bookingId));
    }
}
