package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import io.garrick.actor.spi.Transport.End;
import io.garrick.dispatch.TimerTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime here tells the runtime there: numbered, kept until it is acknowledged, sent again on each new connection and when nothing is heard for a while (N04). Guarded
 * by its association's monitor, under which nothing is written and nobody is told.
 */
final class SignalSender implements Outbound {

    private static final int MOST_AT_A_TIME = 64;
    private static final long RESEND_NANOS = 1_000_000_000L;

    /** After which a node that was met and is not reached is given up, when only this waits for it. Where anybody is watched there the silence is judged sooner. */
    private static final long GIVE_UP_NANOS = 3_600_000_000_000L;

    private final Association association;
    private final Node node;
    private final ArrayDeque<Signals.Numbered> unacknowledged = new ArrayDeque<>();
    private final Backoff backoff;
    private final WireOutput output = new WireOutput(1024);

    /** Ends of lanes that nobody has to know yet, by lane: only an end of an actor waits for lanes. */
    private final Map<Integer, LongFunction<Signals.Numbered>> lanesEnded = new TreeMap<>();

    /** Whether the other node may be waiting for lanes. */
    private boolean hasSentEnds;

    private long last;
    private long sent;

    /** The last one that the other node says it has. */
    private long confirmed;

    /** The one that is ready. */
    @Nullable
    private OutboundConnection connection;

    private boolean connecting;

    /** Whether the connection's thread has been asked to send. */
    private boolean asked;

    @Nullable
    private TimerTask resending;

    /** Present while the time for another connection has not come. */
    @Nullable
    private TimerTask retrying;

    private boolean isFailing;
    private long failingSinceNanos;

    @Nullable
    private CompletableFuture<Void> finished;

    SignalSender(Association association) {
        this.association = association;
        this.node = association.node();
        this.backoff = new Backoff(node);
    }

    // ---------------------------------------------------------------- under the association's monitor

    /** Adds one; false when there are too many. */
    boolean add(Signal signal, byte[] rest, List<Runnable> effects) {
        if (unacknowledged.size() >= node.settings().signals()) {
            return false;
        }
        if (signal instanceof Ended) {
            hasSentEnds = true;
            addLanesEnded();
        }
        unacknowledged.add(new Signals.OfRuntime(++last, signal, rest));
        goOn(effects);
        return true;
    }

    /** A connection of a lane has ended. Told when an actor ends, and from then on at once. */
    void laneEnded(int lane, int connection, long written, List<Runnable> effects) {
        lanesEnded.put(lane, number -> new Signals.LaneEnded(number, lane, connection, written));
        if (hasSentEnds) {
            addLanesEnded();
            goOn(effects);
        }
    }

    private void addLanesEnded() {
        lanesEnded.values().forEach(next -> unacknowledged.add(next.apply(++last)));
        lanesEnded.clear();
    }

    private void goOn(List<Runnable> effects) {
        OutboundConnection ready = connection;
        if (ready != null && !asked) {
            asked = true;
            effects.add(() -> ready.link().execute(() -> send(ready)));
        } else if (ready == null && !connecting) {
            connecting = true;
            effects.add(this::connect);
        }
        watchProgress(effects);
    }

    /**
     * The other node is in another life now, or will be, and has heard nothing. Signals for those of the old one are over.
     *
     * @param lives who is of that life
     * @param watches that go on, since their subjects may be; it has to know them all
     */
    void beginAnew(Predicate<ActorRef> lives, List<Watch> watches, List<Runnable> effects) {
        List<Signals.Numbered> before = new ArrayList<>(unacknowledged);
        reset();
        watches.forEach(watch -> unacknowledged.add(new Signals.OfRuntime(++last, watch, Signals.NOTHING)));
        for (Signals.Numbered next : before) {
            if (next instanceof Signals.OfRuntime ofRuntime
                    && !(ofRuntime.signal() instanceof Watch)
                    && lives.test(ofRuntime.signal().recipient())) {
                unacknowledged.add(next.renumbered(++last));
                hasSentEnds |= ofRuntime.signal() instanceof Ended;
            }
        }
        if (unacknowledged.isEmpty()) {
            clear(effects);
        } else if (connection == null && !connecting) {
            goOn(effects);
        }
    }

    /** Whether there is nothing to send, and nothing was sent by these numbers. */
    boolean isUnused() {
        return last == 0 && connection == null && !connecting;
    }

    /** The other node was given up. */
    void clear(List<Runnable> effects) {
        reset();
        TimerTask retry = retrying;
        if (retry != null) {
            retrying = null;
            connecting = false;
            effects.add(() -> node.cancel(retry));
        }
        finishIfDone(effects);
    }

    private void reset() {
        unacknowledged.clear();
        lanesEnded.clear();
        hasSentEnds = false;
        last = 0;
        sent = 0;
        confirmed = 0;
        isFailing = false;
    }

