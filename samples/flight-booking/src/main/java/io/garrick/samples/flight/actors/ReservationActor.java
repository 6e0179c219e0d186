package io.garrick.samples.flight.actors;

import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Release;
import io.garrick.samples.flight.actors.Messages.ResAck;
import io.garrick.samples.flight.actors.Messages.Reserve;
import io.garrick.samples.flight.actors.Messages.UndoAck;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.saga.Step;
import io.garrick.samples.flight.store.Seats;
import io.garrick.samples.flight.store.Storage;
import java.sql.SQLException;

/** Holds seats and lets go of them. Blocks on the database. */
final class ReservationActor extends DatabaseActor {

    private final Flights flights;

    private ReservationActor(Fate fate, Storage storage, Flights flights) {
        super("reservation", fate, storage);
        this.flights = flights;
    }

    static Props props(Fate fate, Storage storage, Flights flights) {
        return Props.create(ReservationActor.class, () -> new ReservationActor(fate, storage, flights));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Reserve.class, this::reserve)
                .match(Release.class, this::release)
                .build();
    }

    private void reserve(Reserve reserve) throws SQLException {
        Booking booking = reserve.booking();
        Flight flight = flights.find(booking.flightId()).orElseThrow();
        Seats seats = stores().seats();
        reply(new ResAck(booking.id(), seats.reserve(booking.id(), flight.id(), flight.seats(), booking.seats())));
    }

    private void release(Release release) throws SQLException {
        stores().seats().release(release.booking().id());
        reply(new UndoAck(release.booking().id(), Step.RESERVE));
    }
}
