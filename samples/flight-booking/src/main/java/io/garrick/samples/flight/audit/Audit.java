package io.garrick.samples.flight.audit;

import io.garrick.samples.flight.audit.Books.Booked;
import io.garrick.samples.flight.audit.Books.Seat;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An audit of the three stores.
 *
 * @param jdbcUrl the database
 * @param bank    the bank, without a path
 * @param mail    the list of the mail server, without a path; empty if there is none to be read
 * @param run     whose bookings to look at; empty for all that are in the stores
 */
public record Audit(String jdbcUrl, URI bank, Optional<URI> mail, Optional<String> run) {

    /**
     * Reads the stores, which must be at rest, and compares.
     *
     * @return what was found; a store that cannot be read leaves its numbers empty and {@code ok} false
     * @throws InterruptedException if the thread is interrupted while it waits for a store
     */
    public Findings conduct() throws InterruptedException {
        Errors errors = new Errors();
        OptionalLong seats = OptionalLong.empty();
        OptionalLong money = OptionalLong.empty();
        OptionalLong missing = OptionalLong.empty();
        OptionalLong duplicate = OptionalLong.empty();
        boolean read = false;
        try {
            Planes planes = Planes.read();
            Books books = Books.read(jdbcUrl);
            seats = OptionalLong.of(seats(books, planes, errors));
            money = OptionalLong.of(money(books, planes, errors));
            if (mail.isPresent()) {
                Map<String, Integer> bills = bills(WebList.read(mail.get().resolve("/messages")));
                missing = OptionalLong.of(missing(books, bills, errors));
                duplicate = OptionalLong.of(bills.entrySet().stream()
                        .filter(bill -> inScope(bill.getKey()))
                        .mapToLong(bill -> bill.getValue() - 1)
                        .sum());
            }
            read = true;
        } catch (IOException | SQLException e) {
            errors.note(1, "a store cannot be read: cause=" + e);
        }
        boolean holds = seats.orElse(0) == 0 && money.orElse(0) == 0 && missing.orElse(0) == 0;
        return new Findings(seats, money, missing, duplicate, read && holds, errors.details());
    }

    private long seats(Books books, Planes planes, Errors errors) {
        Map<String, String> owners = new LinkedHashMap<>();
        Map<String, Integer> held = new LinkedHashMap<>();
        long count = 0;
        for (Seat seat : books.seats()) {
            held.merge(seat.bookingId(), 1, Integer::sum);
            String other = owners.putIfAbsent(seat.place(), seat.bookingId());
            if (other != null && (inScope(other) || inScope(seat.bookingId()))) {
                count += errors.note(
                        1, "seat has two owners: seat=" + seat.place() + " owners=" + other + "," + seat.bookingId());
            }
            boolean exists = seat.number() >= 1 && seat.number() <= planes.seats(seat.flightId());
            if (!exists && inScope(seat.bookingId())) {
                count += errors.note(1, "seat does not exist: seat=" + seat.place() + " owner=" + seat.bookingId());
            } else if (other == null && inScope(seat.bookingId()) && isStray(seat, books)) {
                count += errors.note(1, "seat is not its owner's: seat=" + seat.place() + " owner=" + seat.bookingId());
            }
        }
        for (Map.Entry<String, Booked> entry : inScope(books)) {
            Booked booking = entry.getValue();
            int has = held.getOrDefault(entry.getKey(), 0);
            if (booking.stands() || booking.isGone()) {
                int expected = booking.stands() ? booking.seats() : 0;
                count += errors.note(
                        Math.abs(has - expected),
                        "booking has a wrong number of seats: booking=" + entry.getKey() + " state=" + booking.state()
                                + " expected=" + expected + " has=" + has);
            }
        }
        return count;
    }

    /** A seat of a booking that nobody knows, or of one on another flight. */
    private static boolean isStray(Seat seat, Books books) {
        Booked owner = books.bookings().get(seat.bookingId());
        return owner == null || !owner.flightId().equals(seat.flightId());
    }

    private long money(Books books, Planes planes, Errors errors) throws IOException, InterruptedException {
        Map<String, Long> balances = balances(WebList.read(bank.resolve("/payments")));
        long difference = 0;
        Set<String> known = new LinkedHashSet<>();
        for (Map.Entry<String, Booked> entry : inScope(books)) {
            known.add(entry.getKey());
            Booked booking = entry.getValue();
            long price = booking.seats() * planes.cents(booking.flightId());
            long balance = balances.getOrDefault(entry.getKey(), 0L);
            difference += errors.note(
                    difference(booking, price, balance),
                    "money is wrong: booking=" + entry.getKey() + " state=" + booking.state() + " price=" + price
                            + " balance=" + balance);
        }
        for (Map.Entry<String, Long> payment : balances.entrySet()) {
            if (inScope(payment.getKey()) && !known.contains(payment.getKey())) {
                difference += errors.note(
                        Math.abs(payment.getValue()),
                        "payment without a booking: payment=" + payment.getKey() + " balance=" + payment.getValue());
            }
        }
        return difference;
    }

    /** An interrupted booking is undone at the next start, so until then its money may be here or there, but whole. */
    private static long difference(Booked booking, long price, long balance) {
        if (booking.stands()) {
            return Math.abs(balance - price);
        }
        return booking.isGone() ? Math.abs(balance) : Math.min(Math.abs(balance), Math.abs(balance - price));
    }

    private long missing(Books books, Map<String, Integer> bills, Errors errors) {
        long missing = 0;
        for (Map.Entry<String, Booked> entry : inScope(books)) {
            if (entry.getValue().stands() && !bills.containsKey(entry.getKey())) {
                missing += errors.note(1, "bill is missing: booking=" + entry.getKey());
            }
        }
        return missing;
    }

    private static Map<String, Long> balances(List<Map<String, Object>> payments) {
        Map<String, Long> balances = new LinkedHashMap<>();
        for (Map<String, Object> payment : payments) {
            long balance = cents(payment.get("paid_cents")) - cents(payment.get("refunded_cents"));
            balances.merge(String.valueOf(payment.get("id")), balance, Long::sum);
        }
        return balances;
    }

    private static long cents(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** How many mails there are for each booking: the Message-ID is the booking id, then an at sign. */
    private static Map<String, Integer> bills(List<Map<String, Object>> messages) {
        Map<String, Integer> bills = new LinkedHashMap<>();
        for (Map<String, Object> message : messages) {
            String id = String.valueOf(message.get("message_id")).replaceAll("^<|@.*$|>$", "");
            bills.merge(id, 1, Integer::sum);
        }
        return bills;
    }

    private List<Map.Entry<String, Booked>> inScope(Books books) {
        return books.bookings().entrySet().stream()
                .filter(entry ->
                        run.isEmpty() || run.get().equals(entry.getValue().run()))
                .toList();
    }

    /** The name of a booking, and so of its payment and its bill, begins with that of its run. */
    private boolean inScope(String bookingId) {
        return run.isEmpty() || bookingId.startsWith(run.get() + "-");
    }
}
