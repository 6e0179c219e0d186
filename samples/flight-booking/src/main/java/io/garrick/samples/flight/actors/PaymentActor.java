package io.garrick.samples.flight.actors;

import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Pay;
import io.garrick.samples.flight.actors.Messages.PayAck;
import io.garrick.samples.flight.actors.Messages.Refund;
import io.garrick.samples.flight.actors.Messages.StepRequest;
import io.garrick.samples.flight.actors.Messages.Unavailable;
import io.garrick.samples.flight.actors.Messages.UndoAck;
import io.garrick.samples.flight.bank.BankClient;
import io.garrick.samples.flight.bank.BankUnavailableException;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Step;
import java.io.IOException;

/**
 * Takes money and gives it back. Blocks until the bank answers. A bank that says that it is in trouble is no reason to
 * crash; one that does not answer at all is.
 */
final class PaymentActor extends BookingActor {

    private final BankClient bank;

    private PaymentActor(Fate fate, BankClient bank) {
        super("payment", fate);
        this.bank = bank;
    }

    static Props props(Fate fate, BankClient bank) {
        return Props.create(PaymentActor.class, () -> new PaymentActor(fate, bank));
    }

    /** A call of the bank, and what to answer then. */
    private interface Call {
        Object run() throws IOException, InterruptedException;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Pay.class, pay -> call(pay, () -> pay(pay)))
                .match(Refund.class, refund -> call(refund, () -> refund(refund)))
                .build();
    }

    private PayAck pay(Pay pay) throws IOException, InterruptedException {
        Booking booking = pay.booking();
        return new PayAck(booking.id(), bank.pay(booking.id(), pay.card(), booking.totalCents()));
    }

    private UndoAck refund(Refund refund) throws IOException, InterruptedException {
        bank.refund(refund.booking().id());
        return new UndoAck(refund.booking().id(), Step.PAY);
    }

    private void call(StepRequest request, Call call) throws IOException, InterruptedException {
        Object answer;
        try {
            answer = call.run();
        } catch (BankUnavailableException e) {
            answer = new Unavailable(request);
        }
        reply(answer);
    }
}
