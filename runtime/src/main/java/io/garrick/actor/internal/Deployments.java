package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.spi.RemoteRefProvider.Create;
import io.garrick.actor.spi.RemoteRefProvider.Happening;
import io.garrick.actor.spi.RemoteRefProvider.Meanwhile;
import io.garrick.actor.spi.RemoteRefProvider.Order;
import io.garrick.actor.spi.RemoteRefProvider.Report;
import io.garrick.actor.spi.RemoteRefProvider.Route;
import io.garrick.actor.spi.RemoteRefProvider.Rule;
import io.garrick.supervision.WhileStopped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Actors whose parents live on another node than they do: children of this system's actors elsewhere, and others' children here. Any thread. */
final class Deployments {

    private final LocalSystem system;

    /** Elsewhere, by uid. */
    private final Map<Long, DeployedRef> away = new ConcurrentHashMap<>();

    /** Here, by uid. Guarded by this. */
    private final Map<Long, LocalRef> here = new LinkedHashMap<>();

    /** Here, by the names of their paths: the last one of each place, since one that has lost its parent may not have ended yet. Guarded by this. */
    private final Map<List<String>, LocalRef> places = new HashMap<>();

    private boolean ending;

    @Nullable
    private Runnable whenNone;

    Deployments(LocalSystem system) {
        this.system = system;
    }

    // ---------------------------------------------------------------- elsewhere

    void add(DeployedRef child) {
        away.put(child.uid(), child);
    }

    boolean areAnyAway() {
        return !away.isEmpty();
    }

    void remove(DeployedRef child) {
        away.remove(child.uid());
    }

    /** Who is meant, if it is a child of an actor of this system. */
    @Nullable
    DeployedRef away(ActorPath path) {
        DeployedRef child = away.isEmpty() ? null : away.get(path.uid());
        return child != null && child.path().equals(path) ? child : null;
    }

    void deliver(Report report) {
        DeployedRef child = away(report.child().path());
        if (child != null && child.parent().equals(report.parent())) {
            child.happened(report);
        }
    }

    // ---------------------------------------------------------------- here

    void deliver(Create create) {
        Route back = system.remote().route(create.parent().path().address());
        try {
            create(create, back);
        } catch (RuntimeException | LinkageError refused) {
            String problem = refused.getMessage() == null ? refused.getClass().getName() : refused.getMessage();
            system.logger()
                    .error(
                            "actor of another node is not created: actor={} parent={} problem={}",
                            create.child(),
                            create.parent(),
                            problem);
            back.signal(new Report(create.parent(), create.child(), Happening.REFUSED, 0, null, problem));
        }
    }

    private void create(Create create, Route back) {
        ActorPath parent = create.parent().path();
        ActorPath path = create.child().path();
        List<String> names = new FarPlace(path.address(), parent.address()).names(parent, path.name());
        if (!names.equals(path.elements())) {
            throw new IllegalArgumentException("place is none of a child of that parent: place=" + path);
        }
        FarParent far = new FarParent(system, parent, back, system.remote().local(path), create.rules());
        ActorCell cell = system.spawner().spawnHere(far, create.props(), path.name(), path.uid());
        enter(cell, names);
        if (create.suspended()) {
            cell.startSuspended();
        }
        back.signal(new Report(create.parent(), create.child(), Happening.CREATED, 0, null, ""));
        cell.start();
    }

    private synchronized void enter(ActorCell cell, List<String> names) {
        LocalRef ref = cell.ref();
        if (ending || here.putIfAbsent(ref.uid(), ref) != null) {
            cell.dispatcher().detach();
            throw new IllegalStateException(
                    ending
                            ? "system is shutting down: system=" + system.name()
                            : "actor is there already: actor=" + ref);
        }
        places.put(names, ref);
    }

    void deliver(Rule rule) {
        send(rule.child(), rule.parent(), new CellMessage.Rule(rule.rules()));
    }

    void deliver(Order order) {
        CellMessage message = switch (order.step()) {
            case SUSPEND -> new CellMessage.Suspend();
            case RESUME -> new CellMessage.Resume(false);
            case GO_ON -> new CellMessage.Resume(true);
            case RESTART -> new CellMessage.Restart(order.cause(), order.redeliveries(), order.awaited());
            case TAKE_DOWN ->
                new CellMessage.TakeDown(
                        order.cause(), order.redeliveries(), whileStopped(order.meanwhile()), order.awaited());
            case START -> new CellMessage.Start(order.awaited());
            case STOP -> new CellMessage.Stop();
        };
        send(order.child(), order.parent(), message);
    }

    private static @Nullable WhileStopped whileStopped(@Nullable Meanwhile meanwhile) {
        if (meanwhile == null) {
            return null;
        }
        Object reply = meanwhile.reply();
        return reply == null ? new WhileStopped.DeadLetters() : new WhileStopped.Reply(reply);
    }

    private void send(ActorRef to, ActorRef parent, CellMessage message) {
        LocalRef child = here(to.path());
        if (child != null && child.parent().equals(parent)) {
            child.sendSystem(message);
        }
    }

    private synchronized @Nullable LocalRef here(ActorPath path) {
        LocalRef found = here.get(path.uid());
        return found != null && found.path().elements().equals(path.elements()) ? found : null;
    }

    /** Who has that place, or is nearest above it. */
    @Nullable
    synchronized LocalRef above(List<String> names, long uid) {
        LocalRef exact = here.get(uid);
        if (exact != null && exact.path().elements().equals(names)) {
            return exact;
        }
        for (int length = names.size(); length > 1 && !places.isEmpty(); length--) {
            LocalRef found = places.get(names.subList(0, length));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    synchronized List<LocalRef> all() {
        return new ArrayList<>(here.values());
    }

    /** Those of the actors that are here: they are below no other. */
    List<ActorCell> cells() {
        return all().stream().map(LocalRef::laCell).filter(Objects::nonNull).toList();
    }

    /** One of them has ended, its place is free; whether it was the last one. */
    synchronized boolean gone(ActorPath path) {
        LocalRef ended = here.remove(path.uid());
        if (ended != null) {
            places.remove(path.elements(), ended);
        }
        return here.isEmpty();
    }

    // ---------------------------------------------------------------- the end

    /** The system ends: none comes any more, and those that are here are stopped. */
    void end() {
        synchronized (this) {
            ending = true;
        }
        all().forEach(child -> child.sendSystem(new CellMessage.Stop()));
    }

    /** Does something when the last one has ended; after {@link #end}. */
    void whenNone(Runnable action) {
        synchronized (this) {
            whenNone = action;
        }
        noneLeft();
    }

    /** None may be left, and that may be waited for. */
    void noneLeft() {
        Runnable then;
        synchronized (this) {
            then = here.isEmpty() ? whenNone : null;
            whenNone = then == null ? whenNone : null;
        }
        if (then != null) {
            then.run();
        }
    }
}
