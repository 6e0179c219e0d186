package io.garrick.actor;

/**
 * What stands before several actors and gives each message to one of them, or to all: a router, which is an actor too. Set with
 * {@link Props#withRouter}. Immutable; equal when it makes equal routers.
 *
 * <p>A router sends in the thread of whoever tells it something, by a {@link io.garrick.actor.spi.RefInterceptor}; its actor makes and watches the
 * routees. So anybody can write one: those of {@code io.garrick.routing} stand on nothing else, and its interfaces {@code Pool} and {@code Group}
 * need a choice only.
 *
 * <p>Origin: the name is Akka's.
 */
public interface RouterConfig {

    /**
     * The router itself. Called in each {@code actorOf}, in that thread; what it throws reaches the caller.
     *
     * @param routees what its routees are to be made from, without a router
     * @return what the router is made from, without a router; where it lives is said for it as for the routees
     */
    Props routerProps(Props routees);
}
