package io.garrick.routing;

import io.garrick.actor.ActorSystem;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * A group: each message goes to all.
 *
 * @param paths where the routees are
 * @param routerDispatcher where the router's own actor runs; empty for the default dispatcher
 */
public record BroadcastGroup(List<String> paths, String routerDispatcher) implements Group {

    /**
     * Keeps a copy.
     *
     * @param paths where the routees are
     * @param routerDispatcher where the router's own actor runs; empty for the default dispatcher
     */
    public BroadcastGroup {
        paths = List.copyOf(paths);
        Objects.requireNonNull(routerDispatcher, "routerDispatcher");
    }

    /**
     * Those at some paths.
     *
     * @param paths where the routees are
     */
    public BroadcastGroup(Iterable<String> paths) {
        this(StreamSupport.stream(paths.spliterator(), false).toList(), "");
    }

    /**
     * With the router's own actor elsewhere.
     *
     * @param dispatcherId a configured id
     * @return another group
     */
    public BroadcastGroup withDispatcher(String dispatcherId) {
        return new BroadcastGroup(paths, dispatcherId);
    }

    @Override
    public RoutingLogic createLogic(ActorSystem system) {
        return new BroadcastRoutingLogic();
    }
}
