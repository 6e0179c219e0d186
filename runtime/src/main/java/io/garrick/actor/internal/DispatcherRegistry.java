package io.garrick.actor.internal;

import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Deployment;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.DispatcherSnapshot;
import io.garrick.dispatch.Dispatchers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The dispatchers of a system by id, each started at its first use, and who runs where. Any thread. */
final class DispatcherRegistry implements Dispatchers {

    static final String INTERNAL_ID = "internal";

    private static final Deployment NOTHING_SAID = new Deployment("", "");

    private final SettingsInUse settings;
    private final Platform platform;
    private final ConcurrentMap<String, Dispatcher> started = new ConcurrentHashMap<>();
    private final Dispatcher standard;
    private final Dispatcher internal;

    /** From the moment on when there are actors. */
    @Nullable
    private volatile Watchdogs watchdogs;

    DispatcherRegistry(SettingsInUse settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
        DispatcherSettings byDefault = settings.now().defaultDispatcher();
        this.standard = platform.start(byDefault);
        this.internal = platform.start(
                DispatcherSettings.of(INTERNAL_ID).withParallelism(1).withDaemon(byDefault.daemon()));
        started.put(byDefault.id(), standard);
    }

    /** Actors run: from here on none of them may hold a shared worker in silence. */
    void watch(Watchdogs all) {
        all.watch(standard, settings.now().defaultDispatcher());
        watchdogs = all;
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
        String id = idFor(ref, props);
        return id.isEmpty() ? standard : lookup(id);
    }

    /** What is said about the dispatcher of a new actor; null when there is none of that id, which {@link #dispatcherFor} will say. */
    @Nullable
    DispatcherSettings settingsFor(LocalRef ref, Props props) {
        String id = idFor(ref, props);
        return id.isEmpty() ? settings.now().defaultDispatcher() : settingsOf(id);
    }

    @Nullable
    private DispatcherSettings settingsOf(String id) {
        if (!settings.hasDispatcher(id)) {
            return null;
        }
        SystemSettings now = settings.now();
        return id.equals(SystemSettings.DEFAULT_DISPATCHER)
                ? now.defaultDispatcher()
                : now.dispatchers().get(id);
    }

    private String idFor(LocalRef ref, Props props) {
        String deployed = deployment(ref).dispatcher();
        return settings.dispatcherId(deployed.isEmpty() ? props.dispatcher() : deployed);
    }

    /** What the settings say about the place of a new actor. */
    Deployment deployment(LocalRef ref) {
        if (settings.now().deployments().isEmpty() || ref.givenName() == null) {
            return NOTHING_SAID;
        }
        String path = ref.path().toStringWithoutAddress();
        return path.startsWith("/user/")
                ? settings.now().deployments().getOrDefault(path.substring("/user".length()), NOTHING_SAID)
                : NOTHING_SAID;
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

    @Override
    public Dispatcher lookup(String id) {
        return started.computeIfAbsent(settings.dispatcherId(id), this::start);
    }

    /** The runtime's own first, then in order of id. */
    List<DispatcherSnapshot> snapshots() {
        List<DispatcherSnapshot> snapshots = new ArrayList<>();
        snapshots.add(internal.snapshot());
        new TreeMap<>(started).values().forEach(dispatcher -> snapshots.add(dispatcher.snapshot()));
        return List.copyOf(snapshots);
    }

    @Override
    public boolean hasDispatcher(String id) {
        String meant = settings.dispatcherId(id);
        return started.containsKey(meant) || settings.hasDispatcher(meant);
    }

    private Dispatcher start(String id) {
        DispatcherSettings found = settingsOf(id);
        if (found == null) {
            throw new ConfigurationException("dispatcher is not configured: id=" + id + " configured="
                    + settings.now().dispatchers().keySet());
        }
        Dispatcher dispatcher = platform.start(found);
        Watchdogs all = watchdogs;
        if (all != null) {
            all.watch(dispatcher, found);
        }
        return dispatcher;
    }
}
