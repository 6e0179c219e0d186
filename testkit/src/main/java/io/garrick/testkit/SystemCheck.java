package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.spi.MailboxView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.event.Level;

/**
 * Looks after a system during a test, and says afterwards what is not as it should be: actors that are left, that do not come to rest or wait for their supervisor; dead letters and lines at
 * {@code ERROR} that nobody has expected; threads that survive the system. With any test framework; for JUnit 5 and later there is
 * {@code io.garrick.testkit.junit.ActorSystemExtension}.
 *
 * <pre>{@code
 * SystemCheck check = SystemCheck.begin(system); // before each test
 * // the test
 * check.end();                                   // after it; or check.endWithSystem()
 * }</pre>
 *
 * <p>What an {@link EventFilter} has met was expected; {@link #expectErrors} and {@link #expectDeadLetters} excuse the rest. It waits for what still goes on, for 3 s
 * ({@code garrick.test.filter-leeway}), dilated, before it complains. Lines are seen as by {@link EventFilter}, before any logging backend.
 *
 * <p>For the test's thread.
 */
public final class SystemCheck {

    private static final int LOOKS = 3;
    private static final int MOST_NAMED = 10;

    private final TestSystem test;
    private final Set<ActorRef> before;
    private final int testActorsBefore;
    private final Surprises surprises = new Surprises();
    private final List<String> complaints = new ArrayList<>();

    private SystemCheck(ActorSystem system) {
        this.test = TestSystem.of(system);
        this.before = new HashSet<>(Actors.alive(system));
        this.testActorsBefore = test.testActors().size();
    }

    /**
     * Begins to look after a system.
     *
     * @param system which; its actors that live now may live on
     * @return what is to be ended after the test
     */
    public static SystemCheck begin(ActorSystem system) {
        SystemCheck check = new SystemCheck(system);
        check.test.happenings().watch(check.surprises);
        return check;
    }

    /**
     * Excuses lines at {@code ERROR}, all of this test.
     *
     * @return this check
     */
    public SystemCheck expectErrors() {
        surprises.errorsExpected = true;
        return this;
    }

    /**
     * Excuses dead letters, all of this test.
     *
     * @return this check
     */
    public SystemCheck expectDeadLetters() {
        surprises.deadLettersExpected = true;
        return this;
    }

    // ---------------------------------------------------------------- the end

    /**
     * Ends the test of a system that lives on. Stops the test actors that were made since the beginning.
     *
     * @throws AssertionError when something is not as it should be; names all of it
     */
    public void end() {
        try {
            checkRest();
            surprises.shutDown();
            stopTestActors();
            checkLeft();
        } finally {
            test.happenings().end(surprises);
        }
        complain();
    }

    /**
     * Ends the test and the system.
     *
     * @throws AssertionError when something is not as it should be; names all of it
     */
    public void endWithSystem() {
        try {
            checkRest();
            surprises.shutDown();
            checkEnd();
        } finally {
            test.happenings().end(surprises);
        }
        complain();
    }

    private void complain() {
        complaints.addAll(surprises.texts());
        if (!complaints.isEmpty()) {
            throw new AssertionError("system is not as it should be after the test: system="
                    + test.system().name() + "\n  " + String.join("\n  ", complaints));
        }
    }

    private void checkRest() {
        ActorSystem system = test.system();
        if (!comesTrue(this::isAtRest)) {
            complaints.add("actors do not come to rest: actors=" + described(Actors.busy(system)));
        }
        List<MailboxView> suspended = Actors.where(system, SystemCheck::waits);
        if (!suspended.isEmpty() && !comesTrue(() -> suspended.stream().noneMatch(SystemCheck::waits))) {
            complaints.add("actors are suspended and nobody decides: actors=" + described(suspended));
        }
    }

    private static boolean waits(MailboxView view) {
        return view.isSuspended() && !view.isClosed();
    }

    private boolean isAtRest() {
        for (int look = 0; look < LOOKS; look++) {
            if (!Actors.busy(test.system()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void stopTestActors() {
        List<ActorRef> all = test.testActors();
        List<ActorRef> made = all.subList(testActorsBefore, all.size());
        made.forEach(test.system()::stop);
        comesTrue(() ->
                made.stream().noneMatch(actor -> test.services().mailbox(actor).isPresent()));
    }

    private void checkLeft() {
        if (!comesTrue(() -> left().isEmpty())) {
            complaints.add("actors are left: actors=" + named(left()));
        }
    }

    /** Actors that the test has made and that live. */
    private List<ActorRef> left() {
        List<ActorRef> left = Actors.alive(test.system());
        left.removeAll(before);
        return left;
    }

    private void checkEnd() {
        ActorSystem system = test.system();
        List<MailboxView> all = Actors.where(system, view -> true);
        try {
            system.close();
        } catch (IllegalStateException notInTime) {
            complaints.add(String.valueOf(notInTime.getMessage()));
            return;
        }
        List<MailboxView> alive = all.stream().filter(view -> !view.isClosed()).toList();
        if (!alive.isEmpty()) {
            complaints.add("system has ended and actors are left: actors=" + described(alive));
        }
        if (!comesTrue(() -> threads().isEmpty())) {
            complaints.add("system has ended and threads are left: threads=" + threads());
        }
    }

    private List<String> threads() {
        String prefix = "garrick-" + test.system().name() + "-";
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    private boolean comesTrue(BooleanSupplier condition) {
        long patience = test.settings().dilated(test.settings().filterLeeway()).toNanos();
        try {
            return test.patience().await(condition, patience, 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("test was interrupted while its end was checked: system=" + test.system(), e);
        }
    }

    private static List<String> described(List<MailboxView> views) {
        return named(views).stream()
                .map(view -> view.getSelf() + " running=" + view.isScheduled() + " suspended=" + view.isSuspended()
                        + " queued=" + view.queuedMessages())
                .toList();
    }

    private static <T> List<T> named(List<T> all) {
        return all.subList(0, Math.min(all.size(), MOST_NAMED));
    }

    /** What nobody has expected. Told by any thread. */
    private static final class Surprises implements Happenings.Attendee {

        private final List<Happening> errors = new ArrayList<>();
        private final List<Happening> deadLetters = new ArrayList<>();
        private boolean ending;

        /** By the test's thread, as the next. */
        private boolean errorsExpected;

        private boolean deadLettersExpected;

        @Override
        public synchronized boolean meet(Happening happening) {
            if (happening.level() == Level.ERROR) {
                errors.add(happening);
            } else if (happening.event() instanceof DeadLetter && !ending) {
                deadLetters.add(happening);
            }
            return false;
        }

        @Override
        public Level least() {
            return Level.ERROR;
        }

        /** From here on dead letters are what an end leaves behind. */
        synchronized void shutDown() {
            ending = true;
        }

        synchronized List<String> texts() {
            List<String> texts = new ArrayList<>();
            if (!errorsExpected) {
                add(texts, "unexpected error in the log: ", errors);
            }
            if (!deadLettersExpected) {
                add(texts, "unexpected dead letter: ", deadLetters);
            }
            return texts;
        }

        private static void add(List<String> texts, String statement, List<Happening> happenings) {
            for (Happening happening : named(happenings)) {
                texts.add(statement
                        + happening.text()
                        + happening.cause().map(cause -> " cause=" + cause).orElse("")
                        + (happening.level() == null ? " " + happening.event() : ""));
            }
            if (happenings.size() > MOST_NAMED) {
                texts.add(statement + "and " + (happenings.size() - MOST_NAMED) + " more");
            }
        }
    }
}
