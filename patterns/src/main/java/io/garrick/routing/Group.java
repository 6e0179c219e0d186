package io.garrick.routing;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.RouterConfig;
import java.util.List;

/**
 * A router whose routees live elsewhere: whoever is at these paths when a message is sent. To write one of your own, implement {@link #createLogic}.
 *
 * <p>Nobody is watched but who is added as an {@link ActorRefRoutee}; the router stops when it is told to.
 */
public interface Group extends RouterConfig {

    /**
     * Where the routees are.
     *
     * @return paths that {@link ActorSystem#actorSelection} reads
     */
    List<String> paths();

    /**
     * What chooses; each router has its own.
     *
     * @param system where the router will live
     * @return a logic
     */
    RoutingLogic createLogic(ActorSystem system);

    /**
     * Where the router's own actor runs.
     *
     * @return id of a dispatcher; empty for the default one
     */
    default String routerDispatcher() {
        return "";
    }

    /**
     * A router of this kind.
     *
     * @return the props
     */
    default Props props() {
        return Props.empty().withRouter(this);
    }

    /** {@inheritDoc} The given props are for no one: a group makes no routees. */
    @Override
    default Props routerProps(Props routees) {
        return RouterActor.props(this);
    }
}
