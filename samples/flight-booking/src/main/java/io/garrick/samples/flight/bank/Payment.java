package io.garrick.samples.flight.bank;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A payment as the bank's books have it.
 *
 * @param id            name of the payment, given by whoever asks for it
 * @param amountCents   what was asked for, in cents
 * @param paidCents     what was taken from the card
 * @param refundedCents what was given back
 * @param status        what it says about itself
 */
record Payment(String id, long amountCents, long paidCents, long refundedCents, Status status) {

    /** What can become of a payment. */
    enum Status {
        /** The money was taken. */
        PAID,
        /** The card was declined, for good. */
        DECLINED,
        /** The money was taken and given back. */
        REFUNDED,
        /** Refunded before it was asked for: it will never be taken. */
        VOID
    }

    static Payment paid(String id, long amountCents) {
        return new Payment(id, amountCents, amountCents, 0, Status.PAID);
    }

    static Payment declined(String id, long amountCents) {
        return new Payment(id, amountCents, 0, 0, Status.DECLINED);
    }

    static Payment empty(String id) {
        return new Payment(id, 0, 0, 0, Status.VOID);
    }

    Payment refunded() {
        return status == Status.PAID ? new Payment(id, amountCents, paidCents, paidCents, Status.REFUNDED) : this;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("status", status.name().toLowerCase(Locale.ROOT));
        fields.put("amount_cents", amountCents);
        fields.put("paid_cents", paidCents);
        fields.put("refunded_cents", refundedCents);
        return fields;
    }
}
