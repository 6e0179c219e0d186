package io.garrick.samples.flight;

import io.garrick.dispatch.Clock;
import io.garrick.samples.flight.bank.Bank;
import io.garrick.samples.flight.bank.BankClient;
import io.garrick.samples.flight.bank.BankSettings;
import io.garrick.samples.flight.mail.MailAddress;
import io.garrick.samples.flight.mail.MailServer;
import io.garrick.samples.flight.mail.Mailer;
import io.garrick.samples.flight.mail.Post;
import io.garrick.samples.flight.store.Database;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The real parts that the actors work with: ours, inside this process, or those that an option names. */
final class Parts implements AutoCloseable {

    private static final int HTTP_THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Ends a part. */
    private interface End {
        void run() throws SQLException;
    }

    private final Deque<End> ends;
    private final Database database;
    private final Optional<Bank> ownBank;
    private final Optional<MailServer> ownMail;
    private final Options options;
    private final HttpClient http;

    private Parts(Options options, String run, Deque<End> ends) throws IOException, SQLException, InterruptedException {
        this.options = options;
        this.ends = ends;
        this.database =
                options.jdbcUrl().isPresent() ? anothers(options.jdbcUrl().get(), ends) : ours(run, ends);
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
        ensureOthersAreThere();
    }

    /**
     * Opens what is ours; what is another's is not touched, but for the tables of the database, and must be there.
     *
     * @throws OutOfReachException if it is not
     */
    static Parts open(Options options, String run) throws IOException, SQLException, InterruptedException {
        Deque<End> ends = new ArrayDeque<>();
        try {
            return new Parts(options, run, ends);
        } catch (IOException | SQLException | RuntimeException e) {
            end(ends);
            throw e;
        }
    }

    private static Database ours(String run, Deque<End> ends) throws SQLException {
        Database database = Database.inMemory(run + "-" + Clock.system().nanoTime());
        database.createTables();
        ends.push(database::forget);
        return database;
    }

    /** One connection stays open as long as we run: a database that someone keeps in memory would go with the last. */
    private static Database anothers(String jdbcUrl, Deque<End> ends) throws OutOfReachException {
        Database database = new Database(jdbcUrl);
        try {
            ends.push(database.open()::close);
            database.createTables();
            return database;
        } catch (SQLException e) {
            throw OutOfReachException.of(
                    "database cannot be used: jdbc-url=" + jdbcUrl,
                    "correct the address or start it, or leave out --jdbc-url for one in memory",
                    e);
        }
    }

    private void ensureOthersAreThere() throws OutOfReachException, InterruptedException {
        if (options.bankUrl().isPresent()) {
            ensureAnswer("bank does not answer: bank-url=", options.bankUrl().get(), "/payments/none", "bank-url");
        }
        if (options.smtp().isPresent()) {
            MailAddress address = options.smtp().get();
            try {
                Mailer.connect(address).close();
            } catch (MessagingException e) {
                throw OutOfReachException.of("mail server does not answer: smtp=" + address, remedy("smtp"), e);
            }
        }
        if (options.smtpAudit().isPresent()) {
            URI list = options.smtpAudit().get();
            ensureAnswer("list of mails does not answer: smtp-audit=", list, "/messages", "smtp and --smtp-audit");
        }
    }

    /** Any answer will do: what the server says to a real question is for the actors and the audit to judge. */
    private void ensureAnswer(String lament, URI server, String path, String option)
            throws OutOfReachException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).build();
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw OutOfReachException.of(lament + server, remedy(option), e);
        }
    }

    private static String remedy(String option) {
        return "correct the address or start it, or leave out --" + option + " for one of our own";
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

    Post.Office post() {
        return () -> Mailer.connect(smtp());
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
        end(ends);
    }

    private static void end(Deque<End> ends) throws SQLException {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
