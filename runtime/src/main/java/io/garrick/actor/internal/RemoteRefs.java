package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.spi.Platform;
import io.garrick.actor.spi.RemoteRefProvider;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.StandIn;
import io.garrick.actor.spi.Transport;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A system's place among others. Any thread. */
final class RemoteRefs implements RemoteServices {

    private final LocalSystem system;
    private final Platform platform;
    private final ActorPath localRoot;
    private final long incarnation;
    private final ReplyRefs replies = new ReplyRefs();
    private final Deployments deployments;

    @Nullable
    private volatile RemoteRefProvider provider;

    private volatile boolean closed;

    RemoteRefs(LocalSystem system, Platform platform, ActorPath localRoot, long incarnation) {
        this.system = system;
        this.platform = platform;
        this.localRoot = localRoot;
        this.incarnation = incarnation;
        this.deployments = new Deployments(system);
    }

    // ---------------------------------------------------------------- who carries

    @Override
    public synchronized void join(RemoteRefProvider joined) {
        if (closed) {
            throw new IllegalStateException("system has ended, it cannot join others: system=" + system.name());
        }
        if (provider != null) {
            throw new IllegalStateException(
                    "system has joined others already: system=" + system.name() + " address=" + address());
        }
        provider = joined;
    }

    boolean isJoined() {
        return provider != null;
    }

    /** The way to another node, of a system that has joined others. */
    RemoteRefProvider.Route route(Address node) {
        return Objects.requireNonNull(provider, "provider").route(node);
    }

    Deployments deployments() {
        return deployments;
    }

    @Override
    public Optional<Transport> transport() {
        return platform.transport();
    }

    @Override
    public Address address() {
        RemoteRefProvider known = provider;
        return known == null ? localRoot.address() : known.address();
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    boolean runsHere() {
        RemoteRefProvider known = provider;
        return known != null && known.runsHere();
    }

    /** No actor is left. */
    synchronized CompletionStage<?> close() {
        closed = true;
        RemoteRefProvider known = provider;
        return known == null ? CompletableFuture.completedFuture(this) : known.close();
    }

    // ---------------------------------------------------------------- refs and paths

    boolean isLocal(Address address) {
        return address.equals(localRoot.address()) || address.equals(address());
    }

    @Override
    public ActorRef resolve(ActorPath path) {
        if (!isLocal(path.address())) {
            DeployedRef child = deployments.away(path);
            return child == null ? remote(path) : child;
        }
        ActorRef found = isReply(path) ? replies.find(path.uid()) : system.find(path);
        return found == null ? new NowhereRef(system, local(path)) : found;
    }

    private boolean isReply(ActorPath path) {
        return path.elements().size() == 2 && path.elements().get(0).equals("temp");
    }

    /** As a path of this process. */
    ActorPath local(ActorPath path) {
        return localRoot.descendant(path.elements()).withUid(path.uid());
    }

    /** Where another address leads: nowhere without host and port, wherever such a path may have come from. */
    InternalRef remote(ActorPath path) {
        RemoteRefProvider known = provider;
        return known == null || !path.address().hasGlobalScope()
                ? new NowhereRef(system, path)
                : new RemoteRef(system, path, known.route(path.address()));
    }

    @Override
    public ActorPath export(ActorRef ref) {
        ActorRef actual = StandIn.actual(ref);
        if (actual instanceof ReplyRef) {
            replies.add((ReplyRef) actual);
        }
        ActorPath path = actual.path();
        return path.address().hasLocalScope()
                ? ActorPath.root(address()).descendant(path.elements()).withUid(path.uid())
                : path;
    }

    // ---------------------------------------------------------------- what has come

    @Override
    public void deliver(ActorRef recipient, Object message, @Nullable ActorRef sender) {
        system.tell(recipient, message, sender);
    }

    @Override
    public void select(ActorPath path, Object message, @Nullable ActorRef sender) {
        String text = local(path).toSerializationFormat();
        system.guarded(system.rootGuardian(), () -> system.actorSelection(text).tell(message, sender));
    }

    @Override
    public void deliver(RemoteRefProvider.Signal signal) {
        if (signal instanceof RemoteRefProvider.Ended ended) {
            DeathWatch.notify(
                    system,
                    now(ended.watcher()),
                    ended.subject(),
                    ended.existenceConfirmed(),
                    ended.addressTerminated());
        } else if (signal instanceof RemoteRefProvider.Create create) {
            deployments.deliver(create);
        } else if (signal instanceof RemoteRefProvider.Order order) {
            deployments.deliver(order);
        } else if (signal instanceof RemoteRefProvider.Rule rule) {
            deployments.deliver(rule);
        } else if (signal instanceof RemoteRefProvider.Report report) {
            deployments.deliver(report);
        } else {
            DeathWatch.send(now(signal.recipient()), signal.other(), signal instanceof RemoteRefProvider.Watch);
        }
    }

    @Override
    public void expect(Class<?> actorClass) {
        system.spawner().expect(actorClass);
    }

    /** An actor that was not there when the signal was read may have been created by the one before it. */
    private ActorRef now(ActorRef read) {
        return read instanceof NowhereRef ? resolve(read.path()) : read;
    }
}
