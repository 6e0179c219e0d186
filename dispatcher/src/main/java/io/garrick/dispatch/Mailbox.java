package io.garrick.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an actor's cell is to the dispatcher: a queue of user messages, a queue of system messages, and a status word that makes
 * sure that one thread at a time runs it. The cell extends it, so that there is no handler field, no second header and no extra load.
 *
 * <p><b>User messages</b> are in a JCTools multi-producer single-consumer queue that this class <em>is</em>: an unpadded array queue
 * that starts with 2 slots, doubles while producers are ahead of the consumer up to 512
 * slots, and beyond that links chunks of that size, which the collector takes back as they are consumed: a burst leaves at most one
 * such chunk behind. A mailbox of another kind (bounded, priority) keeps its messages in a {@link MessageQueue} instead, reached
 * by one field, so that the default queue is always called through its final class.
 *
 * <p><b>System messages</b> are in the {@link SystemQueue} that this class is, too: they are never bounded, and are handled before the first and after
 * each user message.
 *
 * <p><b>The status word</b> has the flags {@code SCHEDULED} and {@code CLOSED}, the flag {@code FRONT} (the owner has messages that go
 * before the queue), the flag {@code DIVERTED} (suspended, but new messages are disposed of) and a count of suspensions. Only {@code SCHEDULED} is ever
 * set by a producer; while it is set, every other change is the runner's.
 *
 * <pre>
 *   FROM                      -> TO                 // who: trigger
 *   (new)                     -> SCHEDULED          // creator: until start() hands it over
 *   idle                      -> SCHEDULED          // producer: user message, not suspended; or any system message
 *   idle + CLOSED, DIVERTED   -> SCHEDULED + same   // producer: any message, to drain it
 *   idle + suspended          -> SCHEDULED          // producer: system message
 *   SCHEDULED                 -> idle               // runner: leaves; then looks at the queues once more
 *   SCHEDULED                 -> SCHEDULED + CLOSED // runner: the cell has ended
 *   SCHEDULED                 -> suspended, resumed // runner: the cell suspends or resumes itself; diverts, or no more
 * </pre>
 *
 * <p><b>No lost wake-up.</b> A producer publishes its message (a sequentially consistent CAS on the queue's producer index or on the stack's
 * head) and then reads the status volatile; a runner that leaves writes the status volatile and then reads the producer index and
 * the stack's head volatile. One of the two must see the other (Dekker). The runner asks the <em>indices</em>, never "poll gave null":
 * the queue publishes an index before the element; a producer caught between the two sends the mailbox to the back of its
 * dispatcher, nobody spins for it.
 *
 * <p><b>Visibility.</b> What a runner wrote before it cleared {@code SCHEDULED} (volatile write) <em>happens-before</em> what the next runner
 * does, because that one's producer set the flag by a CAS that read this write, and the dispatcher hands over safely. So every field
 * of the consumer side is plain.
 */
public abstract class Mailbox extends RunnerMark implements Runnable {

    static final int IDLE = 0;
    static final int SCHEDULED = 1;
    static final int CLOSED = 1 << 1;
    static final int FRONT = 1 << 2;
    static final int DIVERTED = 1 << 3;
    static final int SUSPEND_ONE = 1 << 4;
    static final int SUSPEND_MASK = -SUSPEND_ONE;

