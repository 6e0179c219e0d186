package io.garrick.samples.flight.audit;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads a list of JSON objects from an address. */
final class WebList {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WebList() {}

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> read(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("list is not to be had: url=" + address + " status=" + response.statusCode());
        }
        return (List<Map<String, Object>>) (List<?>) JSON.std.listFrom(response.body());
    }
}
