/**
 * Routers: one ref for several actors. {@code Props.withRouter(new RoundRobinPool(5))} makes an actor whose routees are its children,
 * {@link io.garrick.routing.RoundRobinGroup} and its kind one whose routees live elsewhere, and {@link io.garrick.routing.Router} is the same choice
 * as a value inside an actor of one's own.
 *
 * <p>Which routee gets a message is chosen in the thread of who sends it (promise R01): a router is no hop and no bottleneck.
 */
@NullMarked
package io.garrick.routing;

import org.jspecify.annotations.NullMarked;
