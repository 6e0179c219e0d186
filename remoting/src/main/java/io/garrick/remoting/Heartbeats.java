package io.garrick.remoting;

import io.garrick.actor.spi.Transport.End;
import io.garrick.dispatch.TimerTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a node lives whose actors are watched here (N06). It is asked for a sign of life on a connection of its own; after a silence a second, fresh one is opened
 * beside it. The node is given up when the silence on both is too unusual; at once when a connection that stood is lost and the next one refused. Guarded by its association's
 * monitor.
 */
final class Heartbeats {

    private static final double TOO_UNUSUAL = 8;
    private static final long SECOND_LINE_NANOS = 2_000_000_000L;

    private final Association association;
    private final Node node;
    private final long intervalNanos;

    /** Present while there is something to find out. */
    @Nullable
    private Tick tick;

    @Nullable
    private PhiAccrual detector;

    private long heardNanos;
    private final Line first = new Line();
    private final Line second = new Line();
    private boolean usesSecond;
    private long pings;

    Heartbeats(Association association) {
        this.association = association;
        this.node = association.node();
        this.intervalNanos = node.settings().heartbeat().toNanos();
    }

    private PhiAccrual newDetector() {
        return new PhiAccrual(intervalNanos, node.settings().patience().toNanos());
    }

    /** Begins or ends, as watches do. */
    void update(List<Runnable> then) {
        boolean wanted = association.hasTies();
        if (wanted && tick == null) {
            begin(then);
        } else if (!wanted && tick != null) {
            end(then);
        }
    }

    private void begin(List<Runnable> then) {
        detector = newDetector();
        heardNanos = node.nanoTime();
        first.connect(then);
        schedule(then);
    }

    private void schedule(List<Runnable> then) {
        Tick next = new Tick(node.nanoTime() + intervalNanos);
        tick = next;
        then.add(() -> node.schedule(next, intervalNanos));
    }

    private void end(List<Runnable> then) {
        Tick last = tick;
        tick = null;
        detector = null;
        then.add(() -> node.cancel(last));
        first.close(then);
        closeSecond(then);
    }

    private void closeSecond(List<Runnable> then) {
        usesSecond = false;
        second.close(then);
    }

    private void tick(Tick due, List<Runnable> then) {
        if (tick != due) {
            return;
        }
        long now = node.nanoTime();
        long late = now - due.dueNanos;
        if (late > intervalNanos) {
            heardNanos = Math.min(now, heardNanos + late); // this node was not there itself
        }
        long silence = now - heardNanos;
        if (usesSecond && detector != null && detector.phi(silence) >= TOO_UNUSUAL) {
            association.giveUp("silent for " + silence / 1_000_000 + " ms", then);
            return;
        }
        if (silence >= SECOND_LINE_NANOS && !usesSecond) {
            usesSecond = true;
        }
        first.beat(then);
        if (usesSecond) {
            second.beat(then);
        }
        schedule(then);
    }

    private void heard(Line on, List<Runnable> then) {
        long now = node.nanoTime();
        if (detector != null) {
            detector.add(now - heardNanos);
        }
        heardNanos = now;
        if (on == first && usesSecond) {
            closeSecond(then);
        }
    }

    /** Asks regularly. */
    private final class Tick extends TimerTask {
        private final long dueNanos;

        Tick(long dueNanos) {
            this.dueNanos = dueNanos;
        }

        @Override
        protected void run() {
            association.change(then -> tick(this, then));
        }

        @Override
        public void abandon() {}
    }

    /** One connection, made again as long as it is wanted. */
    private final class Line implements Outbound {

        @Nullable
        private OutboundConnection connection;

        /** Whether one that stood was lost, and nothing was heard since. */
        private boolean probes;

        /** Whether one was made again since the last beat: those that end as soon as they are made wait for the next. */
        private boolean madeAgain;

        private void beat(List<Runnable> then) {
            madeAgain = false;
            ask(then);
        }

        private void connect(List<Runnable> then) {
            OutboundConnection made = new OutboundConnection(
                    association, LaneKind.HEARTBEAT, this, () -> association.hello(LaneKind.HEARTBEAT, 0, 0, 0));
            connection = made;
            then.add(made::connect);
        }

        private void close(List<Runnable> then) {
            OutboundConnection known = connection;
            connection = null;
            probes = false;
            if (known != null) {
                then.add(known::close);
            }
        }

        private void ask(List<Runnable> then) {
            OutboundConnection known = connection;
            if (known == null) {
                connect(then);
            } else if (known.isReady()) {
                long number = ++pings;
                then.add(() -> known.link().execute(() -> known.send(Frames.PING, number)));
            }
        }

        @Override
        public void ready(OutboundConnection ready) {
            association.change(then -> {
                if (connection == ready) {
                    ask(then);
                }
            });
        }

        @Override
        public void frame(OutboundConnection on, int type, WireInput input) {
            if (type != Frames.PONG) {
                throw new MalformedFrameException("frame is not expected on a lane for heartbeats: type=" + type);
            }
            association.change(then -> {
                if (connection == on) {
                    probes = false;
                    heard(this, then);
                }
            });
        }

        @Override
        public void writable(OutboundConnection on) {}

        @Override
        public void ended(OutboundConnection ended, End end) {
            association.change(then -> {
                if (connection != ended) {
                    return;
                }
                connection = null;
                if (ended.isReady() && !probes) { // one that answers nothing is tried again with the next beat
                    probes = true;
                    if (!madeAgain) {
                        madeAgain = true;
                        connect(then);
                    }
                } else if (probes && end == End.REFUSED) {
                    association.giveUp("connection was lost, and another one is refused", then);
                }
            });
        }
    }
}