    /** Completes when everything was acknowledged, or cannot be. */
    CompletableFuture<Void> finish(List<Runnable> effects) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        finished = future;
        finishIfDone(effects);
        TimerTask retry = retrying;
        if (retry != null) { // there is no time to wait
            retrying = null;
            effects.add(() -> {
                node.cancel(retry);
                connect();
            });
        }
        return future;
    }

    private void finishIfDone(List<Runnable> effects) {
        CompletableFuture<Void> future = finished;
        if (future != null && unacknowledged.isEmpty()) {
            effects.add(() -> future.complete(null)); // the end of the transport may follow from it
        }
    }

    // ---------------------------------------------------------------- connections

    private void connect() {
        new OutboundConnection(association, LaneKind.CONTROL, this, () -> association.hello(LaneKind.CONTROL, 0, 0, 0))
                .connect();
    }

    @Override
    public void ready(OutboundConnection ready) {
        association.change(effects -> {
            connecting = false;
            connection = ready;
            backoff.succeeded();
            isFailing = false;
            watchProgress(effects);
            sent = unacknowledged.isEmpty() ? last : unacknowledged.getFirst().number() - 1;
            asked = true;
        });
        new Idle(ready, 0).begin();
        send(ready);
    }

    /** On the connection's thread. */
    private void send(OutboundConnection on) {
        List<Signals.Numbered> due = due(on);
        while (!due.isEmpty()) {
            output.clear();
            due.forEach(signal -> signal.write(output, node));
            on.link().send(output.content());
            if (!on.link().isWritable()) {
                return; // asked still, until it is
            }
            due = due(on);
        }
    }

    private List<Signals.Numbered> due(OutboundConnection on) {
        List<Signals.Numbered> due = new ArrayList<>();
        association.change(effects -> {
            if (connection != on) {
                return;
            }
            for (Signals.Numbered next : unacknowledged) {
                if (next.number() > sent && due.size() < MOST_AT_A_TIME) {
                    due.add(next);
                    sent = next.number();
                }
            }
            asked = !due.isEmpty();
        });
        return due;
    }

    @Override
    public void writable(OutboundConnection on) {
        send(on);
    }

    @Override
    public void frame(OutboundConnection on, int type, WireInput input) {
        if (type != Frames.ACK) {
            throw new MalformedFrameException("frame is not expected on a lane for signals: type=" + type);
        }
        long number = input.takeNumber();
        association.change(effects -> {
            if (connection == on) {
                acknowledged(number, effects);
            }
        });
    }

    private void acknowledged(long number, List<Runnable> effects) {
        if (number > last) {
            throw new MalformedFrameException("acknowledges what was not sent: number=" + number + " last=" + last);
        }
        if (number == confirmed && number < sent) { // said twice: what came behind it has shown a gap
            sent = number;
            goOn(effects);
        }
        confirmed = Math.max(confirmed, number);
        while (!unacknowledged.isEmpty() && unacknowledged.getFirst().number() <= number) {
            unacknowledged.removeFirst();
        }
        finishIfDone(effects);
    }

    @Override
    public void ended(OutboundConnection ended, End end) {
        association.change(effects -> {
            if (connection == ended) {
                connection = null;
                asked = false;
            } else if (connection != null) {
                return;
            }
            connecting = false;
            if (finished != null && !ended.isReady()) {
                clear(effects); // nobody is there, and this node ends
            } else if (!ended.isReady() && !unacknowledged.isEmpty()) {
                association.unreached(end == End.REFUSED || failsTooLong(), effects);
            }
            if (!unacknowledged.isEmpty()) {
                connecting = true;
                long delay = backoff.failed();
                Retry retry = new Retry();
                retrying = retry;
                effects.add(() -> node.schedule(retry, delay));
            }
        });
    }

    private boolean failsTooLong() {
        if (!isFailing) {
            isFailing = true;
            failingSinceNanos = node.nanoTime();
        }
        return node.nanoTime() - failingSinceNanos >= GIVE_UP_NANOS;
    }

    private final class Retry extends TimerTask {

        @Override
        protected void run() {
            association.change(effects -> {
                if (retrying == this) {
                    retrying = null;
                    effects.add(SignalSender.this::connect);
                }
            });
        }

        @Override
        public void abandon() {}
    }

    /** Closes a connection that nothing was said on for a while. What is to be said makes another. */
    private final class Idle extends TimerTask {
        private final OutboundConnection on;
        private final long lastBefore;

        Idle(OutboundConnection on, long lastBefore) {
            this.on = on;
            this.lastBefore = lastBefore;
        }

        void begin() {
            node.schedule(this, node.settings().idleTimeout().toNanos());
        }

        @Override
        protected void run() {
            association.change(effects -> {
                if (connection != on) {
                    return;
                }
                boolean idle = unacknowledged.isEmpty() && last == lastBefore;
                Idle next = new Idle(on, last);
                effects.add(idle ? on::close : next::begin);
            });
        }

        @Override
        public void abandon() {}
    }

    // ---------------------------------------------------------------- what gets lost on the way

    /** Looks again in a while whether anything was acknowledged. */
    private void watchProgress(List<Runnable> effects) {
        if (resending == null && connection != null && !unacknowledged.isEmpty()) {
            TimerTask task = new Resend(unacknowledged.getFirst().number());
            resending = task;
            effects.add(() -> node.schedule(task, RESEND_NANOS));
        }
    }

    private final class Resend extends TimerTask {
        private final long oldest;

        Resend(long oldest) {
            this.oldest = oldest;
        }

        @Override
        protected void run() {
            association.change(effects -> {
                resending = null;
                if (connection != null && !unacknowledged.isEmpty()) { // another connection looks after it itself
                    if (unacknowledged.getFirst().number() <= oldest) {
                        sent = unacknowledged.getFirst().number() - 1;
                    }
                    goOn(effects);
                }
            });
        }

        @Override
        public void abandon() {}
    }
}
