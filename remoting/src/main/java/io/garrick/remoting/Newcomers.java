package io.garrick.remoting;

import io.garrick.actor.spi.Transport.End;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections of those who say that they are a node that is talked to, in another life. Anybody can say so: they wait until a connection that this node makes to that address was
 * welcomed, by whichever life is there, or has found nobody (N03). Guarded by the association's monitor.
 */
final class Newcomers implements Outbound {

    /** Of one address; a node has 36 connections at most. */
    static final int MOST = 64;

    private final Association association;
    private final List<InboundConnection> waiting = new ArrayList<>();

    @Nullable
    private OutboundConnection probe;

    private boolean foundNobody;

    Newcomers(Association association) {
        this.association = association;
    }

    /** Lets one wait; false when there are too many. */
    boolean add(InboundConnection newcomer, List<Runnable> then) {
        if (waiting.size() >= MOST) {
            return false;
        }
        waiting.add(newcomer);
        if (probe == null) {
            OutboundConnection made = new OutboundConnection(
                    association, LaneKind.HEARTBEAT, this, () -> association.hello(LaneKind.HEARTBEAT, 0, 0, 0));
            probe = made;
            foundNobody = false;
            long half = association.node().settings().handshakeTimeout().toNanos()
                    / 2; // who waits has no more than the whole
            then.add(() -> made.connect(half));
        }
        return true;
    }

    /** Whether the last answer was that there is no such node at the address. Such as are not reached from here can still call, and begin anew. */
    boolean foundNobody() {
        return foundNobody;
    }

    /** One is not there any more. */
    void remove(InboundConnection newcomer) {
        waiting.remove(newcomer);
    }

    @Override
    public void ready(OutboundConnection ready) {
        judge(ready, false);
        ready.close();
    }

    @Override
    public void ended(OutboundConnection ended, End end) {
        judge(ended, !ended.foundNode());
    }

    private void judge(OutboundConnection asked, boolean nobody) {
        association.change(then -> {
            if (probe == asked) {
                probe = null;
                foundNobody = nobody;
                List<InboundConnection> due = List.copyOf(waiting);
                waiting.clear();
                due.forEach(one -> then.add(() -> one.link().execute(one::judge)));
            }
        });
    }

    @Override
    public void frame(OutboundConnection on, int type, WireInput input) {
        throw new MalformedFrameException("frame is not expected from who was only asked for its life: type=" + type);
    }

    @Override
    public void writable(OutboundConnection on) {}
}
