package io.garrick.samples.flight.actors;

import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.PromAck;
import io.garrick.samples.flight.actors.Messages.Promote;
import io.garrick.samples.flight.actors.Messages.Revoke;
import io.garrick.samples.flight.actors.Messages.UndoAck;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.saga.Step;
import io.garrick.samples.flight.store.Miles;
import io.garrick.samples.flight.store.Storage;
import java.sql.SQLException;

/** Grants miles, as many as are flown on all seats together, and takes them back. Blocks on the database. */
final class PromotionActor extends DatabaseActor {

    private final Flights flights;

    private PromotionActor(Fate fate, Storage storage, Flights flights) {
        super("promotion", fate, storage);
        this.flights = flights;
    }

    static Props props(Fate fate, Storage storage, Flights flights) {
        return Props.create(PromotionActor.class, () -> new PromotionActor(fate, storage, flights));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Promote.class, this::promote)
                .match(Revoke.class, this::revoke)
                .build();
    }

    private void promote(Promote promote) throws SQLException {
        Booking booking = promote.booking();
        int distance = flights.find(booking.flightId()).orElseThrow().distanceMiles();
        Miles miles = stores().miles();
        reply(new PromAck(booking.id(), miles.grant(booking.id(), booking.email(), booking.seats() * distance)));
    }

    private void revoke(Revoke revoke) throws SQLException {
        stores().miles().revoke(revoke.booking().id());
        reply(new UndoAck(revoke.booking().id(), Step.PROMOTE));
    }
}
