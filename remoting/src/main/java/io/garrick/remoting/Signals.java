package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.spi.RemoteRefProvider.Create;
import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Order;
import io.garrick.actor.spi.RemoteRefProvider.Rule;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Unwatch;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import java.nio.charset.StandardCharsets;

/** How signals look on the wire: their number, their kind, whom they are about. */
final class Signals {

    static final int WATCH = 1;
    static final int UNWATCH = 2;
    static final int ENDED = 3;
    static final int LANE_ENDED = 4;
    static final int CREATE = 5;
    static final int RULE = 6;
    static final int ORDER = 7;
    static final int REPORT = 8;

    static final byte[] NOTHING = {};

    private static final int EXISTENCE_CONFIRMED = 1;
    private static final int ADDRESS_TERMINATED = 2;

    private Signals() {}

    /** One that was numbered and not acknowledged. */
    sealed interface Numbered {

        long number();

        void write(WireOutput output, Node node);

        /** The same with another number. */
        Numbered renumbered(long other);
    }

    /**
     * Of the runtime.
     *
     * @param rest what is behind recipient and other, see {@link #rest}
     */
    record OfRuntime(long number, Signal signal, byte[] rest) implements Numbered {

        @Override
        public void write(WireOutput output, Node node) {
            output.begin(Frames.SIGNAL).putNumber(number).putByte(kind(signal));
            putRef(output, node, signal.recipient());
            putRef(output, node, signal.other());
            output.putBytes(rest, 0, rest.length).putNumber(0).end(); // no fields
        }

        @Override
        public Numbered renumbered(long other) {
            return new OfRuntime(other, signal, rest);
        }
    }

    /**
     * A connection of a lane has ended on this side.
     *
     * @param written number of the last message that was given to it or to those before
     */
    record LaneEnded(long number, int lane, int connection, long written) implements Numbered {

        @Override
        public void write(WireOutput output, Node node) {
            output.begin(Frames.SIGNAL).putNumber(number).putByte(LANE_ENDED);
            output.putNumber(lane)
                    .putNumber(connection)
                    .putNumber(written)
                    .putNumber(0)
                    .end();
        }

        @Override
        public Numbered renumbered(long other) {
            return new LaneEnded(other, lane, connection, written);
        }
    }

    private static int kind(Signal signal) {
        if (signal instanceof Watch) {
            return WATCH;
        } else if (signal instanceof Unwatch) {
            return UNWATCH;
        } else if (signal instanceof Ended) {
            return ENDED;
        } else if (signal instanceof Create) {
            return CREATE;
        } else if (signal instanceof Rule) {
            return RULE;
        }
        return signal instanceof Order ? ORDER : REPORT;
    }

    /**
     * What a signal says beside whom it is for and about; made once, where the signal comes from.
     *
     * @param marks how many messages each lane had been given before; empty for those that need not wait
     */
    static byte[] rest(Signal signal, long[] marks, Node node) {
        if (signal instanceof Watch || signal instanceof Unwatch) {
            return NOTHING;
        }
        WireOutput output = new WireOutput(64);
        if (signal instanceof Ended ended) {
            output.putByte((ended.existenceConfirmed() ? EXISTENCE_CONFIRMED : 0)
                    | (ended.addressTerminated() ? ADDRESS_TERMINATED : 0));
            output.putNumber(marks.length);
            for (long mark : marks) {
                output.putNumber(mark);
            }
        } else {
            DeploymentSignals.putRest(output, signal, node);
        }
        return output.toBytes();
    }

    private static void putRef(WireOutput output, Node node, ActorRef ref) {
        output.putText(node.remote().export(ref).toSerializationFormat());
    }

    /** Whether the other node can read it. */
    static boolean fits(Signal signal, Node node) {
        return fits(signal.recipient(), node) && fits(signal.other(), node);
    }

    private static boolean fits(ActorRef ref, Node node) {
        String text = node.remote().export(ref).toSerializationFormat();
        return text.length() <= Frames.LONGEST_TEXT
                && text.getBytes(StandardCharsets.UTF_8).length <= Frames.LONGEST_TEXT;
    }

    // ---------------------------------------------------------------- reading

    /** What is behind number and kind. A node speaks for its own actors, to those of this one. */
    static Signal readSignal(int kind, WireInput input, Association from) {
        Node node = from.node();
        ActorRef recipient = takeRef(input, node, node.address());
        ActorRef other = takeRef(input, node, from.address());
        return switch (kind) {
            case WATCH -> new Watch(recipient, other);
            case UNWATCH -> new Unwatch(recipient, other);
            case ENDED -> {
                int flags = input.takeByte();
                yield new Ended(
                        other, recipient, (flags & EXISTENCE_CONFIRMED) != 0, (flags & ADDRESS_TERMINATED) != 0);
            }
            case RULE, ORDER, REPORT -> DeploymentSignals.take(kind, recipient, other, input, node);
            default -> throw new MalformedFrameException("kind of a signal is unknown: kind=" + kind);
        };
    }

    static long[] readMarks(WireInput input) {
        long[] marks = new long[input.takeCount(Frames.MOST_LANES)];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = input.takeNumber();
        }
        return marks;
    }

    static ActorRef takeRef(WireInput input, Node node, Address expected) {
        String text = input.takeText(Frames.LONGEST_TEXT);
        try {
            ActorPath path = ActorPath.fromString(text);
            if (!path.address().equals(expected)) {
                throw new MalformedFrameException(
                        "signal is about another node: address=" + path.address() + " expected=" + expected);
            }
            return node.remote().resolve(path);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedFrameException("path is malformed: length=" + text.length());
        }
    }
}
