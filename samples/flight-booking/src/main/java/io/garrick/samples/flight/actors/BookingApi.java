package io.garrick.samples.flight.actors;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Book;
import io.garrick.samples.flight.actors.Messages.BookingTask;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.actors.Messages.UnknownFlight;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import java.util.Optional;

/** The door: makes a booking of what a customer wants, and shows everything else in. It remembers nothing. */
final class BookingApi extends BookingActor {

    private final String run;
    private final Flights flights;
    private final ActorRef processor;

    private BookingApi(Fate fate, String run, Flights flights, ActorRef processor) {
        super("booking-api", fate);
        this.run = run;
        this.flights = flights;
        this.processor = processor;
    }

    static Props props(Fate fate, String run, Flights flights, ActorRef processor) {
        return Props.create(BookingApi.class, () -> new BookingApi(fate, run, flights, processor));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Book.class, this::book)
                .match(Request.class, request -> processor.forward(request, getContext()))
                .build();
    }

    private void book(Book book) {
        Optional<Flight> flight = flights.find(book.request().flightId());
        if (flight.isEmpty()) {
            reply(new UnknownFlight(book.request().flightId()));
            return;
        }
        Booking booking = Booking.of(run, book.bookingId(), book.request(), flight.get());
        processor.forward(new BookingTask(booking, book.request().card()), getContext());
    }
}
