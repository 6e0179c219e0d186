package io.garrick.samples.flight.bank;

import io.garrick.samples.flight.bank.BankClient.Answer;
import io.garrick.samples.flight.domain.Card;
import java.util.function.Supplier;

/** A bank without HTTP: the same books, and the same share of requests that fail before or after they are done. */
public final class MemoryBank implements Money {

    private final Ledger ledger = new Ledger();
    private final Troubles troubles;

    public MemoryBank(long seed, double failures) {
        troubles = new Troubles(BankSettings.defaults().withSeed(seed).withTroubles(0, failures));
    }

    @Override
    public Answer pay(String id, Card card, long amountCents) throws BankUnavailableException {
        Payment payment = perhaps(() -> ledger.pay(id, card.number(), amountCents));
        return switch (payment.status()) {
            case PAID -> Answer.PAID;
            case DECLINED -> Answer.DECLINED;
            case REFUNDED, VOID -> Answer.REFUNDED;
        };
    }

    @Override
    public void refund(String id) throws BankUnavailableException {
        perhaps(() -> ledger.refund(id));
    }

    private Payment perhaps(Supplier<Payment> change) throws BankUnavailableException {
        Troubles.Fate fate = troubles.fate();
        if (fate == Troubles.Fate.FAILS_BEFORE) {
            throw new BankUnavailableException("bank is in trouble before the request");
        }
        Payment payment = change.get();
        if (fate == Troubles.Fate.FAILS_AFTER) {
            throw new BankUnavailableException("bank is in trouble after the request");
        }
        return payment;
    }

    /** What the bank has of a customer's money for a booking. */
    public long balance(String id) {
        return ledger.find(id)
                .map(payment -> payment.paidCents() - payment.refundedCents())
                .orElse(0L);
    }
}
