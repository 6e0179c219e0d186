package io.garrick.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A process with one contender, which does what the lines of its input say, and tells on its output how that went: {@code receive ROW},
 * {@code send ROW ADDRESS WARM_MILLIS WINDOW_MILLIS}, {@code mark ROW}.
 */
public final class RemoteNode {

    /** Begins the lines that are meant for who started it. */
    static final String MARK = "bench: ";

    private static final long NANOS_IN_MILLI = 1_000_000;

    private final Contender contender;
    private final Map<String, Handler> receivers = new ConcurrentHashMap<>();

    private RemoteNode(Contender contender) {
        this.contender = contender;
    }

    public static void main(String[] arguments) throws IOException {
        Contender contender = Contender.create(arguments[0]);
        RemoteNode node = new RemoteNode(contender);
        say("setup " + Setup.ofThisProcess(contender.workers()).line());
        say("ready " + contender.address());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            node.obey(line.split(" "));
        }
        Runtime.getRuntime().halt(0); // who started it is done, or is no more
    }

    private void obey(String[] words) {
        Row row = Row.named(words[1]);
        switch (words[0]) {
            case "receive" -> receive(row);
            case "send" -> send(row, words[2], Long.parseLong(words[3]), Long.parseLong(words[4]));
            case "mark" -> mark(row);
            default -> throw new IllegalArgumentException("command is unknown: command=" + words[0]);
        }
    }

    private void mark(Row row) {
        Handler receiver = receivers.get(row.name());
        if (receiver == null) {
            throw new IllegalArgumentException("row is not received here: name=" + row.name());
        }
        say("marked " + Mark.of(receiver.work()).line());
    }

    private void receive(Row row) {
        Handler receiver = row.receiver();
        receivers.put(row.name(), receiver);
        contender.receive(row.name(), receiver);
        say("receives " + row.name());
    }

    private void send(Row row, String address, long warmMillis, long windowMillis) {
        Phases phases = Phases.of(warmMillis * NANOS_IN_MILLI, windowMillis * NANOS_IN_MILLI);
        Sender sender = row.sender(phases);
        contender.send(address, row.name(), sender);
        phases.begun().join();
        say("begun " + Mark.of(sender.work()).line());
        phases.ended().join();
        say("ended " + Mark.of(sender.work()).line());
        phases.drained().join();
        say("sent inFlight=" + row.inFlight() + " ackEvery=" + row.ackEvery() + " warmMillis=" + warmMillis
                + " windowMillis=" + windowMillis + " count="
                + sender.work().count() + " windowCount=" + sender.windowCount() + " windowNanos="
                + sender.windowNanos() + " p50=" + sender.quantile(0.5) + " p99=" + sender.quantile(0.99));
    }

    private static void say(String text) {
        System.out.println(MARK + text);
    }
}
