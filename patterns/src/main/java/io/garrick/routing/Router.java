package io.garrick.routing;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A choice and those among whom it is made, as a value inside an actor that looks after the routees itself:
 *
 * <pre>{@code
 * router = router.removeRoutee(terminated.actor());
 * ActorRef worker = getContext().watch(getContext().actorOf(Props.create(Worker.class)));
 * router = router.addRoutee(worker);
 * }</pre>
 *
 * <p>Immutable but for what the {@link RoutingLogic} remembers, which goes on in the routers that are made from this one. Any thread may use it.
 *
 * <p>Origin: names and behaviour as in Akka.
 */
public final class Router {

    private final RoutingLogic logic;
    private final List<Routee> routees;

    /**
     * Without routees.
     *
     * @param logic chooses
     */
    public Router(RoutingLogic logic) {
        this(logic, List.of());
    }

    /**
     * With routees.
     *
     * @param logic chooses
     * @param routees among whom
     */
    public Router(RoutingLogic logic, List<? extends Routee> routees) {
        this.logic = Objects.requireNonNull(logic, "logic");
        this.routees = List.copyOf(routees);
    }

    /**
     * Who may get a message.
     *
     * @return the routees, in the order in which they were added
     */
    public List<Routee> routees() {
        return routees;
    }

    /**
     * What chooses.
     *
     * @return the logic
     */
    public RoutingLogic logic() {
        return logic;
    }

    /**
     * The same choice among others.
     *
     * @param others in place of the routees
     * @return another router
     */
    public Router withRoutees(List<? extends Routee> others) {
        return new Router(logic, others);
    }

    /**
     * With one routee more.
     *
     * @param routee whom
     * @return another router
     */
    public Router addRoutee(Routee routee) {
        List<Routee> more = new ArrayList<>(routees);
        more.add(routee);
        return withRoutees(more);
    }

    /**
     * With one routee more.
     *
     * @param ref whom
     * @return another router
     */
    public Router addRoutee(ActorRef ref) {
        return addRoutee(new ActorRefRoutee(ref));
    }

    /**
     * With one routee more.
     *
     * @param selection whom
     * @return another router
     */
    public Router addRoutee(ActorSelection selection) {
        return addRoutee(new ActorSelectionRoutee(selection));
    }

    /**
     * With one routee less.
     *
     * @param routee whom; nothing is taken off if it is no routee, and every time that it was added if it is
     * @return another router
     */
    public Router removeRoutee(Routee routee) {
        return withRoutees(
                routees.stream().filter(other -> !other.equals(routee)).toList());
    }

    /**
     * With one routee less.
     *
     * @param ref whom
     * @return another router
     */
    public Router removeRoutee(ActorRef ref) {
        return removeRoutee(new ActorRefRoutee(ref));
    }

    /**
     * With one routee less.
     *
     * @param selection whom
     * @return another router
     */
    public Router removeRoutee(ActorSelection selection) {
        return removeRoutee(new ActorSelectionRoutee(selection));
    }

    /**
     * Sends a message to whom the logic chooses; what is in a {@link Broadcast} to all routees. With nobody to send to it is a dead letter in the
     * system of the sender.
     *
     * @param message what to send
     * @param sender whom the receiver sees as the sender, if anybody
     * @throws IllegalStateException when there is nobody to send to and no sender
     */
    public void route(Object message, @Nullable ActorRef sender) {
        if (!offer(message, sender)) {
            NoRoutee.INSTANCE.send(message, sender);
        }
    }

    /** Sends a message, if there is somebody to send it to. */
    boolean offer(Object message, @Nullable ActorRef sender) {
        Object sent = message;
        Routee chosen;
        if (message instanceof Broadcast) {
            sent = ((Broadcast) message).message();
            chosen = routees.isEmpty() ? NoRoutee.INSTANCE : new SeveralRoutees(routees);
        } else {
            chosen = logic.select(message, routees);
        }
        if (chosen == NoRoutee.INSTANCE) {
            return false;
        }
        chosen.send(sent, sender);
        return true;
    }
}
