package io.garrick.samples.primes;

import io.garrick.samples.primes.domain.Range;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the master, as they were given. */
final class MasterOptions {

    private static final long MOST = 10_000_000_000L;
    private static final int RANGES = 100;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_NODES = 1_000;

    @Option(
            names = "--to",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Count the primes from 1 to N, at most 10000000000. Default: 10000000.")
    private long to;

    @Option(
            names = "--range",
            paramLabel = "N",
            description = "How many numbers a worker is given at a time. Default: a hundredth of all.")
    private @Nullable Long range;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "How many workers this node has itself; 0 leaves it all to others. Default: one for each processor.")
    private @Nullable Integer workers;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "0",
            description = "Begin when so many other nodes have joined; more may join at any time. Default: 0.")
    private int nodes;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "An address of this machine by which workers reach it. Whoever reaches it is trusted: use it in networks of your own."
                            + " Default: 127.0.0.1, for workers on this machine only.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "2552",
            description = "Where workers reach it (0: any free port). Default: 2552.")
    private int port;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    long to() {
        return to;
    }

    long range() {
        return range != null ? range : (to - 1) / RANGES + 1;
    }

    int workers() {
        return workers != null ? workers : Runtime.getRuntime().availableProcessors();
    }

    int nodes() {
        return nodes;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** What is wrong with the options, in one line; empty if nothing is. */
    Optional<String> fault() {
        if (to < 1 || to > MOST) {
            return Optional.of("last number must be from 1 to " + MOST + ": to=" + to);
        }
        if (range() < 1 || (to - 1) / range() >= Range.MOST) {
            return Optional.of("numbers must make from 1 to " + Range.MOST + " ranges: to=" + to + " range=" + range());
        }
        if (nodes < 0 || nodes > MOST_NODES) {
            return Optional.of("number of nodes must be from 0 to " + MOST_NODES + ": nodes=" + nodes);
        }
        if (port < 0 || port > HIGHEST_PORT) {
            return Optional.of("port must be from 0 to 65535: port=" + port);
        }
        return faultOfHost(host).or(() -> faultOfWorkers(workers(), 0));
    }

    static Optional<String> faultOfHost(String host) {
        boolean fine = !host.isBlank() && !host.equals("0.0.0.0") && !host.equals("::");
        return fine
                ? Optional.empty()
                : Optional.of("address must be one by which others reach this machine: host=" + host);
    }

    static Optional<String> faultOfWorkers(int workers, int least) {
        return workers >= least && workers <= MOST_NODES
                ? Optional.empty()
                : Optional.of("number of workers must be from " + least + " to " + MOST_NODES + ": workers=" + workers);
    }
}
