package io.garrick.remoting;

import io.garrick.actor.spi.RemoteRefProvider.Ended;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Unwatch;
import io.garrick.actor.spi.RemoteRefProvider.Watch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who of this node watches whom of the other, and the other way round. Guarded by its association's monitor. */
final class Watches {

    private final Set<Watch> ours = new LinkedHashSet<>();
    private final Set<Watch> theirs = new LinkedHashSet<>();

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

    /** The other node is no more, but for those watches of which it has not heard. Returns what the actors of this node are told. */
    List<Signal> end(Set<Signal> spared) {
        List<Signal> signals = new ArrayList<>();
        for (Watch watch : ours) {
            if (!spared.contains(watch)) {
                signals.add(new Ended(watch.subject(), watch.watcher(), false, true));
            }
        }
        ours.retainAll(spared);
        theirs.forEach(watch -> signals.add(new Unwatch(watch.subject(), watch.watcher())));
        theirs.clear();
        return signals;
    }
}
