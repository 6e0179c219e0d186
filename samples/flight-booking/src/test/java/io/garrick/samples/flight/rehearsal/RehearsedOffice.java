package io.garrick.samples.flight.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.samples.flight.actors.BookingDesk;
import io.garrick.samples.flight.actors.Messages.Book;
import io.garrick.samples.flight.actors.Messages.BookAck;
import io.garrick.samples.flight.actors.Messages.Busy;
import io.garrick.samples.flight.actors.Messages.Cancel;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.actors.Staff;
import io.garrick.samples.flight.bank.MemoryBank;
import io.garrick.samples.flight.chaos.Casualties;
import io.garrick.samples.flight.chaos.Chaos;
import io.garrick.samples.flight.chaos.Rescues;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.domain.BookingGenerator;
import io.garrick.samples.flight.domain.Flight;
import io.garrick.samples.flight.domain.Flights;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.Outcome.Status;
import io.garrick.samples.flight.saga.State;
import io.garrick.samples.flight.store.Entry;
import io.garrick.testkit.Rehearsal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The core of the sample under rehearsal: its actors as they are, with chaos, and with stores, bank and post in memory. Customers book on two flights that have few seats left;
 * some cancel. In the end each booking is all there or not at all.
 */
final class RehearsedOffice {

    static final int BOOKINGS = 12;

    private static final String RUN = "r";
    private static final int WORKERS = 4;
    private static final int SEATS_LEFT = 7;
    private static final double BANK_FAILURES = 0.1;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    /** Longer than anything that is under way; what comes late must change nothing. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(1);

    private static final Flights FLIGHTS = Flights.load();
    private static final List<Flight> WANTED = FLIGHTS.all().subList(0, 2);

    private final MemoryStorage storage = new MemoryStorage();
    private final MemoryPost post = new MemoryPost();
    private final Casualties casualties = new Casualties();
    private final Map<String, Object> answers = new TreeMap<>();
    private final MemoryBank bank;
    private final Rehearsal rehearsal;
    private final ActorSystem system;
    private final BookingDesk desk;
    private final int cancelsEvery;

    /**
     * Opens.
     *
     * @param chaos the share of messages that crash their actor
     * @param cancelsEvery which customers cancel what they have booked: each whose number can be divided by this
     */
    RehearsedOffice(Rehearsal rehearsal, double chaos, int cancelsEvery) {
        this.rehearsal = rehearsal;
        this.cancelsEvery = cancelsEvery;
        long seed = rehearsal.seed();
        bank = new MemoryBank(seed, BANK_FAILURES);
        WANTED.forEach(flight -> storage.fill(flight.id(), flight.seats() - SEATS_LEFT));
        DispatcherSettings nothingBlocks = DispatcherSettings.of(Staff.BLOCKING);
        system = rehearsal.create("flight-booking", SystemSettings.defaults().withDispatcher(nothingBlocks));
        Staff staff = new Staff(WORKERS, RUN, FLIGHTS, storage, bank, () -> post);
        Rescues rescues = new Rescues(SystemServices.of(system).clock());
        desk = BookingDesk.open(system, staff, new Chaos(seed, chaos), casualties, rescues);
    }

    Casualties casualties() {
        return casualties;
    }

    /** How each booking ended, as its customer heard it. */
    List<Outcome> outcomes() {
        return answers.values().stream()
                .map(answer -> ((BookAck) answer).outcome())
                .toList();
    }

    /** All customers come at once; who cancels does so when the booking stands. */
    void serve() {
        BookingGenerator customers = new BookingGenerator(rehearsal.seed(), WANTED);
        for (int number = 1; number <= BOOKINGS; number++) {
            String id = String.format(Locale.ROOT, "%s-%06d", RUN, number);
            ask(id, new Book(id, customers.request(number)), number % cancelsEvery == 0);
        }
        rehearsal.eventually("every customer is answered", () -> answers.size() == BOOKINGS, PATIENCE);
        rehearsal.runUntil(() -> answers.size() == BOOKINGS);
        rehearsal.runFor(AFTERWARDS);
    }

    private void ask(String id, Request request, boolean cancels) {
        desk.ask(request).whenComplete((answer, failure) -> {
            if (answer instanceof Busy) { // the desk has asked twice, and the second one is still worked on
                system.scheduler().scheduleOnce(A_WHILE, () -> ask(id, request, cancels), system.dispatcher());
            } else if (cancels && isBooked(answer)) {
                ask(id, new Cancel(id, Outcome.CANCELLED_BY_CUSTOMER), false);
            } else {
                answers.put(id, failure == null ? answer : failure);
            }
        });
    }

    private static boolean isBooked(@Nullable Object answer) {
        return answer instanceof BookAck ack && ack.outcome().status() == Status.BOOKED;
    }

    // ---------------------------------------------------------------- the audit

    void audit() {
        answers.forEach((id, answer) ->
                audit(id, ((BookAck) answer).outcome(), storage.log().get(id)));
        assertTrue(answers.keySet().containsAll(storage.log().keySet()), storage.log()::toString);
    }

    /** What the log says, if anything: a booking whose every try has crashed may have left nothing anywhere. */
    private void audit(String id, Outcome told, @Nullable Entry entry) {
        if (told.status() != Status.INTERRUPTED) {
            assertEquals(Optional.of(told), Optional.ofNullable(entry).flatMap(Entry::outcome), id);
        }
        if (entry == null || entry.state() == State.DECLINED || entry.state() == State.CANCELLED) {
            ensureNothing(id);
        } else if (entry.state() == State.BOOKED) {
            ensureAll(entry);
        } else {
            ensureWholeMoney(entry);
        }
    }

    private void ensureAll(Entry entry) {
        Booking booking = entry.booking();
        assertEquals(booking.seats(), storage.seats(booking.id()).size(), () -> "seats of " + entry);
        assertEquals(booking.totalCents(), bank.balance(booking.id()), () -> "money of " + entry);
        assertTrue(storage.hasMiles(booking.id()), () -> "miles of " + entry);
        assertTrue(post.has(booking.id()), () -> "bill of " + entry);
    }

    private void ensureNothing(String id) {
        assertEquals(List.of(), storage.seats(id), () -> "seats of " + id);
        assertEquals(0, bank.balance(id), () -> "money of " + id);
        assertTrue(!storage.hasMiles(id), () -> "miles of " + id);
    }

    /** Will be undone at the next start. */
    private void ensureWholeMoney(Entry entry) {
        long balance = bank.balance(entry.booking().id());
        assertTrue(balance == 0 || balance == entry.booking().totalCents(), () -> "money of " + entry);
    }
}
