package io.garrick.samples.flight.rehearsal;

import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.saga.State;
import io.garrick.samples.flight.store.Bookings;
import io.garrick.samples.flight.store.Entry;
import io.garrick.samples.flight.store.Miles;
import io.garrick.samples.flight.store.SeatStore.Answer;
import io.garrick.samples.flight.store.Seats;
import io.garrick.samples.flight.store.Storage;
import io.garrick.samples.flight.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The three stores as maps, each call a transaction; for one thread. */
final class MemoryStorage implements Storage, Stores, Bookings, Seats, Miles {

    private final Map<String, Entry> log = new TreeMap<>();
    private final Map<String, Answer> reservations = new TreeMap<>();
    private final Map<String, Boolean> granted = new TreeMap<>();

    /** Owner by flight and number. */
    private final Map<String, Map<Integer, String>> planes = new TreeMap<>();

    /** Sells the first seats of a flight to somebody else. */
    void fill(String flightId, int seats) {
        IntStream.rangeClosed(1, seats).forEach(seat -> plane(flightId).put(seat, "somebody else"));
    }

    Map<String, Entry> log() {
        return log;
    }

    boolean hasMiles(String bookingId) {
        return granted.getOrDefault(bookingId, false);
    }

    private Map<Integer, String> plane(String flightId) {
        return planes.computeIfAbsent(flightId, any -> new TreeMap<>());
    }

    @Override
    public Stores stores() {
        return this;
    }

    @Override
    public Bookings bookings() {
        return this;
    }

    @Override
    public Seats seats() {
        return this;
    }

    @Override
    public Miles miles() {
        return this;
    }

    @Override
    public void close() {}

    // ---------------------------------------------------------------- the booking log

    @Override
    public List<Entry> append(List<Booking> begun, List<Map.Entry<Booking, Write>> writes) {
        List<Entry> entries = new ArrayList<>();
        begun.forEach(booking -> {
            log.putIfAbsent(booking.id(), new Entry(booking, State.RESERVING, ""));
            entries.add(log.get(booking.id()));
        });
        writes.forEach(change -> {
            Write write = change.getValue();
            Entry before = log.get(change.getKey().id());
            if (write.replaces().contains(before.state())) {
                log.put(change.getKey().id(), new Entry(before.booking(), write.state(), write.reason()));
            }
            entries.add(log.get(change.getKey().id()));
        });
        return entries;
    }

    @Override
    public Optional<Entry> find(String bookingId) {
        return Optional.ofNullable(log.get(bookingId));
    }

    @Override
    public List<String> unfinished(String run) {
        return log.values().stream()
                .filter(entry ->
                        !entry.state().isFinal() && !entry.booking().run().equals(run))
                .map(entry -> entry.booking().id())
                .toList();
    }

    @Override
    public List<Integer> seats(String bookingId) {
        return planes.values().stream()
                .flatMap(plane -> plane.entrySet().stream())
                .filter(seat -> seat.getValue().equals(bookingId))
                .map(Map.Entry::getKey)
                .toList();
    }

    // ---------------------------------------------------------------- seats

    @Override
    public Answer reserve(String bookingId, String flightId, int capacity, int wanted) {
        return reservations.computeIfAbsent(bookingId, any -> {
            Map<Integer, String> plane = plane(flightId);
            List<Integer> free = IntStream.rangeClosed(1, capacity)
                    .filter(seat -> !plane.containsKey(seat))
                    .limit(wanted)
                    .boxed()
                    .toList();
            if (free.size() < wanted) {
                return Answer.SOLD_OUT;
            }
            free.forEach(seat -> plane.put(seat, bookingId));
            return Answer.HELD;
        });
    }

    @Override
    public void release(String bookingId) {
        if (reservations.getOrDefault(bookingId, Answer.HELD) == Answer.HELD) {
            reservations.put(bookingId, Answer.RELEASED);
            planes.values().forEach(plane -> plane.values().removeIf(bookingId::equals));
        }
    }

    // ---------------------------------------------------------------- miles

    @Override
    public boolean grant(String bookingId, String email, int miles) {
        return granted.computeIfAbsent(bookingId, any -> true);
    }

    @Override
    public void revoke(String bookingId) {
        granted.put(bookingId, false);
    }
}
