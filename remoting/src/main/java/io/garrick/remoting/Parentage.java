package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import io.garrick.actor.spi.RemoteRefProvider.Create;
import io.garrick.actor.spi.RemoteRefProvider.Happening;
import io.garrick.actor.spi.RemoteRefProvider.Order;
import io.garrick.actor.spi.RemoteRefProvider.Report;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whose children of this node live on the other one, and the other way round. Guarded by its association's monitor. */
final class Parentage {

    /** Parents here, by their children there. */
    private final Map<ActorRef, ActorRef> ours = new LinkedHashMap<>();

    /** Parents there, by their children here. As many as there are actors: who may create them may create any number. */
    private final Map<ActorRef, ActorRef> theirs = new LinkedHashMap<>();

    private final Recipients large;

    /** @param large gets the children that their parents have declared recipients of large messages */
    Parentage(Recipients large) {
        this.large = large;
    }

    boolean isAny() {
        return !ours.isEmpty() || !theirs.isEmpty();
    }

    /** Whether it was created from here. */
    boolean isOurs(ActorRef child) {
        return ours.containsKey(child);
    }

    /** A signal leaves; false when whom it is about was ended by a verdict. */
    boolean sends(Signal signal) {
        if (signal instanceof Create create) {
            ours.put(create.child(), create.parent());
            if (create.props().deploy().largeMessages()) {
                large.declare(create.child().path().elements());
            }
            return true;
        } else if (signal instanceof Report report) {
            boolean ends = report.what() == Happening.GONE || report.what() == Happening.REFUSED;
            return ends ? theirs.remove(report.child()) != null : theirs.containsKey(report.child());
        }
        return ours.containsKey(signal.recipient());
    }

    /** Another's child is to be created here. */
    void comes(ActorRef child, ActorRef parent) {
        theirs.put(child, parent);
    }

    /** A signal has come. */
    void receives(Signal signal) {
        if (signal instanceof Report report
                && (report.what() == Happening.GONE || report.what() == Happening.REFUSED)) {
            ours.remove(report.child());
            large.withdraw(report.child().path().elements());
        }
    }

    /** The other node is no more. Returns what the actors of this node are told. */
    List<Signal> end() {
        List<Signal> signals = new ArrayList<>();
        ours.forEach((child, parent) -> signals.add(new Report(parent, child, Happening.LOST, 0, null, "")));
        theirs.forEach((child, parent) -> signals.add(new Order(child, parent, Step.STOP, null, 0, null, false)));
        ours.keySet().forEach(child -> large.withdraw(child.path().elements()));
        ours.clear();
        theirs.clear();
        return signals;
    }
}
