package io.garrick.samples.flight.actors;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.supervision.RestForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;

/**
 * The parent of processor and API, which are a group: the API leans on the processor, so it is started after it, and
 * when the processor has failed it is closed, and opened again when there is a processor behind it. What customers ask
 * meanwhile waits in its mailbox. The processor does not lean on the API and is not concerned when that fails.
 *
 * <p>It only supervises and passes on, so chaos spares it, as it spares the guardian above.
 */
final class BookingOffice extends AbstractActor {

    private final ActorRef api;

    private BookingOffice(BookingActor.Fate fate, Staff staff) {
        ActorRef processor = getContext().actorOf(BookingProcessor.props(fate, staff), "booking-processor");
        api = getContext().actorOf(BookingApi.props(fate, staff.run(), staff.flights(), processor), "booking-api");
    }

    static Props props(BookingActor.Fate fate, Staff staff) {
        return Props.create(BookingOffice.class, () -> new BookingOffice(fate, staff));
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return new RestForOneStrategy(SupervisorStrategy.defaultDecider());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Request.class, request -> api.forward(request, getContext()))
                .build();
    }
}
