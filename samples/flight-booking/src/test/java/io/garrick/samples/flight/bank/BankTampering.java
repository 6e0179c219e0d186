package io.garrick.samples.flight.bank;

/** Lets tests of the audit falsify the bank's books. */
public final class BankTampering {

    private BankTampering() {}

    /** Changes what was taken from the card. */
    public static void changePaid(Bank bank, String id, long cents) {
        Payment payment = bank.ledger().find(id).orElseThrow();
        bank.ledger()
                .falsify(new Payment(
                        id,
                        payment.amountCents(),
                        payment.paidCents() + cents,
                        payment.refundedCents(),
                        payment.status()));
    }
}
