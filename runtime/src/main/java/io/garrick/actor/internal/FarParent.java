package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.spi.RemoteRefProvider.Route;
import io.garrick.actor.spi.RemoteRefProvider.Rules;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import org.jspecify.annotations.Nullable;

/** The parent of an actor of this node that an actor of another node has created: the ref of that one, to which its child's failures and its end are reported. One for each child. */
final class FarParent extends RemoteRef {

    /** As this node has it, with its uid. */
    private final ActorPath childPath;

    private volatile Rules rules;

    FarParent(LocalSystem system, ActorPath path, Route route, ActorPath childPath, Rules rules) {
        super(system, path, route);
        this.childPath = childPath;
        this.rules = rules;
    }

    /** What the child has to know of its parent's strategy. */
    Rules rules() {
        return rules;
    }

    void rules(Rules now) {
        rules = now;
    }

    @Override
    public ActorPath childPath(String name, long uid) {
        return childPath;
    }

    @Override
    public void sendSystem(CellMessage message) {
        Signal report = message.report(this);
        if (message instanceof CellMessage.StopChild stop) { // of somebody here, whom its parent need not be asked for
            stop.child().sendSystem(new CellMessage.Stop());
            return;
        }
        if (report == null) {
            super.sendSystem(message);
            return;
        }
        boolean ends = message instanceof CellMessage.ChildGone;
        boolean last = ends && system().remote().deployments().gone(childPath);
        route().signal(report);
        if (last) {
            system().remote().deployments().noneLeft();
        }
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }
}
