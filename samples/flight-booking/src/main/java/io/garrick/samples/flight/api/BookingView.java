package io.garrick.samples.flight.api;

import io.garrick.samples.flight.actors.Messages.Shown;
import io.garrick.samples.flight.domain.Booking;
import io.garrick.samples.flight.saga.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A booking as the web sees it. */
final class BookingView {

    private BookingView() {}

    static Map<String, Object> of(Shown shown) {
        Booking booking = shown.entry().booking();
        String reason = shown.entry().reason();
        boolean interrupted = reason.equals(Outcome.INTERRUPTED_BY_END)
                && !shown.entry().state().isFinal();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", booking.id());
        view.put("status", interrupted ? reason : shown.entry().state().name().toLowerCase(Locale.ROOT));
        if (!reason.isEmpty()) {
            view.put("reason", reason);
        }
        view.put("flight", booking.flightId());
        view.put("seats", booking.seats());
        view.put("seat_numbers", shown.seats());
        view.put("customer", booking.customer());
        view.put("email", booking.email());
        view.put("total_cents", booking.totalCents());
        return view;
    }
}
