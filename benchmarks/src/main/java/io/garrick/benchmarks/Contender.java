package io.garrick.benchmarks;

import java.util.List;

/** One way in which messages get from one process to another. One of these is in each of the two. */
interface Contender extends AutoCloseable {

    /** Threads for handlers that each of them is given. */
    int WORKERS = 2;

    /** Messages that a handler may handle before others have their turn, where that is a setting. */
    int THROUGHPUT = 64;

    /** All of them, in the order of the report. */
    List<String> NAMES = List.of("garrick", "pekko", "netty");

    static Contender create(String name) {
        return switch (name) {
            case "garrick" -> new GarrickContender();
            case "pekko" -> new PekkoContender();
            case "netty" -> new NettyContender();
            default ->
                throw new IllegalArgumentException("there is no such contender: name=" + name + " wanted=" + NAMES);
        };
    }

    /** The contender asked for its settings, not the harness: threads for handlers, as it has been configured. */
    int workers();

    /** Where the other process finds this one. */
    String address();

    /** Has a handler for what is sent to this place from now on. */
    void receive(String place, Handler handler);

    /** Has a handler send to a place at an address: calls its {@code begin}, and hands it what comes back. */
    void send(String address, String place, Handler handler);

    @Override
    void close();
}
