package io.garrick.testkit;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.Dispatchers;
import io.garrick.dispatch.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * Runs an actor in the thread of whoever tells it something, before {@code tell} returns: a test on one thread, without waiting and with the stack of the test under
 * that of the actor. Test probes and {@link TestActorRef} run here; other actors do by {@code Props.withDispatcher(CallingThreadDispatcher.Id())}, once
 * the system knows it: from the first {@link TestKit} on, or by {@link #register}.
 *
 * <p><b>Order.</b> A handler that tells another actor runs that one within itself, and goes on when it has returned. What it tells itself, directly or by
 * way of others, waits until it has ended: an actor is never entered twice. So an exchange between two actors takes no more stack than one of them, but a
 * chain of a thousand actors takes a thousand handlers' stack, and an actor that tells itself without end never lets {@code tell} return.
 *
 * <p><b>Threads.</b> One at a time runs an actor, as on any dispatcher. What comes from another thread meanwhile is handled by the one that is in there
 * already; {@code tell} then returns at once. A suspended actor keeps its messages until its supervisor has decided, and handles them in the thread
 * that tells it so: the supervisor's. Nobody waits for room in a full mailbox: he might have to make it himself.
 *
 * <p>A thread that comes here interrupted leaves interrupted; handlers do not see it.
 *
 * <p>The idea: Akka's dispatcher of this name.
 */
public final class CallingThreadDispatcher implements Dispatcher {

    /** The id for {@link io.garrick.actor.Props#withDispatcher}: {@value}. */
    public static final String ID = "test.calling-thread-dispatcher";

    private final Clock clock;

    /** What the calling thread is doing here; absent when nothing. */
    @SuppressWarnings("ThreadLocalUsage") // one per system, and a thread takes its entry along when it leaves
    private final ThreadLocal<Turn> turns = new ThreadLocal<>();

    /** A thread within {@link #execute}, once or several times nested. */
    private static final class Turn {
        private int depth;

        /** The mailbox that has just been run and has work left; set at the very end of its run. */
        @Nullable
        private Mailbox again;
    }

    private CallingThreadDispatcher(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes the dispatcher known to a system. Any thread; once or often.
     *
     * @param system where actors are to use it
     * @return the system's one dispatcher of this kind
     */
    public static Dispatcher register(ActorSystem system) {
        SystemServices services = SystemServices.of(system);
        return services.addDispatcher(new CallingThreadDispatcher(services.clock()));
    }

    /**
     * The id for {@link io.garrick.actor.Props#withDispatcher}.
     *
     * @return {@value #ID}
     */
    public static String Id() {
        return ID;
    }

    @Override
    public String id() {
        return ID;
    }

    /** No budget: nobody else waits for this thread. */
    @Override
    public int throughput() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long throughputDeadlineNanos() {
        return 0;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /**
     * Runs the task now.
     *
     * @param task what to run; what it throws is thrown here
     */
    @Override
    public void execute(Runnable task) {
        if (task instanceof Mailbox) {
            execute((Mailbox) task);
        } else {
            within(turn -> task.run());
        }
    }

    @Override
    public void execute(Mailbox mailbox) {
        within(turn -> runOut(turn, mailbox));
    }

    private interface Body {
        void run(Turn turn);
    }

    private void within(Body body) {
        Turn turn = turns.get();
        if (turn == null) {
            turn = new Turn();
            turns.set(turn);
        }
        boolean interrupted = Thread.interrupted();
        turn.depth++;
        try {
            body.run(turn);
        } finally {
            turn.depth--;
            if (turn.depth == 0) {
                turns.remove();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs a mailbox until it has nothing to do; what a run throws does not keep it from that, or it would stay scheduled for ever. */
    private static void runOut(Turn turn, Mailbox mailbox) {
        Throwable failure = null;
        do {
            turn.again = null;
            try {
                mailbox.run();
            } catch (RuntimeException | Error thrown) {
                failure = thrown;
            }
            Thread.onSpinWait(); // a producer may be between announcing a message and writing it
        } while (turn.again == mailbox);
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        } else if (failure != null) {
            throw (Error) failure;
        }
    }

    /** Called at the very end of a run, by the thread that is in {@link #runOut}: which then runs it once more, without a deeper stack. */
    @Override
    public void yield(Mailbox mailbox) {
        Turn turn = turns.get();
        if (turn == null) {
            execute(mailbox);
        } else {
            turn.again = mailbox;
        }
    }

    @Override
    public boolean mayBlock() {
        return Dispatchers.mayBlockHere();
    }

    @Override
    public boolean maySendersWait() {
        return false;
    }

    @Override
    public boolean runsHere() {
        return turns.get() != null;
    }

    /** It has no thread to end. */
    @Override
    public void shutdown() {}

    @Override
    public boolean awaitTermination(long timeoutNanos) {
        return true;
    }

    @Override
    public String toString() {
        return "Dispatcher[" + ID + "]";
    }
}
