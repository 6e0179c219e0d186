package io.garrick.samples.flight.bank;

import io.garrick.samples.flight.http.Answer;
import io.garrick.samples.flight.http.JsonServer;
import io.garrick.samples.flight.http.Problem;
import io.garrick.samples.flight.http.Request;
import io.garrick.samples.flight.http.Route;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The bank: {@code POST /payments} takes money, {@code POST /payments/{id}/refund} gives it back, {@code GET /payments}
 * lists everything. A payment has a name given by its client; asking again under the same name changes nothing.
 */
public final class Bank implements AutoCloseable {

    private static final int THREADS = 2;

    private final Ledger ledger = new Ledger();
    private final Troubles troubles;
    private final JsonServer server;

    private Bank(BankSettings settings, JsonServer server) {
        this.troubles = new Troubles(settings);
        this.server = server;
    }

    /**
     * Opens a bank with empty books.
     *
     * @param settings what it is like
     * @return the bank, which serves until it is closed
     * @throws IOException if it cannot listen on its port
     */
    public static Bank open(BankSettings settings) throws IOException {
        Bank bank = new Bank(settings, JsonServer.bind("bank", settings.port(), THREADS));
        bank.server.serve(bank.routes());
        return bank;
    }

    /**
     * Where it listens.
     *
     * @return its address without a path
     */
    public URI uri() {
        return server.uri();
    }

    /** Stops serving. */
    @Override
    public void close() {
        server.close();
    }

    Ledger ledger() {
        return ledger;
    }

    private List<Route> routes() {
        return List.of(
                new Route("POST", "/payments", this::pay),
                new Route("POST", "/payments/{id}/refund", request -> {
                    String id = request.path().get(0);
                    return inTrouble(() -> Answer.json(200, ledger.refund(id).fields()));
                }),
                Route.prompt(
                        "GET",
                        "/payments",
                        request -> Answer.json(
                                200, ledger.all().stream().map(Payment::fields).toList())),
                Route.prompt("GET", "/payments/{id}", this::show));
    }

    private CompletionStage<Answer> pay(Request request) {
        Map<String, Object> body = request.json();
        if (!(body.get("id") instanceof String id)
                || !(body.get("card") instanceof String card)
                || !(body.get("amount_cents") instanceof Number amount)
                || amount.longValue() <= 0) {
            throw new Problem(
                    422,
                    "payment is not understood",
                    "a field is missing or of the wrong kind: fields=" + body.keySet(),
                    "send id and card as texts and amount_cents as a number above 0");
        }
        long cents = amount.longValue();
        return inTrouble(() -> {
            Payment payment = ledger.pay(id, card, cents);
            if (payment.status() != Payment.Status.VOID && payment.amountCents() != cents) {
                throw new Problem(
                        409,
                        "payment is another",
                        "the name is taken by a payment of another amount: id=" + id,
                        "give each payment a name of its own");
            }
            return Answer.json(200, payment.fields());
        });
    }

    private Answer show(Request request) {
        String id = request.path().get(0);
        Payment payment = ledger.find(id)
                .orElseThrow(() -> new Problem(
                        404, "unknown payment", "there is no payment of that name: id=" + id, "see GET /payments"));
        return Answer.json(200, payment.fields());
    }

    /** Does the work when its time has come, unless the request is one of those that fail. */
    private CompletionStage<Answer> inTrouble(Supplier<Answer> work) {
        Troubles.Fate fate = troubles.fate();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Runnable later = () -> {
            try {
                Answer done = fate == Troubles.Fate.FAILS_BEFORE ? null : work.get();
                if (done == null || fate == Troubles.Fate.FAILS_AFTER) {
                    answer.completeExceptionally(down());
                } else {
                    answer.complete(done);
                }
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        };
        // Whoever asked hears of it through the answer, in every case.
        Future<?> unused = server.threads().schedule(later, troubles.delayMicros(), TimeUnit.MICROSECONDS);
        return answer;
    }

    private static Problem down() {
        return new Problem(503, "bank is in trouble", "the bank failed, as it sometimes does", "ask again");
    }
}
