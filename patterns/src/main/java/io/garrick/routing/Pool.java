package io.garrick.routing;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.RouterConfig;
import io.garrick.supervision.SupervisorStrategy;

/**
 * A router that makes its routees itself, as its children. To write one of your own, implement {@link #createLogic}.
 *
 * <ul>
 *   <li>Messages that come before the routees are there wait, and go first.
 *   <li>A routee that fails is restarted, alone, unless {@link #supervisorStrategy()} says something else (Akka escalates, which restarts the router with all of them).
 *   <li>A routee that has ended is let go; with the last one the router stops.
 *   <li>When the router itself is restarted, its routees are kept.
 *   <li>{@code PoisonPill} and {@code Kill} end the router, and the routees with it, whatever they have queued; {@code new Broadcast(PoisonPill.getInstance())} lets them work it off
 *       first.
 * </ul>
 */
public interface Pool extends RouterConfig {

    /**
     * How many routees there are in the beginning.
     *
     * @return 0 or more
     */
    int nrOfInstances();

    /**
     * What chooses; each router has its own.
     *
     * @param system where the router will live
     * @return a logic
     */
    RoutingLogic createLogic(ActorSystem system);

    /**
     * What becomes of a routee that fails.
     *
     * @return the strategy; by default one-for-one, without a limit
     */
    default SupervisorStrategy supervisorStrategy() {
        return SupervisorStrategy.defaultStrategy();
    }

    /**
     * Where the router's own actor runs, which looks after the routees.
     *
     * @return id of a dispatcher; empty for the default one
     */
    default String routerDispatcher() {
        return "";
    }

    /**
     * A router of this kind.
     *
     * @param routees what its routees are made from
     * @return the props
     */
    default Props props(Props routees) {
        return routees.withRouter(this);
    }

    @Override
    default Props routerProps(Props routees) {
        return RouterActor.props(this, routees);
    }
}
