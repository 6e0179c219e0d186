package io.garrick.samples.flight;

import io.garrick.samples.flight.mail.MailAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the program, as they were given. */
final class Options {

    private static final int BOOKINGS = 10_000;
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--bookings",
            paramLabel = "N",
            description = "How many bookings to make. Default: 10000; with --port: none.")
    private @Nullable Integer bookings;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides who books what, who crashes when, and which calls of the bank fail. Default: 1.")
    private long seed;

    @Option(
            names = "--chaos",
            paramLabel = "P",
            defaultValue = "0.01",
            description =
                    "Probability that an actor crashes, for each message it handles, from 0 to 1; those who only supervise are spared. Default: 0.01.")
    private double chaos;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many bookings are worked on at a time (data parallelism). Default: 16.")
    private int workers;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads are shared by the actors that do not block. Default: one for each processor.")
    private @Nullable Integer threads;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "The database for seats, miles and the booking log, such as"
                    + " \"jdbc:postgresql://host/name?user=me&password=secret\" (with the quotes). It is kept, and what"
                    + " an earlier run left unfinished is undone first; one program at a time may use it. Default: H2"
                    + " in memory.")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--bank-url",
            paramLabel = "URL",
            description = "A bank at another place. Default: one of our own, in this process.")
    private @Nullable URI bankUrl;

    @Option(
            names = "--smtp",
            paramLabel = "HOST:PORT",
            description = "A mail server at another place. Default: one of our own, in this process.")
    private @Nullable MailAddress smtp;

    @Option(
            names = "--smtp-audit",
            paramLabel = "URL",
            description = "Where that mail server lists what it holds, at /messages. Without it the audit says nothing"
                    + " about mails.")
    private @Nullable URI smtpAudit;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Serve the booking API at this port (0: any free one) until Ctrl-C.")
    private @Nullable Integer port;

    @Option(names = "--tree", description = "Print the tree of actors.")
    private boolean tree;

    @Option(names = "--json", description = "Print the report as one JSON object on one line.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    /** How many bookings to generate. */
    int bookings() {
        if (bookings != null) {
            return bookings;
        }
        return port == null ? BOOKINGS : 0;
    }

    long seed() {
        return seed;
    }

    double chaos() {
        return chaos;
    }

    int workers() {
        return workers;
    }

    int threads() {
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }

    Optional<String> jdbcUrl() {
        return Optional.ofNullable(jdbcUrl);
    }

    Optional<URI> bankUrl() {
        return Optional.ofNullable(bankUrl);
    }

    Optional<MailAddress> smtp() {
        return Optional.ofNullable(smtp);
    }

    Optional<URI> smtpAudit() {
        return Optional.ofNullable(smtpAudit);
    }

    Optional<Integer> port() {
        return Optional.ofNullable(port);
    }

    boolean tree() {
        return tree;
    }

    boolean json() {
        return json;
    }

    /** Whether every store lives longer than this run: then the audit covers all that is in them. */
    boolean everythingIsKept() {
        return jdbcUrl != null && bankUrl != null && smtp != null;
    }

    /** Whether every store lives in this process: then nothing of another run can be in them. */
    boolean nothingIsKept() {
        return jdbcUrl == null && bankUrl == null && smtp == null;
    }

    /** What is wrong with the options, in one line; empty if nothing is. */
    Optional<String> fault() {
        if (bookings != null && bookings < 0) {
            return Optional.of("number of bookings must not be negative: bookings=" + bookings);
        }
        if (!(chaos >= 0 && chaos <= 1)) {
            return Optional.of("probability must be from 0 to 1: chaos=" + chaos);
        }
        if (workers < 1 || workers > 1_000) {
            return Optional.of("number of workers must be from 1 to 1000: workers=" + workers);
        }
        if (threads != null && (threads < 1 || threads > 1_000)) {
            return Optional.of("number of threads must be from 1 to 1000: threads=" + threads);
        }
        if (port != null && (port < 0 || port > HIGHEST_PORT)) {
            return Optional.of("port must be from 0 to 65535: port=" + port);
        }
        if (jdbcUrl != null && !jdbcUrl.startsWith("jdbc:")) {
            return Optional.of("address of a database must begin with jdbc: jdbc-url=" + jdbcUrl);
        }
        if (smtpAudit != null && smtp == null) {
            return Optional.of("a list of mails belongs to a mail server at another place, give --smtp too: smtp-audit="
                    + smtpAudit);
        }
        return fault("bank-url", bankUrl, "").or(() -> fault("smtp-audit", smtpAudit, "/messages"));
    }

    /** We know what to find at which path there, so an address is one of a server, or says the same. */
    private static Optional<String> fault(String option, @Nullable URI uri, String path) {
        if (uri == null) {
            return Optional.empty();
        }
        boolean fine = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPort() <= HIGHEST_PORT
                && List.of("", "/", path).contains(uri.getPath());
        return fine
                ? Optional.empty()
                : Optional.of("address must be http://host:port" + path + ", no more: " + option + "=" + uri);
    }

    /** A command line that says of a value that it does not understand what it wanted instead. */
    static CommandLine readers(CommandLine line) {
        reader(line, Integer.class, "a whole number", Integer::valueOf);
        reader(line, int.class, "a whole number", Integer::valueOf);
        reader(line, long.class, "a whole number", Long::valueOf);
        reader(line, double.class, "a number", Double::valueOf);
        reader(line, URI.class, "an address such as http://localhost:8080", URI::create);
        reader(line, MailAddress.class, "an address such as localhost:25", MailAddress::parse);
        return line;
    }

    private static <T> void reader(CommandLine line, Class<T> type, String wanted, Function<String, T> reader) {
        line.registerConverter(type, value -> {
            try {
                return reader.apply(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("found=" + value + " wanted=" + wanted);
            }
        });
    }
}
