package io.garrick.samples.flight;

import io.garrick.dispatch.Clock;
import io.garrick.samples.flight.bank.Bank;
import io.garrick.samples.flight.bank.BankClient;
import io.garrick.samples.flight.bank.BankSettings;
import io.garrick.samples.flight.mail.MailAddress;
import io.garrick.samples.flight.mail.MailServer;
import io.garrick.samples.flight.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The real parts that the actors work with: ours, inside this process, or those that an option names. */
final class Parts implements AutoCloseable {

    private static final int HTTP_THREADS = 2;

    /** Ends a part. */
    private interface End {
        void run() throws SQLException;
    }

    private final Deque<End> ends = new ArrayDeque<>();
    private final Database database;
    private final Optional<Bank> ownBank;
    private final Optional<MailServer> ownMail;
    private final Options options;
    private final HttpClient http;

    private Parts(Options options, String run) throws IOException, SQLException {
        this.options = options;
        this.database = options.jdbcUrl()
                .map(Database::new)
                .orElseGet(() -> Database.inMemory(run + "-" + Clock.system().nanoTime()));
        database.createTables();
        if (options.jdbcUrl().isEmpty()) {
            ends.push(database::forget);
        }
        ownBank = options.bankUrl().isPresent()
                ? Optional.empty()
                : Optional.of(Bank.open(BankSettings.defaults().withSeed(options.seed())));
        ownBank.ifPresent(bank -> ends.push(bank::close));
        ownMail = options.smtp().isPresent() ? Optional.empty() : Optional.of(MailServer.start(0, 0));
        ownMail.ifPresent(mail -> ends.push(mail::close));
        ExecutorService threads = Executors.newFixedThreadPool(HTTP_THREADS, task -> {
            Thread thread = new Thread(task, "bank-client");
            thread.setDaemon(true);
            return thread;
        });
        ends.push(threads::shutdownNow);
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
    }

    /** Opens what is ours; what is another's is not touched, but for the tables of the database. */
    static Parts open(Options options, String run) throws IOException, SQLException {
        return new Parts(options, run);
    }

    Database database() {
        return database;
    }

    URI bank() {
        return options.bankUrl().or(() -> ownBank.map(Bank::uri)).orElseThrow();
    }

    BankClient bankClient() {
        return new BankClient(http, bank());
    }

    MailAddress smtp() {
        return options.smtp().or(() -> ownMail.map(MailServer::smtpAddress)).orElseThrow();
    }

    /** Where mails are listed, if anyone knows. */
    Optional<URI> mailList() {
        return ownMail.map(MailServer::uri).or(options::smtpAudit);
    }

    Optional<Bank> ownBank() {
        return ownBank;
    }

    Optional<MailServer> ownMail() {
        return ownMail;
    }

    /** Ends what is ours, the last first. */
    @Override
    public void close() throws SQLException {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
