package io.garrick.testkit;

import io.garrick.testkit.Packet.Kind;
import io.garrick.testkit.Timeline.Moment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. What it carries arrives in order, each packet after a time of its own, or when that before it has; bytes are cut anywhere. Only the first packet is on the timeline; where the
 * line is cut it is not, and all behind it wait.
 *
 * <p>Draws from a stream of its own, so that another order of events elsewhere does not change what happens here.
 */
final class Wire {

    /** What may be under way before the sender is told to wait. */
    static final int ROOM = 1 << 20;

    /** As much as is received at once. */
    static final int MOST_AT_ONCE = 1 << 16;

    /** Heads of frames are small, so many a cut is near an edge. */
    private static final int EDGE = 8;

    private final SimulatedNetwork network;
    private final Connection connection;
    private final SeededRandom random;
    private final ArrayDeque<Packet> packets = new ArrayDeque<>();

    /** When the first packet arrives; null when there is none, or it cannot. */
    @Nullable
    private Moment arrival;

    /** Bytes that have been sent and were not received. */
    private long underWay;

    private boolean full;

    Wire(SimulatedNetwork network, Connection connection, SeededRandom random) {
        this.network = network;
        this.connection = connection;
        this.random = random;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    boolean isFull() {
        return full;
    }

    // ---------------------------------------------------------------- sending

    /** Takes a copy, in pieces. */
    void send(ByteBuffer bytes) {
        underWay += bytes.remaining();
        full |= underWay > ROOM;
        while (bytes.hasRemaining()) {
            long drawn = random.nextLong();
            byte[] piece = new byte[pieceOf(bytes.remaining(), drawn)];
            bytes.get(piece);
            Kind kind = network.lines().breaks(random) ? Kind.BREAK : Kind.BYTES;
            add(new Packet(kind, dueNanos(), piece, (drawn & 4) == 0));
        }
    }

    /** One of four is cut. */
    private static int pieceOf(int remaining, long drawn) {
        int most = Math.min(remaining, MOST_AT_ONCE);
        if (most == 1 || (drawn & 3) != 0) {
            return most;
        }
        int below = most - 1;
        int near = Math.min(below, EDGE);
        int at = (int) (drawn >>> 40);
        return switch ((int) (drawn >>> 3) & 3) {
            case 0 -> 1 + at % near;
            case 1 -> most - 1 - at % near;
            default -> 1 + at % below;
        };
    }

    void send(Kind kind) {
        add(new Packet(kind, dueNanos()));
    }

    private long dueNanos() {
        return network.timeline().inNanos(connection.latency(this).draw(random));
    }

    private void add(Packet packet) {
        packets.add(packet);
        goOn();
    }

    // ---------------------------------------------------------------- arriving

    /** Lets all arrive that is due, and waits for what is next; unless it waits already. */
    private void goOn() {
        while (arrival == null) {
            Packet first = packets.peek();
            if (first == null || connection.isCut(this, first)) {
                return;
            }
            if (first.dueNanos > network.timeline().nowNanos()) {
                arrival = network.timeline().at(first.dueNanos, this::arrives);
                return;
            }
            connection.arrived(this, packets.remove());
        }
    }

    private void arrives() {
        arrival = null;
        goOn();
    }

    /** A line has been healed, perhaps this one: what could not get through is sent again. */
    void heal() {
        Packet first = packets.peek();
        if (arrival == null && first != null && !connection.isCut(this, first)) {
            first.dueNanos = Math.max(first.dueNanos, dueNanos());
            goOn();
        }
    }

    /** Bytes have been received, or nobody is there to receive them. */
    void taken(int bytes) {
        underWay -= bytes;
        if (full && underWay <= ROOM / 2) {
            full = false;
            connection.drained(this);
        }
    }

    // ---------------------------------------------------------------- losing

    /** All that is under way is lost. */
    void lose() {
        packets.clear();
        waitNoLonger();
    }

    /** The last part of what is under way has not left the machine; how much that is the seed says. */
    void loseLast() {
        int kept = random.below(packets.size() + 1);
        while (packets.size() > kept) {
            packets.removeLast();
        }
        if (packets.isEmpty()) {
            waitNoLonger();
        }
    }

    private void waitNoLonger() {
        if (arrival != null) {
            arrival.cancel();
            arrival = null;
        }
    }
}
