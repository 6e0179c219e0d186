package io.garrick.remoting;

import io.garrick.actor.DeadLetter.Reason;
import io.garrick.actor.spi.Transport.End;
import io.garrick.dispatch.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.varhandle.MpscGrowableVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Messages to one node, in the order in which they were given: a bounded queue, and the connection that empties it.
 *
 * <p>{@code taken} is set by whoever takes it on to empty the queue: a sender that finds it clear makes or wakes the connection, and it stays set while one is being made, waits
 * for its time, is written to or waits to be writable. Only who has it polls. It is cleared when the queue is empty, which is then looked at once more.
 *
 * <pre>
 *   FROM -> TO           // who: trigger
 *   clear -> taken       // sender, or the end of a connection: something is queued
 *   taken -> clear       // connection's thread: the queue is empty
 * </pre>
 *
 * <p>Messages are numbered from 1 as they are queued, over all connections of the lane.
 */
final class OutboundLane implements Outbound {

    private static final int FIRST_CHUNK = 64;
    private static final int BATCH_BYTES = 64 << 10;

    private final Association association;
    private final Node node;
    private final LaneKind kind;
    private final int number;
    private final MpscGrowableVarHandleArrayQueue<Outgoing> queue;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final WireOutput output = new WireOutput(8192);

    /** Guards what follows. */
    private final Object lock = new Object();

    private final Backoff backoff;

    /** The one that is ready. */
    @Nullable
    private OutboundConnection connection;

    private int connections;

    /** Up to which of them all have ended, those that never were ready here, too: the other node may have seen them stand. */
    private int over;

    @Nullable
    private CompletableFuture<Void> finished;

    // ---- who has taken the lane

    /** Number of the last message that was taken out of the queue. */
    private long polled;

    @Nullable
    private MessageWriter writer;

    /** Of a lane for large messages, which counts instead of {@code polled}. */
    @Nullable
    private final Turns turns;

    private boolean waitsToBeWritable;

    /** Whether the other node was told that nothing more comes by this connection, and whether it has said that it has everything. */
    private boolean farewell;

    private boolean allArrived;

    /** As {@code polled}, for others to see, after each batch. */
    private volatile long taking;

    /** What is in the queue is not to be sent any more, for this reason. */
    @Nullable
    private volatile Reason discarding;

    OutboundLane(Association association, LaneKind kind, int number) {
        this.association = association;
        this.node = association.node();
        this.kind = kind;
        this.number = number;
        this.queue = new MpscGrowableVarHandleArrayQueue<>(
                FIRST_CHUNK / 2, node.settings().queue());
        this.backoff = new Backoff(node);
        this.turns = kind == LaneKind.LARGE ? new Turns(queue::relaxedPoll) : null;
    }

    // ---------------------------------------------------------------- any thread

    void send(Outgoing message) {
        if (!queue.offer(message)) {
            association.undelivered(message, hasConnection() ? Reason.OVERFLOW : Reason.UNREACHABLE);
            return;
        }
        wake();
    }

    private void wake() {
        if (!taken.get() && taken.compareAndSet(false, true)) {
            goOn();
        }
    }

    int number() {
        return number;
    }

    /** How many messages were queued so far: the number of the last one. */
    long queued() {
        return queue.currentProducerIndex();
    }

    /** Up to here nothing more comes by a connection that has ended. */
    private void tellOfEnd(long written) {
        if (written > 0) {
            association.laneEnded(number, connectionsOver(), written);
        }
    }

    /** Which connections have ended: those up to this number. */
    int connectionsOver() {
        synchronized (lock) {
            return over;
        }
    }

    /** Up to this number all were taken, to be sent or to be given up. */
    long taken() {
        return taking;
    }

    private boolean hasConnection() {
        synchronized (lock) {
            return connection != null;
        }
    }

    /** What waits becomes dead letters; what comes from here on waits for its turn. */
    void discard(Reason reason) {
        discarding = reason;
        if (taken.compareAndSet(false, true)) {
            goOn();
        }
    }

