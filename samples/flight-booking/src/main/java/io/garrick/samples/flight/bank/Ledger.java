package io.garrick.samples.flight.bank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bank's books. Every change is idempotent by the name of the payment. Safe for any thread. */
final class Ledger {

    /** Cards that end so are declined. */
    private static final String DECLINED_CARD_END = "0002";

    private final Map<String, Payment> payments = new LinkedHashMap<>();

    /** Takes money once; asked again, it says what became of the first time. */
    synchronized Payment pay(String id, String card, long amountCents) {
        return payments.computeIfAbsent(
                id,
                name -> card.endsWith(DECLINED_CARD_END)
                        ? Payment.declined(name, amountCents)
                        : Payment.paid(name, amountCents));
    }

    /** Gives money back once; refunding what was never paid keeps it from being paid later. */
    synchronized Payment refund(String id) {
        Payment payment = payments.getOrDefault(id, Payment.empty(id)).refunded();
        payments.put(id, payment);
        return payment;
    }

    synchronized Optional<Payment> find(String id) {
        return Optional.ofNullable(payments.get(id));
    }

    synchronized List<Payment> all() {
        return new ArrayList<>(payments.values());
    }

    /** For tests of the audit: the books say something else than what happened. */
    synchronized void falsify(Payment payment) {
        payments.put(payment.id(), payment);
    }
}
