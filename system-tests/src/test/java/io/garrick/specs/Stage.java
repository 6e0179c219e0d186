package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.MailboxView;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Where a spec is played: a system, and ways to wait that mean the same on virtual time and on real threads. At the end the stage looks whether everything is
 * as it should be: actors at rest and gone, no thread left, no dead letter and no error in the log that the spec did not ask for.
 */
abstract class Stage {

    private static final SystemSettings DEFAULTS = SystemSettings.defaults()
            .withShutdownTimeout(Duration.ofSeconds(30))
            .withDeadLettersLogged(0) // or a timer would be pending until those are counted that were not logged
            .withDispatcher(DispatcherSettings.of("pinned").withKind(DispatcherSettings.Kind.PINNED));

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Names come again: the logging backend keeps a logger for every system's name for good. */
    private static final int MOST_NAMES = 1_000;

    private final String name = "spec-" + COUNT.incrementAndGet() % MOST_NAMES;
    private final LogRecorder log = LogRecorder.start();
    private final LostMessages lost = new LostMessages();
    private UnaryOperator<SystemSettings> settings = UnaryOperator.identity();
    private ActorSystem system;
    private boolean failuresExpected;

    // ---------------------------------------------------------------- what specs ask for

    /** Changes the settings of the system, before its first use. */
    final void settings(UnaryOperator<SystemSettings> change) {
        if (system != null) {
            throw new IllegalStateException("system has been started already");
        }
        settings = change;
    }

    final ActorSystem system() {
        if (system == null) {
            system = start(name, settings.apply(DEFAULTS));
            lost.listen(system);
        }
        return system;
    }

    final ActorRef actorOf(Props props) {
        return system().actorOf(props);
    }

    final ActorRef actorOf(Props props, String actorName) {
        return system().actorOf(props, actorName);
    }

    /** Creates an actor of this role, called "c", as the child of one that does nothing but supervise it. */
    final ActorRef child(Puppet.Role role, SupervisorStrategy strategy) {
        AtomicReference<ActorRef> child = new AtomicReference<>();
        actorOf(new Puppet.Role(role.journal, "parent")
                .quiet()
                .strategy(strategy)
                .preStart(self -> child.set(self.getContext().actorOf(role.props(), "c")))
                .props());
        await(() -> child.get() != null);
        return child.get();
    }

    /** Waits until a condition holds. */
    abstract void await(BooleanSupplier condition);

    /** Waits until a journal has that many lines, and then until nothing moves any more; so that lines too many are seen. */
    final void await(Journal journal, int lines) {
        await(() -> journal.size() >= lines);
        settle();
    }

    /** Waits until the journal reads so, and then looks whether nothing comes after it. */
    final void expect(Journal journal, String... lines) {
        if (lines.length > 0) {
            await(() -> journal.size() >= lines.length);
        }
        settle();
        assertEquals(List.of(lines), journal.lines());
    }

    /** Waits until every message that has been sent was handled; timers that are not yet due are not waited for. */
    abstract void settle();

    /** Waits until every message has been handled and no timer is pending any more. */
    abstract void finish();

    /** How many user messages wait in an actor's mailbox. */
    final int queued(ActorRef actor) {
        return SystemServices.of(system())
                .mailbox(actor)
                .map(MailboxView::queuedMessages)
                .orElse(0);
    }

    /** Whether an actor waits for its supervisor. */
    final boolean isSuspended(ActorRef actor) {
        return SystemServices.of(system())
                .mailbox(actor)
                .map(MailboxView::isSuspended)
                .orElse(false);
    }

    /** The system's time. */
    final long nanoTime() {
        return SystemServices.of(system()).clock().nanoTime();
    }

    /** Lets time pass. */
    abstract void pass(Duration duration);

    /** Whether the order of things is the seed's and time is virtual. */
    abstract boolean isRehearsal();

    /** Random numbers that belong to this play. */
    abstract long seed();

    /** Some of the actors will fail: what supervision says about that in the log is no surprise. */
    final void expectFailures() {
        failuresExpected = true;
    }

    /** Dead letters up to now; who asks for them says that they are no surprise. */
    final List<DeadLetter> deadLetters() {
        return lost.letters();
    }

    /** The errors in the log up to now; who asks for them says that they are no surprise. */
    final List<String> errors() {
        return log.errors();
    }

    /** The warnings in the log up to now. */
    final List<String> warnings() {
        return log.warnings();
    }

    /** Whether the log, causes included, has a text. */
    final boolean hasLogged(String text) {
        return log.has(text);
    }

    /** Whether a stack in the log goes through a method. */
    final boolean hasStackFrame(String method) {
        return log.hasStackFrame(method);
    }

    // ---------------------------------------------------------------- the end

    /** Ends the play and looks whether everything is as it should be. */
    final void close() {
        try {
            if (system != null) {
                system();
                lost.unexpected().ifPresent(letter -> {
                    throw new AssertionError("unexpected dead letter: " + letter);
                });
                lost.ignoreFromNowOn();
                end(system);
            }
            log.unexpected(failuresExpected).ifPresent(error -> {
                throw new AssertionError("unexpected error in the log: " + error);
            });
        } finally {
            log.stop();
        }
    }

    /** The spec has failed: ends what can be ended, and says what the log has. */
    final String abandon() {
        log.stop();
        if (system != null) {
            giveUp(system);
        }
        List<String> lines = log.errors();
        return lines.isEmpty() ? "" : "\nlog:\n  " + String.join("\n  ", lines);
    }

    abstract ActorSystem start(String systemName, SystemSettings systemSettings);

    abstract void end(ActorSystem running);

    abstract void giveUp(ActorSystem running);

    /** The strategy that says the same to every failure. */
    static SupervisorStrategy always(Directive directive) {
        return new OneForOneStrategy(cause -> directive);
    }
}