    /** Sends what is queued, takes leave and ends. Nothing is sent afterwards. */
    CompletionStage<Void> finish() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        synchronized (lock) {
            finished = future;
        }
        if (taken.compareAndSet(false, true)) {
            goOn();
        }
        return future;
    }

    // ---------------------------------------------------------------- who has taken the lane

    /** Has the queue emptied: by the connection if it stands, or by making one. */
    private void goOn() {
        OutboundConnection ready;
        synchronized (lock) {
            ready = connection;
        }
        if (ready != null) {
            ready.link().execute(() -> drain(ready));
        } else if (discarding != null) {
            discardQueue();
        } else if (!queue.isEmpty() || turns != null && turns.hasAside()) {
            connect();
        } else {
            rest();
        }
    }

    /** There is no connection, and the queue was seen empty. */
    private void rest() {
        CompletableFuture<Void> future;
        synchronized (lock) {
            future = finished;
        }
        if (future != null) {
            future.complete(null); // the end of the transport may follow from it
        }
        taken.set(false);
        if (isWanted() && taken.compareAndSet(false, true)) {
            goOn();
        }
    }

    private boolean isWanted() {
        synchronized (lock) {
            return !queue.isEmpty() || discarding != null || finished != null && !finished.isDone();
        }
    }

    private void connect() {
        new OutboundConnection(association, kind, this, this::hello).connect();
    }

    private Hello hello() {
        int count;
        synchronized (lock) {
            count = ++connections;
        }
        return association.hello(kind, number, count, polled() + 1);
    }

    private void discardQueue() {
        Reason reason = discarding;
        discarding = null;
        if (reason != null) {
            for (Outgoing next = giveUp(); next != null; next = giveUp()) {
                association.undelivered(next, reason);
            }
            taking = polled();
            tellOfEnd(taking);
        }
        rest();
    }

    @Nullable
    private Outgoing giveUp() {
        Outgoing aside = turns == null ? null : turns.giveUp();
        if (aside != null) {
            return aside;
        }
        Outgoing next = queue.poll();
        if (next != null && turns != null) {
            turns.givenUp();
        } else if (next != null) {
            polled++;
        }
        return next;
    }

    /** Up to this number all were taken: what one with turns has put aside was not. */
    private long polled() {
        return turns == null ? polled : turns.taken();
    }

    // ---------------------------------------------------------------- the connection's thread

    @Override
    public void ready(OutboundConnection ready) {
        synchronized (lock) {
            connection = ready;
            backoff.succeeded();
        }
        writer = new MessageWriter(association, output, kind);
        farewell = false;
        allArrived = false;
        output.clear();
        if (turns != null) {
            turns.begin(writer);
        }
        new Idle(ready).begin();
        drain(ready);
    }

    /** What throws ends the connection, and its end goes on: else nobody would, with the lane taken. */
    private void drain(OutboundConnection on) {
        try {
            drainNow(on);
        } catch (RuntimeException | Error failure) {
            closeAndGoOn(on);
            throw failure;
        }
    }

    private void drainNow(OutboundConnection on) {
        if (!isCurrent(on)) {
            goOn();
            return;
        }
        if (discarding != null) {
            closeAndGoOn(on); // messages have gaps in their numbers only where the reader knows it
            return;
        }
        while (write(on)) {
            if (!on.link().isWritable()) {
                waitsToBeWritable = true;
                return;
            }
        }
        if (takesLeave(on)) {
            return; // taken until the other node has answered, or the connection ends
        }
        releaseOn(on);
    }

    private boolean isCurrent(OutboundConnection on) {
        synchronized (lock) {
            return connection == on;
        }
    }

    private void closeAndGoOn(OutboundConnection on) {
        waitsToBeWritable = true; // its end goes on
        on.close();
    }

    /** Writes what fits into one batch; whether there may be more. */
    @SuppressWarnings("NullAway") // a connection that is ready has a writer
    private boolean write(OutboundConnection on) {
        boolean more = true;
        while (more && output.size() < BATCH_BYTES) {
            more = turns == null ? writeNext() : turns.write();
        }
        taking = polled();
        if (output.size() > 0) {
            on.link().send(output.content());
        }
        output.clear();
        return more;
    }

    @SuppressWarnings("NullAway") // as above
    private boolean writeNext() {
        Outgoing next = queue.relaxedPoll();
        if (next == null) {
            return false;
        }
        polled++;
        writer.write(next);
        return true;
    }

    private boolean takesLeave(OutboundConnection on) {
        synchronized (lock) {
            if (finished == null || farewell || !queue.isEmpty()) {
                return farewell;
            }
        }
        sayFarewell(on);
        return true;
    }

    private void sayFarewell(OutboundConnection on) {
        farewell = true;
        on.send(Frames.BYE, polled());
    }

    /** Nothing was sent for a while: ends the connection, unless something has come meanwhile. */
    private void leave(OutboundConnection on) {
        if (isCurrent(on) && queue.isEmpty() && discarding == null) {
            sayFarewell(on); // taken until it has ended
        } else {
            drain(on);
        }
    }

    private void releaseOn(OutboundConnection on) {
        taken.set(false);
        if (isWanted() && taken.compareAndSet(false, true)) {
            on.link().execute(() -> drain(on)); // to the back: others share the thread
        }
    }

    @Override
    public void frame(OutboundConnection on, int type, WireInput input) {
        if (type != Frames.BYE_ACK || !farewell) {
            throw new MalformedFrameException("frame is not expected on a lane for messages: type=" + type);
        }
        allArrived = true;
        on.close();
    }

    @Override
    public void writable(OutboundConnection on) {
        if (waitsToBeWritable && isCurrent(on) && !on.isUnwanted()) {
            waitsToBeWritable = false;
            drain(on);
        }
    }

    @Override
    public void ended(OutboundConnection ended, End end) {
        boolean wasCurrent;
        CompletableFuture<Void> future;
        long written = polled(); // of this thread, as long as this connection is the current one
        synchronized (lock) {
            over = connections;
            wasCurrent = connection == ended;
            if (wasCurrent) {
                connection = null;
            }
            future = finished;
        }
        if (!wasCurrent) {
            failed(future);
            return;
        }
        boolean mine = waitsToBeWritable || farewell;
        waitsToBeWritable = false;
        if (!allArrived) {
            tellOfEnd(written);
        }
        if (mine && turns != null) {
            turns.end();
        }
        if (mine) {
            goOn(); // what has taken leave rests
        }
    }

    /** No connection came about. */
    private void failed(@Nullable CompletableFuture<Void> finishing) {
        if (finishing != null) {
            discarding = Reason.UNREACHABLE;
        }
        if (discarding != null) {
            discardQueue();
            return;
        }
        long delay;
        synchronized (lock) {
            delay = backoff.failed();
        }
        node.schedule(new Retry(), delay);
    }

    /** Looks whether a connection still carries anything. */
    private final class Idle extends TimerTask {
        private final OutboundConnection on;
        private final long polledBefore = taking;

        Idle(OutboundConnection on) {
            this.on = on;
        }

        void begin() {
            node.schedule(this, node.settings().idleTimeout().toNanos());
        }

        @Override
        protected void run() {
            if (!isCurrent(on)) {
                return;
            }
            if (taking == polledBefore && taken.compareAndSet(false, true)) {
                on.link().execute(() -> leave(on));
            } else {
                new Idle(on).begin();
            }
        }

        @Override
        public void abandon() {}
    }

    /** The time for another connection has come. */
    private final class Retry extends TimerTask {

        @Override
        protected void run() {
            goOn();
        }

        @Override
        public void abandon() {
            discarding = Reason.UNREACHABLE;
            discardQueue();
        }
    }
}
