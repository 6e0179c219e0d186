package io.garrick.samples.flight.actors;

import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Bill;
import io.garrick.samples.flight.actors.Messages.BillAck;
import io.garrick.samples.flight.domain.Airport;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.mail.Post;
import jakarta.mail.MessagingException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Mails bills, at least once each: a crash between the mail and its ack means another mail. Blocks on the mail server. */
final class BillingActor extends BookingActor {

    private final Post.Office office;
    private final Flights flights;
    private @Nullable Post post;

    private BillingActor(Fate fate, Post.Office office, Flights flights) {
        super("billing", fate);
        this.office = office;
        this.flights = flights;
    }

    static Props props(Fate fate, Post.Office office, Flights flights) {
        return Props.create(BillingActor.class, () -> new BillingActor(fate, office, flights));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(Bill.class, bill -> bill(bill.booking())).build();
    }

    @Override
    public void postStop() throws MessagingException {
        if (post != null) {
            post.close();
        }
    }

    private void bill(Booking booking) throws MessagingException {
        Flight flight = flights.find(booking.flightId()).orElseThrow();
        String journey = city(flight.origin()) + " to " + city(flight.destination());
        String text = String.format(
                Locale.ROOT,
                "Dear %s,%n%nyou fly from %s on %s at %s.%nSeats: %d%nPaid: %d.%02d USD%nBooking: %s%n",
                booking.customer(),
                journey,
                flight.departure().toLocalDate(),
                flight.departure().toLocalTime(),
                booking.seats(),
                booking.totalCents() / 100,
                booking.totalCents() % 100,
                booking.id());
        post().send(booking.id(), booking.email(), "Your flight from " + journey, text);
        reply(new BillAck(booking.id()));
    }

    private Post post() throws MessagingException {
        Post connected = post;
        if (connected == null) {
            connected = office.connect();
            post = connected;
        }
        return connected;
    }

    private String city(String iata) {
        return flights.airport(iata).map(Airport::city).orElse(iata);
    }
}
