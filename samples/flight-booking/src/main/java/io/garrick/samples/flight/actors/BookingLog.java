package io.garrick.samples.flight.actors;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.samples.flight.actors.Messages.Begin;
import io.garrick.samples.flight.actors.Messages.Crashed;
import io.garrick.samples.flight.actors.Messages.Find;
import io.garrick.samples.flight.actors.Messages.FindUnfinished;
import io.garrick.samples.flight.actors.Messages.Found;
import io.garrick.samples.flight.actors.Messages.Log;
import io.garrick.samples.flight.actors.Messages.LogAck;
import io.garrick.samples.flight.actors.Messages.Request;
import io.garrick.samples.flight.actors.Messages.Show;
import io.garrick.samples.flight.actors.Messages.Shown;
import io.garrick.samples.flight.actors.Messages.Unfinished;
import io.garrick.samples.flight.actors.Messages.UnknownBooking;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Action.Write;
import io.garrick.samples.flight.store.Bookings;
import io.garrick.samples.flight.store.Entry;
import io.garrick.samples.flight.store.Storage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records how far each booking has come, before the next step is tried. All that has queued up while one transaction
 * was committed goes into the next one together: the log tells itself to commit, and that message waits behind them.
 */
final class BookingLog extends DatabaseActor {

    private enum Tick {
        COMMIT
    }

    private record Asked<T extends Request>(T request, ActorRef by) {}

    private final String run;
    private final List<Asked<Begin>> begins = new ArrayList<>();
    private final List<Asked<Log>> logs = new ArrayList<>();

    private BookingLog(Fate fate, Storage storage, String run) {
        super("booking-log", fate, storage);
        this.run = run;
    }

    static Props props(Fate fate, Storage storage, String run) {
        return Props.create(BookingLog.class, () -> new BookingLog(fate, storage, run));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Begin.class, begin -> later(begins, begin))
                .match(Log.class, log -> later(logs, log))
                .match(Tick.class, tick -> commit())
                .match(Find.class, this::find)
                .match(Show.class, this::show)
                .match(FindUnfinished.class, find -> reply(new Unfinished(store().unfinished(run))))
                .build();
    }

    /** What is gathered and not committed is lost; who waits for it hears of the crash. */
    @Override
    public void preRestart(Throwable reason, Optional<Object> message) throws Exception {
        begins.forEach(asked -> asked.by().tell(new Crashed(asked.request()), self()));
        logs.forEach(asked -> asked.by().tell(new Crashed(asked.request()), self()));
        super.preRestart(reason, message);
    }

    private <T extends Request> void later(List<Asked<T>> list, T request) {
        if (begins.isEmpty() && logs.isEmpty()) {
            self().tell(Tick.COMMIT, self());
        }
        list.add(new Asked<>(request, sender()));
    }

    private void commit() throws SQLException {
        List<Booking> begun =
                begins.stream().map(asked -> asked.request().booking()).toList();
        List<Map.Entry<Booking, Write>> written = new ArrayList<>();
        logs.forEach(asked ->
                written.add(Map.entry(asked.request().booking(), asked.request().action())));
        List<Entry> entries = store().append(begun, written);
        for (int i = 0; i < begins.size(); i++) {
            begins.get(i).by().tell(new Found(entries.get(i)), self());
        }
        for (int i = 0; i < logs.size(); i++) {
            Asked<Log> asked = logs.get(i);
            asked.by().tell(new LogAck(asked.request().action(), entries.get(begins.size() + i)), self());
        }
        begins.clear();
        logs.clear();
    }

    private void find(Find find) throws SQLException {
        Optional<Entry> entry = store().find(find.bookingId());
        reply(entry.isPresent() ? new Found(entry.get()) : new UnknownBooking(find.bookingId()));
    }

    private void show(Show show) throws SQLException {
        Optional<Entry> entry = store().find(show.bookingId());
        reply(
                entry.isPresent()
                        ? new Shown(entry.get(), store().seats(show.bookingId()))
                        : new UnknownBooking(show.bookingId()));
    }

    private Bookings store() throws SQLException {
        return stores().bookings();
    }
}
