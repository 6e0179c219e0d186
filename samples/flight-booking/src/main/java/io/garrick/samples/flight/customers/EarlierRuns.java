package io.garrick.samples.flight.customers;

import io.garrick.samples.flight.actors.BookingDesk;
import io.garrick.samples.flight.actors.Messages.BookAck;
import io.garrick.samples.flight.actors.Messages.Cancel;
import io.garrick.samples.flight.actors.Messages.FindUnfinished;
import io.garrick.samples.flight.actors.Messages.Unfinished;
import io.garrick.samples.flight.saga.Outcome;
import io.garrick.samples.flight.saga.Outcome.Status;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** What earlier runs left neither booked nor undone: it is undone in the way in which a customer's wish is. */
public final class EarlierRuns {

    private static final long LOOK_UP_MILLIS = 50;

    private final BookingDesk desk;
    private final int atATime;
    private final BooleanSupplier stopped;

    /**
     * Undoes nothing yet.
     *
     * @param desk    undoes them
     * @param atATime how many are undone side by side
     * @param stopped asked again and again; true leaves the rest as it is
     */
    public EarlierRuns(BookingDesk desk, int atATime, BooleanSupplier stopped) {
        this.desk = desk;
        this.atATime = atATime;
        this.stopped = stopped;
    }

    /**
     * What became of the bookings.
     *
     * @param undone how many of them are undone
     * @param found  how many there were
     */
    public record Undone(int undone, int found) {}

    /**
     * Undoes what can be undone and returns when all is answered.
     *
     * @return how much that was
     * @throws InterruptedException if the thread is interrupted
     */
    public Undone undo() throws InterruptedException {
        Unfinished found = (Unfinished)
                desk.ask(new FindUnfinished()).toCompletableFuture().join();
        Semaphore places = new Semaphore(atATime);
        AtomicInteger undone = new AtomicInteger();
        for (String bookingId : found.bookingIds()) {
            if (!enter(places, 1)) {
                break;
            }
            desk.ask(new Cancel(bookingId, Outcome.INTERRUPTED_BY_END)).whenComplete((answer, failure) -> {
                if (answer instanceof BookAck ack && ack.outcome().status() != Status.INTERRUPTED) {
                    undone.incrementAndGet();
                }
                places.release();
            });
        }
        enter(places, atATime);
        return new Undone(undone.get(), found.bookingIds().size());
    }

    /** Waits for places; false if the program is to stop. */
    private boolean enter(Semaphore places, int count) throws InterruptedException {
        boolean entered = false;
        while (!entered && !stopped.getAsBoolean()) {
            entered = places.tryAcquire(count, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        }
        return entered;
    }
}
