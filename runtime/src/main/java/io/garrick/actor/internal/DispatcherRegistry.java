package io.garrick.actor.internal;

import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Deployment;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.DispatcherSnapshot;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The dispatchers of a system by id, each started at its first use, and the queues of its mailboxes. Any thread. */
final class DispatcherRegistry {

    static final String INTERNAL_ID = "internal";

    private final SystemSettings settings;
    private final Platform platform;
    private final Logger log;
    private final ConcurrentMap<String, Dispatcher> started = new ConcurrentHashMap<>();
    private final Dispatcher standard;
    private final Dispatcher internal;

    DispatcherRegistry(SystemSettings settings, Platform platform, Logger log) {
        this.settings = settings;
        this.log = log;
        this.platform = platform;
        this.standard = platform.start(settings.defaultDispatcher());
        this.internal = platform.start(DispatcherSettings.of(INTERNAL_ID)
                .withParallelism(1)
                .withDaemon(settings.defaultDispatcher().daemon()));
        started.put(settings.defaultDispatcher().id(), standard);
    }

    Dispatcher standard() {
        return standard;
    }

    /** Guardians run apart from the actors of users (Q07). */
    Dispatcher internal() {
        return internal;
    }

    /** Where a new actor runs: what its deployment says, else its props, else the standard. */
    Dispatcher dispatcherFor(LocalRef ref, Props props) {
        Deployment deployment = deployment(ref);
        String id =
                deployment == null || deployment.dispatcher().isEmpty() ? props.dispatcher() : deployment.dispatcher();
        return id.isEmpty() ? standard : lookup(id);
    }

    /** The queue of a new actor, or null for the one that is built in: what its deployment says, else its props. */
    @Nullable
    MessageQueue queueFor(LocalRef ref, Props props) {
        Deployment deployment = deployment(ref);
        String id = deployment == null || deployment.mailbox().isEmpty() ? props.mailbox() : deployment.mailbox();
        if (id.isEmpty()) {
            return null;
        }
        MailboxType type = settings.mailboxes().get(id);
        if (type == null) {
            throw new ConfigurationException("mailbox is not configured: id=" + id + " configured="
                    + settings.mailboxes().keySet() + " parent=" + ref.parent() + " name=" + ref.givenName());
        }
        return type.newQueue(DispatcherRegistry::isExempt, () -> warnCannotWait(ref));
    }

    @Nullable
    private Deployment deployment(LocalRef ref) {
        if (settings.deployments().isEmpty() || ref.givenName() == null) {
            return null;
        }
        String path = ref.path().toStringWithoutAddress();
        return path.startsWith("/user/") ? settings.deployments().get(path.substring("/user".length())) : null;
    }

    /** What a bound does not count (Q02): what the runtime sends itself, and what ends or fails an actor. */
    private static boolean isExempt(Object element) {
        Object message = Envelope.message(element);
        return element instanceof Signal
                || message instanceof PoisonPill
                || message instanceof Kill
                || message instanceof Terminated;
    }

    private void warnCannotWait(LocalRef ref) {
        log.warn(
                "sender cannot wait for room in a full mailbox on this thread, its message was dropped; said once: actor={} thread={}",
                ref,
                Thread.currentThread().getName());
    }

    /** One that its maker will end; returns what has its id. */
    Dispatcher add(Dispatcher dispatcher) {
        Dispatcher before = started.putIfAbsent(dispatcher.id(), dispatcher);
        return before == null ? dispatcher : before;
    }

    /** Whether the calling thread runs something on a dispatcher of this system, of whatever make. */
    boolean runHere() {
        return started.values().stream().anyMatch(Dispatcher::runsHere);
    }

    Dispatcher lookup(String id) {
        return started.computeIfAbsent(id, this::start);
    }

    /** The runtime's own first, then in order of id. */
    List<DispatcherSnapshot> snapshots() {
        List<DispatcherSnapshot> snapshots = new ArrayList<>();
        snapshots.add(internal.snapshot());
        new TreeMap<>(started).values().forEach(dispatcher -> snapshots.add(dispatcher.snapshot()));
        return List.copyOf(snapshots);
    }

    private Dispatcher start(String id) {
        DispatcherSettings found = settings.dispatchers().get(id);
        if (found == null) {
            throw new ConfigurationException("dispatcher is not configured: id=" + id + " configured="
                    + settings.dispatchers().keySet());
        }
        return platform.start(found);
    }
}
