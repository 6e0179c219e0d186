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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who of this node watches whom of the other, and the other way round. Guarded by its association's monitor. */
final class Watches {

    private final Set<Watch> ours = new LinkedHashSet<>();
    private final Set<Watch> theirs = new LinkedHashSet<>();

    /**
     * Ours that were ended by a verdict on a node that was never met: should it turn up, nothing of the subject may come to the watcher, who has had the notice of its end (W02). Any
     * thread looks.
     */
    private final Set<Watch> missing = ConcurrentHashMap.newKeySet();

    boolean areWanted() {
        return !ours.isEmpty();
    }

    /** A signal leaves; false when it says nothing new there: what it ends was ended by a verdict. */
    boolean sends(Signal signal) {
        if (signal instanceof Watch watch) {
            ours.add(watch);
            missing.remove(watch);
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

    /** As {@link #end}, of a node that was never met. */
    List<Signal> endUnmet() {
        missing.addAll(ours);
        return end(Set.of());
    }

    /** Whether a sender counts as ended for a recipient; for a selection, whether it does for anybody. Any thread. */
    boolean isMissing(ActorRef sender, @Nullable ActorRef recipient) {
        if (missing.isEmpty()) {
            return false;
        }
        return recipient == null
                ? missing.stream().anyMatch(watch -> watch.subject().equals(sender))
                : missing.contains(new Watch(sender, recipient));
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
