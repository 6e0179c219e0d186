package io.garrick.routing;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One after the other. */
public final class RoundRobinRoutingLogic implements RoutingLogic {

    private final AtomicLong next = new AtomicLong();

    /** Begins with the first. */
    public RoundRobinRoutingLogic() {}

    @Override
    public Routee select(Object message, List<Routee> routees) {
        return routees.isEmpty()
                ? NoRoutee.INSTANCE
                : routees.get((int) Long.remainderUnsigned(next.getAndIncrement(), routees.size()));
    }
}
