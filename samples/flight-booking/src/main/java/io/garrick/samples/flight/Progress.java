package io.garrick.samples.flight;

import io.garrick.actor.Cancellable;
import io.garrick.dispatch.Clock;
import io.garrick.samples.flight.actors.BookingDesk;
import io.garrick.samples.flight.chaos.Casualties;
import io.garrick.samples.flight.customers.Tally;
import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Locale;

/** The line on a terminal that says how far the program is; a new one replaces the old one. */
final class Progress {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final double NANOS = 1e9;
    private static final String TO_LINE_START = "\r";
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final Tally tally;
    private final Casualties casualties;
    private final Clock clock;
    private final long start;

    Progress(PrintStream out, Tally tally, Casualties casualties, Clock clock) {
        this.out = out;
        this.tally = tally;
        this.casualties = casualties;
        this.clock = clock;
        this.start = clock.nanoTime();
    }

    /** Whether a person looks on. From JDK 22 on there is a console even without a terminal, which can be asked. */
    @SuppressWarnings("SystemConsoleNull") // it is null on older JDKs, and on newer ones the next question is asked
    static boolean isWanted() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJdk) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** Shows the line until that is cancelled. */
    Cancellable show(BookingDesk desk, int bookings) {
        return desk.every(INTERVAL, () -> print(line(bookings)));
    }

    /** Leaves the line empty. */
    void clear() {
        print("");
        out.print(TO_LINE_START);
        out.flush();
    }

    String line(int bookings) {
        long done = tally.done();
        double seconds = (clock.nanoTime() - start) / NANOS;
        return String.format(
                Locale.ROOT,
                "%d of %d bookings done, %.0f per second, %d crashes survived",
                done,
                Math.max(done, bookings),
                seconds > 0 ? done / seconds : 0,
                casualties.crashes());
    }

    private void print(String text) {
        out.print(TO_LINE_START + text + " ".repeat(Math.max(0, WIDTH - text.length())));
        out.flush();
    }
}
