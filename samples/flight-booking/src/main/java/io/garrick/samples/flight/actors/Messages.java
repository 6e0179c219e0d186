package io.garrick.samples.flight.actors;

import io.garrick.samples.flight.bank.BankClient;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.BookingRequest;
import io.garrick.samples.flight.domain.Card;
import io.garrick.samples.flight.saga.Action;
import io.garrick.samples.flight.saga.Action.Do;
import io.garrick.samples.flight.saga.Action.Undo;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.Step;
import io.garrick.samples.flight.store.Entry;
import io.garrick.samples.flight.store.SeatStore;
import java.util.List;

/** Everything that the actors say to each other, from the customer inwards and back. */
public final class Messages {

    private Messages() {}

    /** A message whose sender waits for an answer and keeps a copy: if its handling crashes, it gets {@link Crashed}. */
    public sealed interface Request {}

    /**
     * The handling of a request crashed. What it was to do is done, or half done, or not: ask again.
     *
     * @param request the request
     */
    public record Crashed(Request request) {}

    // From the customers to the booking API, and on to the processor.

    /**
     * Book this. Answered with {@link BookAck} or {@link UnknownFlight}.
     *
     * @param bookingId name of the booking, chosen by whoever asks, so that asking again is the same booking
     * @param request   what the customer wants
     */
    public record Book(String bookingId, BookingRequest request) implements Request {}

    /**
     * Undo this booking. Answered with {@link BookAck}, {@link Busy} or {@link UnknownBooking}.
     *
     * @param bookingId name of the booking
     * @param reason    why, see {@link Outcome}
     */
    public record Cancel(String bookingId, String reason) implements Request {}

    /**
     * What about this booking? Answered with {@link Shown} or {@link UnknownBooking}.
     *
     * @param bookingId name of the booking
     */
    public record Show(String bookingId) implements Request {}

    /** What did other runs leave unfinished? Answered with {@link Unfinished}. */
    public record FindUnfinished() implements Request {}

    /** Are all there? Answered with {@link Present}. Chaos spares it: whoever books never asks this. */
    public record RollCall() implements Request {}

    /**
     * There is no such flight.
     *
     * @param flightId what was asked for
     */
    public record UnknownFlight(String flightId) {}

    /**
     * There is no such booking.
     *
     * @param bookingId what was asked for
     */
    public record UnknownBooking(String bookingId) implements Ack {}

    /**
     * The booking is being worked on; ask later.
     *
     * @param bookingId the booking
     */
    public record Busy(String bookingId) {}

    /**
     * What is known of a booking.
     *
     * @param entry what the booking log says
     * @param seats the seats it holds
     */
    public record Shown(Entry entry, List<Integer> seats) {}

    /**
     * What other runs left unfinished.
     *
     * @param bookingIds names of bookings
     */
    public record Unfinished(List<String> bookingIds) {}

    /** The answer of those who are started last: all the others are there. */
    record Present() {}

    // From the processor to a worker and back.

    /** Something for a worker to do with one booking. Answered with {@link TaskAck}. */
    sealed interface Task extends Request {

        String bookingId();
    }

    /** Book this, or go on with it. */
    record BookingTask(Booking booking, Card card) implements Task {

        @Override
        public String bookingId() {
            return booking.id();
        }
    }

    /** Undo this. */
    record CancelTask(String bookingId, String reason) implements Task {}

    /** What a task has come to, for whoever asked for it. It names the task: of one booking there may have been others. */
    record TaskAck(Task task, Object answer) {}

    /**
     * The booking has ended.
     *
     * @param bookingId the booking
     * @param outcome   how
     */
    public record BookAck(String bookingId, Outcome outcome) {}

    // From a worker to the services.

    /** A step of a booking, or its undoing. Answered with an {@link Ack}. */
    sealed interface StepRequest extends Request {

        Booking booking();

        /** The action of the saga that this carries out. */
        Action action();
    }

    /** Hold the seats. */
    record Reserve(Booking booking) implements StepRequest {

        @Override
        public Action action() {
            return new Do(Step.RESERVE);
        }
    }

    /** Take the money. */
    record Pay(Booking booking, Card card) implements StepRequest {

        @Override
        public Action action() {
            return new Do(Step.PAY);
        }
    }

    /** Grant the miles. */
    record Promote(Booking booking) implements StepRequest {

        @Override
        public Action action() {
            return new Do(Step.PROMOTE);
        }
    }

    /** Mail the bill. */
    record Bill(Booking booking) implements StepRequest {

        @Override
        public Action action() {
            return new Do(Step.BILL);
        }
    }

    /** Let go of the seats. */
    record Release(Booking booking) implements StepRequest {

        @Override
        public Action action() {
            return new Undo(Step.RESERVE);
        }
    }

    /** Give back the money. */
    record Refund(Booking booking) implements StepRequest {

        @Override
        public Action action() {
            return new Undo(Step.PAY);
        }
    }

    /** Take back the miles. */
    record Revoke(Booking booking) implements StepRequest {

        @Override
        public Action action() {
            return new Undo(Step.PROMOTE);
        }
    }

    /** Write how far a booking has come. */
    record Log(Booking booking, Write action) implements StepRequest {}

    /** Enter a new booking into the log, or find it there. Answered with {@link Found}. */
    record Begin(Booking booking) implements Request {}

    /** Find a booking in the log. Answered with {@link Found} or {@link UnknownBooking}. */
    record Find(String bookingId) implements Request {}

    // From the services to a worker.

    /** An answer of a service to a worker. One that comes late or twice changes nothing. */
    sealed interface Ack {

        String bookingId();
    }

    /** The seats are held, or not. */
    record ResAck(String bookingId, SeatStore.Answer answer) implements Ack {}

    /** The money is taken, or not. */
    record PayAck(String bookingId, BankClient.Answer answer) implements Ack {}

    /** The bill is mailed. */
    record BillAck(String bookingId) implements Ack {}

    /** The miles are granted, or not. */
    record PromAck(String bookingId, boolean granted) implements Ack {}

    /** A step is undone. */
    record UndoAck(String bookingId, Step step) implements Ack {}

    /** What the log says after a {@link Log}: what was to be written, unless it came too late. */
    record LogAck(Write written, Entry entry) implements Ack {

        @Override
        public String bookingId() {
            return entry.booking().id();
        }
    }

    /** What the log says of a booking. */
    record Found(Entry entry) implements Ack {

        @Override
        public String bookingId() {
            return entry.booking().id();
        }
    }
}
