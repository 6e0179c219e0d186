package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;

/** What other nodes may do here (N10). In untrusted mode they may tell those whose refs they were given, and nothing else. */
final class Trust {

    private final boolean complete;
    private final Recipients selections;

    Trust(RemoteSettings settings) {
        this.complete = !settings.untrusted();
        this.selections = new Recipients(settings.trustedSelections());
    }

    boolean admitsSignals() {
        return complete;
    }

    boolean admits(Object message) {
        return complete || !(message instanceof PoisonPill) && !(message instanceof Kill);
    }

    boolean admitsSelection(ActorPath path) {
        return complete || selections.contains(path.elements());
    }
}
