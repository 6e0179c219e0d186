package io.garrick.samples.flight.actors;

import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Bill;
import io.garrick.samples.flight.actors.Messages.BillAck;
import io.garrick.samples.flight.domain.Airport;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.mail.MailAddress;
import io.garrick.samples.flight.mail.Mailer;
import jakarta.mail.MessagingException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Mails bills, at least once each: a crash between the mail and its ack means another mail. Blocks on the mail server. */
final class BillingActor extends BookingActor {

    private final MailAddress server;
    private final Flights flights;
    private @Nullable Mailer mailer;

    private BillingActor(Fate fate, MailAddress server, Flights flights) {
        super("billing", fate);
        this.server = server;
        this.flights = flights;
    }

    static Props props(Fate fate, MailAddress server, Flights flights) {
        return Props.create(BillingActor.class, () -> new BillingActor(fate, server, flights));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(Bill.class, bill -> bill(bill.booking())).build();
    }

    @Override
    public void postStop() throws MessagingException {
        if (mailer != null) {
            mailer.close();
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
        mailer().send(booking.id(), booking.email(), "Your flight from " + journey, text);
        reply(new BillAck(booking.id()));
    }

    private Mailer mailer() throws MessagingException {
        Mailer connected = mailer;
        if (connected == null) {
            connected = Mailer.connect(server);
            mailer = connected;
        }
        return connected;
    }

    private String city(String iata) {
        return flights.airport(iata).map(Airport::city).orElse(iata);
    }
}
