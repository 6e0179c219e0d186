package io.garrick.samples.flight.customers;

import io.garrick.samples.flight.domain.BookingGenerator;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The generated customers: so many at a time wait for their answer, and when one has it the next one comes. */
public final class Customers {

    private static final long LOOK_UP_MILLIS = 50;

    private final Counter counter;
    private final BookingGenerator generator;
    private final String run;
    private final int atATime;

    /**
     * Makes customers, who do not come yet.
     *
     * @param counter   where they book
     * @param generator makes what they want
     * @param run       name of the run; a booking is named by it and its number
     * @param atATime   how many wait at a time
     */
    public Customers(Counter counter, BookingGenerator generator, String run, int atATime) {
        this.counter = counter;
        this.generator = generator;
        this.run = run;
        this.atATime = atATime;
    }

    /**
     * Lets them come, one after the other, and returns when the last one has come; some may still wait then.
     *
     * @param bookings how many
     * @param stopped  asked again and again; true keeps the others away
     * @throws InterruptedException if the thread is interrupted
     */
    public void come(int bookings, BooleanSupplier stopped) throws InterruptedException {
        Semaphore places = new Semaphore(atATime);
        for (int number = 1; number <= bookings; number++) {
            while (!places.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stopped.getAsBoolean()) {
                    return;
                }
            }
            if (stopped.getAsBoolean()) {
                return;
            }
            String bookingId = String.format(Locale.ROOT, "%s-%06d", run, number);
            counter.book(bookingId, generator.request(number)).whenComplete((answer, failure) -> places.release());
        }
    }
}
