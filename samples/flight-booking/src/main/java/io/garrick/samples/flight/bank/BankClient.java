package io.garrick.samples.flight.bank;

import com.fasterxml.jackson.jr.ob.JSON;
import io.garrick.samples.flight.domain.Card;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bank as its clients see it. Calls block until the bank answers, at most {@value #PATIENCE_SECONDS} seconds. */
public final class BankClient implements Money {

    /** What the bank said to a payment. */
    public enum Answer {
        /** The money was taken, now or before. */
        PAID,
        /** The card is declined, for good. */
        DECLINED,
        /** It was refunded, or may not be taken any more. */
        REFUNDED
    }

    private static final int PATIENCE_SECONDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);
    private static final int UNAVAILABLE = 503;

    private final HttpClient http;
    private final URI bank;

    /**
     * Makes a client.
     *
     * @param http makes the connections
     * @param bank address of the bank without a path
     */
    public BankClient(HttpClient http, URI bank) {
        this.http = http;
        this.bank = bank;
    }

    @Override
    public Answer pay(String id, Card card, long amountCents) throws IOException, InterruptedException {
        Map<String, Object> payment = new LinkedHashMap<>();
        payment.put("id", id);
        payment.put("card", card.number());
        payment.put("amount_cents", amountCents);
        return send("/payments", JSON.std.asString(payment));
    }

    @Override
    public void refund(String id) throws IOException, InterruptedException {
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        send("/payments/" + segment + "/refund", "");
    }

    private Answer send(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(bank.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() == UNAVAILABLE) {
            throw new BankUnavailableException("bank is in trouble: status=" + response.statusCode());
        }
        if (response.statusCode() >= 300) {
            throw new IOException("bank refused the request: status=" + response.statusCode() + " path=" + path);
        }
        return answer(String.valueOf(JSON.std.mapFrom(response.body()).get("status")));
    }

    private static Answer answer(String status) throws IOException {
        return switch (status) {
            case "paid" -> Answer.PAID;
            case "declined" -> Answer.DECLINED;
            case "refunded", "void" -> Answer.REFUNDED;
            default -> throw new IOException("bank gave an unknown answer: status=" + status);
        };
    }
}
