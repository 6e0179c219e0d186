package io.garrick.samples.flight.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.samples.flight.domain.BookingGenerator;
import io.garrick.samples.flight.domain.Card;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BankTest {

    private static final Card CARD = new Card("4242424242424242");
    private static final BankSettings RELIABLE = BankSettings.defaults().withTroubles(0, 0);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @DisplayName("flight-booking: the bank takes and gives back money once, however often it is asked")
    void pay_andRefund_areIdempotent() throws Exception {
        try (Bank bank = Bank.open(RELIABLE)) {
            BankClient client = new BankClient(http, bank.uri());
            assertEquals(BankClient.Answer.PAID, client.pay("p-1", CARD, 1_000));
            assertEquals(BankClient.Answer.PAID, client.pay("p-1", CARD, 1_000));
            assertEquals(List.of(Payment.paid("p-1", 1_000)), bank.ledger().all());
            client.refund("p-1");
            client.refund("p-1");
            assertEquals(BankClient.Answer.REFUNDED, client.pay("p-1", CARD, 1_000));
            Payment refunded = bank.ledger().find("p-1").orElseThrow();
            assertEquals(new Payment("p-1", 1_000, 1_000, 1_000, Payment.Status.REFUNDED), refunded);
        }
    }

    @Test
    void pay_declinedCard_isDeclinedForGood() throws Exception {
        try (Bank bank = Bank.open(RELIABLE)) {
            BankClient client = new BankClient(http, bank.uri());
            assertEquals(BankClient.Answer.DECLINED, client.pay("p-1", BookingGenerator.DECLINED_CARD, 1_000));
            assertEquals(BankClient.Answer.DECLINED, client.pay("p-1", CARD, 1_000));
            assertEquals(0, bank.ledger().find("p-1").orElseThrow().paidCents());
        }
    }

    @Test
    void refund_beforePayment_forbidsIt() throws Exception {
        try (Bank bank = Bank.open(RELIABLE)) {
            BankClient client = new BankClient(http, bank.uri());
            client.refund("p/1 with blank");
            assertEquals(BankClient.Answer.REFUNDED, client.pay("p/1 with blank", CARD, 1_000));
        }
    }

    @Test
    void pay_sameNameOtherAmount_isRefused() throws Exception {
        try (Bank bank = Bank.open(RELIABLE)) {
            BankClient client = new BankClient(http, bank.uri());
            client.pay("p-1", CARD, 1_000);
            assertThrows(IOException.class, () -> client.pay("p-1", CARD, 1_001));
        }
    }

    @Test
    void pay_bankInTrouble_failsBeforeOrAfterTheWork() throws Exception {
        try (Bank bank = Bank.open(RELIABLE.withTroubles(0, 1))) {
            BankClient client = new BankClient(http, bank.uri());
            for (int i = 0; i < 40; i++) {
                String id = "p-" + i;
                assertThrows(BankUnavailableException.class, () -> client.pay(id, CARD, 1_000));
            }
            int done = bank.ledger().all().size();
            assertTrue(done > 0 && done < 40, "done=" + done);
        }
    }

    @Test
    void troubles_sameSeed_areTheSame() {
        Troubles one = new Troubles(RELIABLE.withTroubles(3, 0.5).withSeed(5));
        Troubles other = new Troubles(RELIABLE.withTroubles(3, 0.5).withSeed(5));
        for (int i = 0; i < 100; i++) {
            assertEquals(one.fate(), other.fate());
            assertEquals(one.delayMicros(), other.delayMicros());
        }
    }
}
