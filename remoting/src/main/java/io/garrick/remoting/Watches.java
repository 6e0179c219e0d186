package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Unwatch;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Who of this node watches whom of the other, and the other way round. Guarded by its association's monitor. */
final class Watches {

    /** That the other node may have here. */
    static final int MOST = 1 << 18;

    private final Set<Watch> ours = new LinkedHashSet<>();
    private final Set<Watch> theirs = new LinkedHashSet<>();

    private final Unmet missing;

    Watches(Unmet missing) {
        this.missing = missing;
    }

    boolean areAny() {
        return !ours.isEmpty() || !theirs.isEmpty();
    }

    boolean areWanted() {
        return !ours.isEmpty();
    }

    /** A signal leaves; false when it says nothing new there: what it ends was ended by a verdict. */
    boolean sends(Signal signal) {
        if (signal instanceof Watch watch) {
            ours.add(watch);
            return true;
        } else if (signal instanceof Unwatch unwatch) {
            return ours.remove(new Watch(unwatch.subject(), unwatch.watcher()));
        }
        return theirs.remove(new Watch(((Ended) signal).subject(), ((Ended) signal).watcher()));
    }

    /** Whether the other node may not watch anybody more. */
    boolean areTooMany() {
        return theirs.size() >= MOST;
    }

    /** A signal has come. */
    void receives(Signal signal) {
        if (signal instanceof Watch) {
            theirs.add((Watch) signal);
        } else if (signal instanceof Unwatch unwatch) {
            theirs.remove(new Watch(unwatch.subject(), unwatch.watcher()));
        } else if (signal instanceof Ended ended) {
            ours.remove(new Watch(ended.subject(), ended.watcher()));
        }
    }

    /** Whether an actor of this node wants to hear that. What nobody waits for is not kept. */
    boolean waitsFor(Ended notice) {
        return ours.contains(new Watch(notice.subject(), notice.watcher()));
    }

    /** Whether a verdict was passed on this life of the node before it was met. */
    boolean wasGivenUp(long incarnation) {
        return missing.contains(incarnation);
    }

    boolean hasMissing() {
        return !missing.isEmpty();
    }

    void forgive() {
        missing.clear();
    }

    /**
     * The other node is no more, but for these watches.
     *
     * @param met whether the life of a subject is known, so that it is given up by itself
     * @return what the actors of this node are told
     */
    List<Signal> end(Predicate<ActorRef> spared, Predicate<ActorRef> met) {
        List<Signal> signals = new ArrayList<>();
        for (Watch watch : ours) {
            if (!spared.test(watch.subject())) {
                signals.add(new Ended(watch.subject(), watch.watcher(), false, true));
                if (!met.test(watch.subject())) {
                    missing.add(watch.subject());
                }
            }
        }
        ours.removeIf(watch -> !spared.test(watch.subject()));
        theirs.forEach(watch -> signals.add(new Unwatch(watch.subject(), watch.watcher())));
        theirs.clear();
        return signals;
    }

    /** Those that stand, in order. */
    List<Watch> ours() {
        return List.copyOf(ours);
    }
}
