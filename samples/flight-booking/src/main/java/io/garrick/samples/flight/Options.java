package io.garrick.samples.flight;

import io.garrick.samples.flight.mail.MailAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the program, as they were given. */
final class Options {

    private static final int BOOKINGS = 10_000;

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
            description = "Probability that an actor crashes, for each message it handles, from 0 to 1. Default: 0.01.")
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
            defaultValue = "0",
            description =
                    "How many threads are shared by the actors that do not block. Default: one for each processor.")
    private int threads;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "The database for seats, miles and the booking log, such as"
                    + " jdbc:postgresql://host/name?user=me&password=secret. It is kept, and what an earlier run left"
                    + " unfinished is undone first; one program at a time may use it. Default: H2 in memory.")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--bank-url",
            paramLabel = "URL",
            description = "A bank at another place. Default: one of our own, in this process.")
    private @Nullable URI bankUrl;

    @Option(
            names = "--smtp",
            paramLabel = "HOST:PORT",
            converter = MailAddressConverter.class,
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
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
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
        if (threads < 0 || threads > 1_000) {
            return Optional.of("number of threads must be from 1 to 1000: threads=" + threads);
        }
        if (port != null && (port < 0 || port > 65_535)) {
            return Optional.of("port must be from 0 to 65535: port=" + port);
        }
        if (jdbcUrl != null && !jdbcUrl.startsWith("jdbc:")) {
            return Optional.of("address of a database must begin with jdbc: jdbc-url=" + jdbcUrl);
        }
        if (smtpAudit != null && smtp == null) {
            return Optional.of("a list of mails belongs to a mail server at another place: give --smtp too");
        }
        return fault("bank-url", bankUrl).or(() -> fault("smtp-audit", smtpAudit));
    }

    private static Optional<String> fault(String option, @Nullable URI uri) {
        boolean fine = uri == null || "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return fine ? Optional.empty() : Optional.of("address must begin with http: " + option + "=" + uri);
    }

    /** Reads {@code --smtp}. */
    static final class MailAddressConverter implements ITypeConverter<MailAddress> {

        @Override
        public MailAddress convert(String value) {
            try {
                return MailAddress.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
