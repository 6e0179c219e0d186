package io.garrick.routing;

import io.garrick.actor.ActorSystem;
import io.garrick.supervision.SupervisorStrategy;
import java.util.Objects;

/**
 * A pool: each message goes to the next.
 *
 * @param nrOfInstances how many routees, 0 or more
 * @param supervisorStrategy what becomes of one that fails
 * @param routerDispatcher where the router's own actor runs; empty for the default dispatcher
 */
public record RoundRobinPool(int nrOfInstances, SupervisorStrategy supervisorStrategy, String routerDispatcher)
        implements Pool {

    /**
     * Checks the arguments.
     *
     * @param nrOfInstances how many routees, 0 or more
     * @param supervisorStrategy what becomes of one that fails
     * @param routerDispatcher where the router's own actor runs; empty for the default dispatcher
     * @throws IllegalArgumentException when the number is negative
     */
    public RoundRobinPool {
        PoolSize.check(nrOfInstances);
        Objects.requireNonNull(supervisorStrategy, "supervisorStrategy");
        Objects.requireNonNull(routerDispatcher, "routerDispatcher");
    }

    /**
     * Routees that are restarted when they fail.
     *
     * @param nrOfInstances how many, 0 or more
     * @throws IllegalArgumentException when the number is negative
     */
    public RoundRobinPool(int nrOfInstances) {
        this(nrOfInstances, SupervisorStrategy.defaultStrategy(), "");
    }

    /**
     * With another strategy.
     *
     * @param strategy what becomes of a routee that fails
     * @return another pool
     */
    public RoundRobinPool withSupervisorStrategy(SupervisorStrategy strategy) {
        return new RoundRobinPool(nrOfInstances, strategy, routerDispatcher);
    }

    /**
     * With the router's own actor elsewhere; where the routees run is said by their props.
     *
     * @param dispatcherId a configured id
     * @return another pool
     */
    public RoundRobinPool withDispatcher(String dispatcherId) {
        return new RoundRobinPool(nrOfInstances, supervisorStrategy, dispatcherId);
    }

    @Override
    public RoutingLogic createLogic(ActorSystem system) {
        return new RoundRobinRoutingLogic();
    }
}
