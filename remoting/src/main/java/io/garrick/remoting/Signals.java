package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.spi.RemoteRefProvider.Ended;
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
     * @param marks how many messages each lane had been given before; empty for those that need not wait
     */
    record OfRuntime(long number, Signal signal, long[] marks) implements Numbered {

        @Override
        public void write(WireOutput output, Node node) {
            output.begin(Frames.SIGNAL).putNumber(number).putByte(kind());
            putRef(output, node, signal.recipient());
            putRef(output, node, signal.other());
            if (signal instanceof Ended ended) {
                output.putByte((ended.existenceConfirmed() ? EXISTENCE_CONFIRMED : 0)
                        | (ended.addressTerminated() ? ADDRESS_TERMINATED : 0));
                output.putNumber(marks.length);
                for (long mark : marks) {
                    output.putNumber(mark);
                }
            }
            output.putNumber(0).end(); // no fields
        }

        private int kind() {
            return signal instanceof Watch ? WATCH : signal instanceof Unwatch ? UNWATCH : ENDED;
        }

        @Override
        public Numbered renumbered(long other) {
            return new OfRuntime(other, signal, marks);
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

    private static ActorRef takeRef(WireInput input, Node node, Address expected) {
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
