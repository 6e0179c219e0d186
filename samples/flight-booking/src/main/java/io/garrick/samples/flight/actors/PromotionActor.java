package io.garrick.samples.flight.actors;

import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.PromAck;
import io.garrick.samples.flight.actors.Messages.Promote;
import io.garrick.samples.flight.actors.Messages.Revoke;
import io.garrick.samples.flight.actors.Messages.UndoAck;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.saga.Step;
import io.garrick.samples.flight.store.Database;
import io.garrick.samples.flight.store.MilesStore;
import java.sql.SQLException;

/** Grants miles, as many as are flown on all seats together, and takes them back. Blocks on the database. */
final class PromotionActor extends DatabaseActor {

    private final Flights flights;

    private PromotionActor(Fate fate, Database database, Flights flights) {
        super("promotion", fate, database);
        this.flights = flights;
    }

    static Props props(Fate fate, Database database, Flights flights) {
        return Props.create(PromotionActor.class, () -> new PromotionActor(fate, database, flights));
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
        MilesStore miles = new MilesStore(connection());
        reply(new PromAck(booking.id(), miles.grant(booking.id(), booking.email(), booking.seats() * distance)));
    }

    private void revoke(Revoke revoke) throws SQLException {
        new MilesStore(connection()).revoke(revoke.booking().id());
        reply(new UndoAck(revoke.booking().id(), Step.PROMOTE));
    }
}
