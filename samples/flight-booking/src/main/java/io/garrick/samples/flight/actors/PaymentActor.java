package io.garrick.samples.flight.actors;

import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Pay;
import io.garrick.samples.flight.actors.Messages.PayAck;
import io.garrick.samples.flight.actors.Messages.Refund;
import io.garrick.samples.flight.actors.Messages.UndoAck;
import io.garrick.samples.flight.bank.BankClient;
import io.garrick.samples.flight.bank.BankUnavailableException;
import io.garrick.samples.flight.bank.Money;
import io.garrick.samples.flight.chaos.Rescues;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Step;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes money and gives it back. Blocks until the bank answers, and fails when the bank says that it is in trouble, as
 * well as when it does not answer at all: {@link Payments} has the restart wait and the request handled again. So
 * whoever asked need not hear of it.
 */
final class PaymentActor extends BookingActor {

    private final Rescues rescues;
    private final Money bank;

    private PaymentActor(Fate fate, Money bank) {
        super("payment", fate);
        this.rescues = fate.rescues();
        this.bank = bank;
    }

    static Props props(Fate fate, Money bank) {
        return Props.create(PaymentActor.class, () -> new PaymentActor(fate, bank));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Pay.class, this::pay)
                .match(Refund.class, this::refund)
                .build();
    }

    @Override
    public void aroundReceive(Receive receive, Object message) throws Exception {
        rescues.handles(name(), message);
        super.aroundReceive(receive, message);
    }

    /** A bank in trouble is no crash of ours. */
    @Override
    void crashed(Throwable cause, Object message) {
        if (cause instanceof BankUnavailableException) {
            rescues.bankInTrouble();
        } else {
            casualty();
        }
    }

    @Override
    public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
        rescues.down(name());
        message.ifPresent(request -> rescues.mayComeAgain(name(), request));
        super.preRestart(reason, message);
    }

    @Override
    public void postRestart(Throwable reason) throws Exception {
        rescues.up(name());
        if (reason instanceof BankUnavailableException) {
            preStart();
        } else {
            super.postRestart(reason);
        }
    }

    private void pay(Pay pay) throws IOException, InterruptedException {
        Booking booking = pay.booking();
        BankClient.Answer answer = bank.pay(booking.id(), pay.card(), booking.totalCents());
        reply(new PayAck(booking.id(), answer));
    }

    private void refund(Refund refund) throws IOException, InterruptedException {
        bank.refund(refund.booking().id());
        reply(new UndoAck(refund.booking().id(), Step.PAY));
    }

    private String name() {
        return self().path().name();
    }
}
