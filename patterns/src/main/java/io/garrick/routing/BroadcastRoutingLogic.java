package io.garrick.routing;

import java.util.List;

/** All of them. */
public final class BroadcastRoutingLogic implements RoutingLogic {

    /** Has nothing to remember. */
    public BroadcastRoutingLogic() {}

    @Override
    public Routee select(Object message, List<Routee> routees) {
        return routees.isEmpty() ? NoRoutee.INSTANCE : new SeveralRoutees(routees);
    }
}