    private static final VarHandle STATUS;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(Mailbox.class, "status", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Dispatcher dispatcher;

    @Nullable
    private final MessageQueue alternative;

    /** Plain by the runner while scheduled, volatile otherwise. */
    private int status;

    /**
     * Makes an open mailbox that holds its first system message, and holds itself scheduled until {@link #start()}: others may find
     * it and add messages before, but nothing is handled before that first one.
     *
     * @param dispatcher where it runs; {@link Dispatcher#attach()} has been called
     * @param alternative the queue to use instead of the built-in one, or {@code null}
     * @param firstMessage what is handled first
     */
    protected Mailbox(Dispatcher dispatcher, @Nullable MessageQueue alternative, SystemMessage firstMessage) {
        super(firstMessage);
        this.dispatcher = dispatcher;
        this.alternative = alternative;
        this.status = SCHEDULED;
    }

    /** Begins: hands the mailbox to its dispatcher for the first time. Once, by whoever made it. */
    public final void start() {
        if (alternative != null) {
            alternative.begins(this);
        }
        submit(false);
    }

    // ---------------------------------------------------------------- any thread

    /**
     * Adds a user message and sees to it that somebody will run this mailbox. Any thread; never blocks unless the alternative queue's
     * policy says so.
     *
     * @param message what to add; not null
     */
    public final void enqueue(Object message) {
        if (alternative == null) {
            offer(message);
            scheduleForMessage();
        } else {
            enqueueAlternative(alternative, message);
        }
    }

    private void enqueueAlternative(MessageQueue queue, Object message) {
        Object lost = queue.offer(message, dispatcher.maySendersWait() && !isRunningHere());
        VarHandle.fullFence(); // whatever the queue publishes with, it must not be overtaken by the read of the status
        scheduleForMessage();
        if (lost != null) {
            onOverflow(lost, lost == message);
        }
    }

    /** The message is queued; only then is the status read. */
    private void scheduleForMessage() {
        int now = lvStatus();
        if (now == IDLE || ((now & SCHEDULED) == 0 && (now & (CLOSED | DIVERTED)) != 0)) {
            schedule(now);
        }
    }

    /** Schedules the mailbox if it is idle; whether this call has done it. For queues that are shared; after the message was added. */
    final boolean wakeIfIdle() {
        if (lvStatus() == IDLE && STATUS.compareAndSet(this, IDLE, SCHEDULED)) {
            submit(false);
            return true;
        }
        return false;
    }

    /**
     * Adds a system message and sees to it that somebody will run this mailbox, suspended or not. Any thread, never blocks.
     *
     * @param message what to add; must never have been sent before
     */
    public final void enqueueSystem(SystemMessage message) {
        push(message);
        int now = lvStatus();
        if ((now & SCHEDULED) == 0) {
            schedule(now);
        }
    }

    private void schedule(int seen) {
        int now = seen;
        while ((now & SCHEDULED) == 0) {
            int before = (int) STATUS.compareAndExchange(this, now, now | SCHEDULED);
            if (before == now) {
                submit(false);
                return;
            }
            now = before;
        }
    }

    /** Hands the scheduled mailbox to its dispatcher; where that has shut down, only a drain is left to do, and it is done here. */
    private void submit(boolean toTheBack) {
        try {
            if (toTheBack) {
                dispatcher.yield(this);
            } else {
                dispatcher.execute(this);
            }
        } catch (RejectedExecutionException e) {
            onRejected(e);
        }
    }

    /**
     * How many user messages are queued. Any thread; O(1), never negative, an estimate while others add or take.
     *
     * @return messages in the queue, without those that the owner keeps in front of it
     */
    public final int queuedMessages() {
        return alternative == null ? size() : alternative.size();
    }

    /**
     * How many user messages have been taken from the queue so far, as its index tells. Any thread.
     *
     * @return an estimate while others take; without those that the owner keeps in front of the queue
     */
    public final long takenMessages() {
        return alternative == null ? currentConsumerIndex() : alternative.taken();
    }

    /**
     * How many user messages fit. Any thread.
     *
     * @return messages, {@link Integer#MAX_VALUE} when there is no bound
     */
    public final int queueCapacity() {
        return alternative == null ? Integer.MAX_VALUE : alternative.capacity();
    }

    /**
     * Whether a sender whose message {@link #onOverflow} reports as refused is to be told by an exception.
     *
     * @return what the queue's overflow policy says
     */
    protected final boolean failsSender() {
        return alternative != null && alternative.failsSender();
    }

    /**
     * Where this mailbox runs.
     *
     * @return the dispatcher given at construction
     */
    public final Dispatcher dispatcher() {
        return dispatcher;
    }

    /**
     * Whether the mailbox is running, or has been handed to its dispatcher. Any thread.
     *
     * @return {@code false} when it has nothing to do
     */
    public final boolean isScheduled() {
        return (lvStatus() & SCHEDULED) != 0;
    }

    /**
     * Whether the mailbox has been closed: what is still queued, or comes, goes to {@link #onClosed}. Any thread.
     *
     * @return whether {@link #close()} was called
     */
    public final boolean isClosed() {
        return (lvStatus() & CLOSED) != 0;
    }

    // ---------------------------------------------------------------- the runner

    /** Runs one activation with the dispatcher's throughput as budget. */
    @Override
    public final void run() {
        run(dispatcher.throughput());
    }

    /**
     * Runs one activation: system messages, then user messages until the budget or the deadline is used up, the mailbox is suspended or
     * closed, or nothing more is visible; then leaves, and goes to the back of the dispatcher if there is work left. Called by a
     * dispatcher, once per {@code execute} or {@code yield}.
     *
     * @param budget user messages to handle at most, at least 1
     * @return user messages handled
     */
    public final int run(int budget) {
        int outer = enter();
        int left = budget;
        try {
            runSystem();
            long deadlineNanos = dispatcher.throughputDeadlineNanos();
            left = deadlineNanos == 0 ? runUser(left) : runUserUntil(left, deadlineNanos);
        } finally {
            onLeave();
            exit(outer);
            leave();
        }
        return budget - left;
    }

    private int runUser(int budget) {
        int left = budget;
        while (left > 0) {
            Object message = next();
            if (message == null) {
                break;
            }
            left--;
            onMessage(message);
            if (hasSystem()) {
                runSystem();
            }
        }
        return left;
    }

    private int runUserUntil(int budget, long deadlineNanos) {
        Clock clock = dispatcher.clock();
        long start = clock.nanoTime();
        int left = budget;
        while (left > 0) {
            int before = left;
            left -= 1 - runUser(1);
            if (left == before || clock.nanoTime() - start >= deadlineNanos) {
                break;
            }
        }
        return left;
    }

    /** The next message to handle, or null when none is visible or none may be handled. One plain read decides in the common case. */
    @Nullable
    private Object next() {
        int now = lpStatus();
        if (now == SCHEDULED) {
            return poll0();
        }
        if ((now & CLOSED) != 0) {
            drain();
            return null;
        }
        if ((now & DIVERTED) != 0) {
            takeQueued(this::onDiverted);
            return null;
        }
        if ((now & SUSPEND_MASK) != 0) {
            return null;
        }
        Object front = pollFront();
        return front == null ? poll0() : front;
    }

    @Nullable
    private Object poll0() {
        return alternative == null ? relaxedPoll() : alternative.poll();
    }

    /**
     * The message at the head of the built-in queue, for the thread that is about to run the mailbox; it does not count what goes before
     * the queue.
     *
     * @return the message; {@code null} when none is visible, or when the mailbox uses another queue
     */
    @Nullable
    protected final Object peekQueue() {
        return alternative == null ? relaxedPeek() : null;
    }

    private void runSystem() {
        while (hasSystem()) {
            runSystem(takeAll());
        }
    }

    /** Handles a chain; one that throws (a fatal error) does not take those behind it along. */
    private void runSystem(@Nullable SystemMessage oldest) {
        SystemMessage message = oldest;
        try {
            while (message != null) {
                SystemMessage current = message;
                message = current.next;
                current.next = null;
                dispatchSystem(current);
            }
        } finally {
            if (message != null) {
                runSystem(message);
            }
        }
    }

    private void dispatchSystem(SystemMessage message) {
        if ((lpStatus() & CLOSED) == 0) {
            onSystem(message);
        } else {
            onClosedSystem(message);
        }
    }

    /** Gives up the mailbox and takes it again if there is work: the status is written before the queues are looked at. */
    private void leave() {
        int now = lpStatus();
        try {
            if ((now & CLOSED) != 0) {
                drain();
            }
        } finally {
            svStatus(now & ~SCHEDULED);
            if (hasWork(now) && STATUS.compareAndSet(this, now & ~SCHEDULED, now | SCHEDULED)) {
                submit(true);
            }
        }
    }

    private boolean hasWork(int now) {
        if (hasSystem()) {
            return true;
        }
        if ((now & (CLOSED | DIVERTED)) != 0) {
            return !isQueueEmpty();
        }
        return (now & SUSPEND_MASK) == 0 && ((now & FRONT) != 0 || !isQueueEmpty());
    }

    private boolean isQueueEmpty() {
        return alternative == null ? isDrained() : alternative.isEmpty();
    }

    private void drain() {
        takeQueued(this::onClosed);
    }

    /** What is there now, and not what comes meanwhile: senders that never stop shall not keep the owner's end from being told. */
    private void takeQueued(Consumer<Object> taker) {
        Object message;
        for (int left = queuedMessages(); left > 0 && (message = poll0()) != null; left--) {
            taker.accept(message);
        }
    }

    // ---------------------------------------------------------------- for the cell, in its own activation

    /** Adds one to the suspensions: no user message is handled until as many {@link #resume()} have come. Runner only. */
    protected final void suspend() {
        spStatus(lpStatus() + SUSPEND_ONE);
        if (alternative != null) {
            alternative.pauses();
        }
    }

    /**
     * Takes one from the suspensions. Runner only.
     *
     * @throws IllegalStateException when it is not suspended
     */
    protected final void resume() {
        if (!isSuspended()) {
            throw new IllegalStateException("mailbox is not suspended: mailbox=" + this);
        }
        spStatus(lpStatus() - SUSPEND_ONE);
    }

    /**
     * Sends messages another way while the mailbox is suspended: from here on to {@link #onDiverted}. A shared queue is not diverted: others take from it.
     * Runner only.
     *
     * @param keeper gets what is queued already, in its order
     */
    protected final void divert(Consumer<Object> keeper) {
        if (!(alternative instanceof SharedQueue.Member)) {
            takeQueued(keeper);
            spStatus(lpStatus() | DIVERTED);
        }
    }

    /** Messages queue again. Runner only. */
    protected final void undivert() {
        spStatus(lpStatus() & ~DIVERTED);
    }

    /**
     * Whether user messages wait. Exact for the runner, an estimate for others.
     *
     * @return whether there were more {@link #suspend()} than {@link #resume()}
     */
    public final boolean isSuspended() {
        return (lpStatus() & SUSPEND_MASK) != 0;
    }

    /**
     * Closes the mailbox for good: what is queued goes to {@link #onClosed} now, what comes later goes there and to {@link
     * #onClosedSystem} when it comes. Runner only.
     */
    protected final void close() {
        if (alternative != null && !isClosed()) {
            alternative.ends();
        }
        spStatus((lpStatus() | CLOSED) & ~FRONT);
        drain();
    }

    /**
     * Says whether {@link #pollFront()} has something to give. Runner only.
     *
     * @param present whether messages wait in front of the queue
     */
    protected final void front(boolean present) {
        spStatus(present ? lpStatus() | FRONT : lpStatus() & ~FRONT);
    }

    // ---------------------------------------------------------------- what the cell does

    /**
     * Handles a user message. Runner only. Should not throw: what it throws ends the activation and reaches the dispatcher's thread.
     *
     * @param message a message given to {@link #enqueue} or by {@link #pollFront()}
     */
    protected abstract void onMessage(Object message);

    /**
     * Handles a system message. Runner only; should not throw.
     *
     * @param message a message given to {@link #enqueueSystem}
     */
    protected abstract void onSystem(SystemMessage message);

    /**
     * Disposes of a user message that came too late. Runner only.
     *
     * @param message a message given to {@link #enqueue}
     */
    protected abstract void onClosed(Object message);

    /**
     * Takes a user message that came after {@link #divert}; unless overridden, as one that came too late. Runner only; should not throw.
     *
     * @param message a message given to {@link #enqueue}
     */
    protected void onDiverted(Object message) {
        onClosed(message);
    }

    /**
     * Disposes of a system message that came too late. Runner only.
     *
     * @param message a message given to {@link #enqueueSystem}
     */
    protected abstract void onClosedSystem(SystemMessage message);

    /**
     * Gives the next message that goes before the queue; called only after {@link #front front(true)}. Runner only.
     *
     * @return the message, or {@code null} when there is none
     */
    @Nullable
    protected abstract Object pollFront();

    /** An activation ends; called before the mailbox is given up. Runner only; must not throw. */
    protected abstract void onLeave();

    /**
     * A message did not fit into the alternative queue. In the thread of the producer.
     *
     * @param lost the message that had to go
     * @param refused whether it is the one just sent, not an older one that made room
     */
    protected abstract void onOverflow(Object lost, boolean refused);

    /**
     * The dispatcher refused this mailbox, because it has shut down. In the thread of the producer, which holds {@code SCHEDULED}: typically
     * calls {@link #drainHere()}.
     *
     * @param cause what the dispatcher threw
     */
    protected abstract void onRejected(RejectedExecutionException cause);

    /** Closes the mailbox and disposes of everything in it, in the calling thread; only from {@link #onRejected}. */
    protected final void drainHere() {
        int now;
        do {
            close();
            runSystem();
            now = lpStatus();
            svStatus(now & ~SCHEDULED);
        } while (hasWork(now) && STATUS.compareAndSet(this, now & ~SCHEDULED, now | SCHEDULED));
    }

    // ---------------------------------------------------------------- named access

    private int lvStatus() {
        return (int) STATUS.getVolatile(this);
    }

    private int lpStatus() {
        return status;
    }

    private void spStatus(int value) {
        status = value;
    }

    private void svStatus(int value) {
        STATUS.setVolatile(this, value);
    }
}
