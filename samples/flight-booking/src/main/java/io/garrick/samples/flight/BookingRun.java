package io.garrick.samples.flight;

import io.garrick.actor.Cancellable;
import io.garrick.dispatch.Clock;
import io.garrick.samples.flight.actors.BookingDesk;
import io.garrick.samples.flight.actors.Staff;
import io.garrick.samples.flight.api.BookingServer;
import io.garrick.samples.flight.audit.Audit;
import io.garrick.samples.flight.audit.Findings;
import io.garrick.samples.flight.chaos.Casualties;
import io.garrick.samples.flight.chaos.Chaos;
import io.garrick.samples.flight.chaos.Rescues;
import io.garrick.samples.flight.customers.Counter;
import io.garrick.samples.flight.customers.Customers;
import io.garrick.samples.flight.customers.EarlierRuns;
import io.garrick.samples.flight.customers.EarlierRuns.Undone;
import io.garrick.samples.flight.customers.Tally;
import io.garrick.samples.flight.customers.Totals;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.BookingGenerator;
import io.garrick.samples.flight.domain.BookingRequest;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.store.BookingStore;
import io.garrick.samples.flight.store.Entry;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.BindException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the program, from the opening of the parts to the audit. */
final class BookingRun {

    private static final Duration AFTER_STOP = Duration.ofSeconds(5);
    private static final Duration LOOK_UP = Duration.ofMillis(100);
    private static final int NAME_BITS = 40;
    private static final int NAME_RADIX = 32;

    private static final Logger LOG = LoggerFactory.getLogger(BookingRun.class);

    private final Options options;
    private final PrintStream out;
    private final PrintStream err;
    private final StopSignal stop;
    private final Consumer<Parts> beforeAudit;
    private final Clock clock = Clock.system();
    private final Flights flights = Flights.load();
    private final Casualties casualties = new Casualties();
    private final Rescues rescues = new Rescues(clock);
    private final Tally tally = new Tally(clock);
    private final String run;

    BookingRun(Options options, PrintStream out, PrintStream err, StopSignal stop, Consumer<Parts> beforeAudit) {
        this.options = options;
        this.out = out;
        this.err = err;
        this.stop = stop;
        this.beforeAudit = beforeAudit;
        this.run = options.nothingIsKept() ? "s" + options.seed() : freshName();
    }

    Report perform() throws IOException, SQLException, InterruptedException {
        try (Parts parts = Parts.open(options, run)) {
            int actors;
            try (BookingDesk desk = openDesk(parts)) {
                List<String> paths = desk.actors().toCompletableFuture().join();
                actors = paths.size();
                if (options.tree()) {
                    say(ActorTree.draw(paths));
                }
                if (options.jdbcUrl().isPresent()) {
                    undoEarlierRuns(desk);
                }
                serve(desk);
            }
            settle(parts);
            Totals totals = tally.close();
            beforeAudit.accept(parts);
            Report.House house = new Report.House(actors, options.threads(), Staff.blocking());
            return new Report(totals, casualties.byKind(), rescues.count(), house, audit(parts));
        }
    }

    private BookingDesk openDesk(Parts parts) {
        Staff staff = new Staff(options.workers(), run, flights, parts.database(), parts.bankClient(), parts.post());
        return BookingDesk.open(
                staff, options.threads(), new Chaos(options.seed(), options.chaos()), casualties, rescues);
    }

    private void undoEarlierRuns(BookingDesk desk) throws InterruptedException {
        Undone result = new EarlierRuns(desk, 2 * options.workers(), stop::isRequested).undo();
        if (result.found() > 0) {
            say("undone first, left unfinished by earlier runs: " + result.undone() + " of " + result.found()
                    + System.lineSeparator());
        }
    }

    /** Lets customers come, and others over HTTP, until all have their answer or the program is told to stop. */
    private void serve(BookingDesk desk) throws IOException, InterruptedException {
        Counter counter = new Counter(desk, tally);
        if (options.port().isEmpty()) {
            generate(desk, counter);
            tally.awaitAnswers(AFTER_STOP);
            return;
        }
        try (BookingServer server = listen(options.port().get(), counter)) {
            say("serving until Ctrl-C: url=" + server.uri() + System.lineSeparator());
            generate(desk, counter);
            stop.await();
            server.refuseBookings();
            tally.awaitAnswers(AFTER_STOP);
        }
    }

    private BookingServer listen(int port, Counter counter) throws IOException {
        try {
            return BookingServer.start(port, counter, flights, run);
        } catch (BindException e) {
            throw OutOfReachException.of(
                    "port cannot be listened on: port=" + port, "take another one, or 0 for any that is free", e);
        }
    }

    private void generate(BookingDesk desk, Counter counter) throws InterruptedException {
        Progress progress = new Progress(out, tally, casualties, clock);
        boolean wanted = options.bookings() > 0 && !options.json() && Progress.isWanted();
        Optional<Cancellable> shown = wanted ? Optional.of(progress.show(desk, options.bookings())) : Optional.empty();
        BookingGenerator generator = new BookingGenerator(options.seed(), flights.all());
        Customers customers = new Customers(counter, generator, run, 2 * options.workers());
        customers.come(options.bookings(), stop::isRequested);
        while (!tally.awaitAnswers(LOOK_UP) && !stop.isRequested()) {
            LOG.debug("waiting for answers: done={}", tally.done());
        }
        if (shown.isPresent()) {
            shown.get().cancel();
            progress.clear();
        }
    }

    /**
     * The actors have ended, so what the log says now is what counts, also for those who got no answer. All that it has
     * not as ended is recorded as interrupted, and entered if nobody had come to it yet: so many will be undone.
     */
    private void settle(Parts parts) {
        Map<String, BookingRequest> unsettled = tally.unsettled();
        if (unsettled.isEmpty()) {
            return;
        }
        try (Connection connection = parts.database().open()) {
            BookingStore log = new BookingStore(connection);
            List<Booking> bookings = new ArrayList<>();
            unsettled.forEach((id, request) -> bookings.add(Booking.of(
                    run, id, request, flights.find(request.flightId()).orElseThrow())));
            for (Entry entry : log.append(bookings, List.of())) {
                entry.outcome()
                        .ifPresent(outcome -> tally.settled(entry.booking().id(), outcome));
            }
            LOG.info("bookings recorded as interrupted: count={}", log.interrupt(run));
        } catch (SQLException e) {
            LOG.error("interrupted bookings cannot be recorded: count={}", unsettled.size(), e);
        }
    }

    private Findings audit(Parts parts) throws InterruptedException {
        Optional<String> scope = options.everythingIsKept() ? Optional.empty() : Optional.of(run);
        return new Audit(parts.database().jdbcUrl(), parts.bank(), parts.mailList(), scope).conduct();
    }

    /** With --json, standard output has that one line only. */
    private void say(String text) {
        PrintStream stream = options.json() ? err : out;
        stream.print(text);
        stream.flush();
    }

    /** Stores that are kept know the bookings of earlier runs by name, so each run needs a name of its own. */
    private static String freshName() {
        return "r" + new BigInteger(NAME_BITS, new SecureRandom()).toString(NAME_RADIX);
    }
}
