package io.garrick.remoting;

import io.garrick.actor.spi.RemoteRefProvider.Ended;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The other node as it is now: one incarnation in one epoch, what has come from it, and its connections with this one. Guarded by its association, but for the lanes.
 */
final class Peer {

    static final int MOST_OF_A_KIND = 4;

    private final long incarnation;
    private final int epoch;

    /** Each made when it is first asked for: most nodes have one. */
    private final AtomicReferenceArray<InboundLane> lanes = new AtomicReferenceArray<>(Frames.MOST_LANES);

    private final Set<Connection> connections = new LinkedHashSet<>();

    /** Those that it has made for anything but messages, the oldest first. A lane for messages sees to it itself that it has one. */
    private final Map<LaneKind, Set<Connection>> made = new EnumMap<>(LaneKind.class);

    /** Notices that wait until the lanes have delivered what was sent before them (W02), with how far that is. A few for each watch of this node at most, as others are not kept. */
    private final Map<Ended, long[]> held = new LinkedHashMap<>();

    /** Number of the next signal. */
    private long expected = 1;

    /** Whether anything is held; looked at by lanes that have delivered. */
    private volatile boolean holding;

    private boolean over;

    Peer(long incarnation, int epoch) {
        this.incarnation = incarnation;
        this.epoch = epoch;
    }

    boolean is(long otherIncarnation, int otherEpoch) {
        return incarnation == otherIncarnation && epoch == otherEpoch;
    }

    long incarnation() {
        return incarnation;
    }

    int epoch() {
        return epoch;
    }

    /** Any thread. */
    InboundLane lane(int number) {
        InboundLane known = lanes.get(number);
        if (known != null) {
            return known;
        }
        InboundLane made = new InboundLane();
        InboundLane earlier = lanes.compareAndExchange(number, null, made);
        return earlier == null ? made : earlier;
    }

    /** After {@link #end}, its connections being closed: none of them delivers anything from when this returns. Not under the association's lock. */
    void shutLanes() {
        for (int i = 0; i < lanes.length(); i++) {
            InboundLane lane = lanes.get(i);
            if (lane != null) {
                lane.shut();
            }
        }
    }

    // ---------------------------------------------------------------- under the association's lock

    boolean isOver() {
        return over;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    /** One more that it has made; returns the one that has to go for it. It has one at a time, or two, and the oldest here is one that it lost sight of. */
    @Nullable
    Connection makeRoom(LaneKind kind, Connection newest) {
        if (kind.carriesMessages() || !connections.contains(newest)) {
            return null;
        }
        Set<Connection> alike = made.computeIfAbsent(kind, any -> new LinkedHashSet<>());
        alike.add(newest);
        if (alike.size() <= MOST_OF_A_KIND) {
            return null;
        }
        Connection oldest = alike.iterator().next();
        alike.remove(oldest);
        return oldest;
    }

    boolean remove(Connection connection) {
        made.values().forEach(alike -> alike.remove(connection));
        return connections.remove(connection);
    }

    boolean hasConnections() {
        return !connections.isEmpty();
    }

    /** Nothing more comes from it; returns the connections that are to be closed. */
    List<Connection> end() {
        over = true;
        held.clear();
        return List.copyOf(connections);
    }

    /** Whether somebody is the same one in an epoch that is over. */
    boolean isNewerThan(long otherIncarnation, int otherEpoch) {
        return incarnation == otherIncarnation && epoch > otherEpoch;
    }

    /** Whether a signal is the next one, and not one that was lost sight of or has come already. */
    boolean isNext(long number) {
        if (number != expected) {
            return false;
        }
        expected++;
        return true;
    }

    long acknowledged() {
        return expected - 1;
    }

    /** Whether no signal has come from it yet: whoever meets it anew expects the same number. */
    boolean isBlank() {
        return expected == 1;
    }

    /** Keeps a notice back if need be. */
    boolean hold(Ended notice, long[] marks) {
        held.put(notice, marks); // said twice it is kept once
        holding = true; // before the lanes are looked at, as these look at it after they have delivered
        if (!haveReached(marks)) {
            return true;
        }
        held.remove(notice);
        holding = !held.isEmpty();
        return false;
    }

    private boolean haveReached(long[] marks) {
        for (int i = 0; i < marks.length; i++) {
            InboundLane lane = lanes.get(i);
            if ((lane == null ? 0 : lane.delivered()) < marks[i]) {
                return false;
            }
        }
        return true;
    }

    boolean isHolding() {
        return holding;
    }

    /** Notices whose time has come. */
    List<Ended> release() {
        List<Ended> due = new ArrayList<>();
        held.forEach((notice, marks) -> {
            if (haveReached(marks)) {
                due.add(notice);
            }
        });
        due.forEach(held::remove);
        holding = !held.isEmpty();
        return due;
    }
}
