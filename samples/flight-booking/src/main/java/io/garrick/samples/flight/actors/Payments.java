package io.garrick.samples.flight.actors;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.RollCall;
import io.garrick.samples.flight.actors.Messages.StepRequest;
import io.garrick.samples.flight.bank.Money;
import io.garrick.supervision.Backoff;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.List;

/**
 * The parent of those who call the bank. One of them that fails waits longer from time to time, so that a bank in
 * trouble is left in peace, and is then handed the same request again: the bank knows each payment by name, so paying or
 * refunding once more changes nothing. A request that fails every time goes to {@link ReturnedMail}.
 *
 * <p>It only supervises and passes on, so chaos spares it.
 */
final class Payments extends AbstractActor {

    /** With the first try, as many as a request is worth before whoever asked has to hear of it. */
    private static final int REDELIVERIES = 2;

    /** About as long as the bank takes for a call, up to what a customer hardly notices. */
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(80), 0.2).withQuietPeriod(Duration.ofMillis(100));

    private final List<ActorRef> payments;

    private Payments(BookingActor.Fate fate, Money bank, int count) {
        payments = Staff.hire(getContext(), "payment", count, PaymentActor.props(fate, bank));
    }

    static Props props(BookingActor.Fate fate, Money bank, int count) {
        return Props.create(Payments.class, () -> new Payments(fate, bank, count));
    }

    @Override
    public SupervisorStrategy supervisorStrategy() {
        return new OneForOneStrategy(cause -> SupervisorStrategy.restart())
                .withBackoff(BACKOFF)
                .withRedelivery(REDELIVERIES);
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(
                        StepRequest.class,
                        request ->
                                Services.pick(payments, request.booking().id()).forward(request, getContext()))
                .match(RollCall.class, call -> sender().tell(new Messages.Present(), self()))
                .build();
    }
}
