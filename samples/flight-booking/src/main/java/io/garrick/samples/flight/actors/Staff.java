package io.garrick.samples.flight.actors;

import io.garrick.actor.ActorContext;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.samples.flight.bank.Money;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.mail.Post;
import io.garrick.samples.flight.store.Storage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who works for the processor, and with what.
 *
 * @param workers  how many bookings are worked on at a time
 * @param run      name of this run of the program
 * @param flights  what can be booked
 * @param storage  where seats, miles and the booking log are
 * @param bank     where the money is
 * @param mail     where the bills go
 */
public record Staff(int workers, String run, Flights flights, Storage storage, Money bank, Post.Office mail) {

    /** Id of the dispatcher for actors that block: each has a thread of its own. */
    public static final String BLOCKING = "blocking";

    /** The bank is slow, so several payments are under way at a time; the others are bound by the processor. */
    private static final int PAYMENTS = 8;

    private static final int OTHERS = 2;

    /**
     * How many actors block, each on a thread of its own.
     *
     * @return the services and the booking log
     */
    public static int blocking() {
        return 1 + PAYMENTS + 3 * OTHERS;
    }

    Services hireServices(ActorContext context, BookingActor.Fate fate) {
        return new Services(
                hire(context, "booking-log", 1, BookingLog.props(fate, storage, run))
                        .get(0),
                hire(context, "reservation", OTHERS, ReservationActor.props(fate, storage, flights)),
                context.actorOf(Payments.props(fate, bank, PAYMENTS), "payments"),
                hire(context, "billing", OTHERS, BillingActor.props(fate, mail, flights)),
                hire(context, "promotion", OTHERS, PromotionActor.props(fate, storage, flights)));
    }

    /** Several of a kind, numbered, each on a thread of its own. */
    static List<ActorRef> hire(ActorContext context, String kind, int count, Props props) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> context.actorOf(props.withDispatcher(BLOCKING), kind + "-" + number))
                .toList();
    }
}
