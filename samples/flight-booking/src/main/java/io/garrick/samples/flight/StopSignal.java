package io.garrick.samples.flight;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or the like. The JVM begins to end at once then; a hook holds it back until the program has stopped in order,
 * and lets it end with the program's own exit status.
 */
final class StopSignal implements AutoCloseable {

    /** The program wants 5 s for what is under way, then its report; nothing of it hangs longer than this. */
    private static final long LONGEST_SECONDS = 60;

    private static final int STATUS_IF_STUCK = 1;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::hold, "stop-signal");
    private volatile int status = STATUS_IF_STUCK;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    void await() throws InterruptedException {
        requested.await();
    }

    /** The program has stopped, or ended by itself. */
    void finished(int exitStatus) {
        status = exitStatus;
        finished.countDown();
    }

    /** Takes the hook away, unless it is at work: then the JVM ends in it. */
    @Override
    public void close() {
        if (!isRequested()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endsAlready) {
                finished.countDown();
            }
        }
    }

    private void hold() {
        requested.countDown();
        try {
            if (!finished.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("flight-booking: it did not stop in time: seconds=" + LONGEST_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }
}
