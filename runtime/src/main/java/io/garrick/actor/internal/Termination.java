package io.garrick.actor.internal;

import io.garrick.actor.Terminated;
import io.garrick.actor.spi.Platform;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The end of a system: begun once, by whoever comes first; complete when the root guardian has ended, the platform's threads have, and the callbacks
 * have run (M14). Any thread.
 */
final class Termination {

    private final LocalSystem system;
    private final Platform platform;
    private final CompletableFuture<Terminated> future = new CompletableFuture<>();

    /** Guards what follows; never held over callbacks. */
    private final Object lock = new Object();

    private final Deque<Runnable> callbacks = new ArrayDeque<>();
    private boolean callbacksTaken;

    private volatile boolean begun;

    Termination(LocalSystem system, Platform platform) {
        this.system = system;
        this.platform = platform;
    }

    boolean hasBegun() {
        return begun;
    }

    /** From here on no actor can be created; the user guardian is told to stop, and the root sees to the rest. */
    void begin() {
        synchronized (lock) {
            if (begun) {
                return;
            }
            begun = true;
        }
        system.deadLetterOffice().systemEnds();
        system.rootGuardian().sendSystem(new CellMessage.StopChild(system.userGuardian()));
        system.remote().deployments().end();
    }

    void rootEnded() {
        system.coordinatedShutdown().rootEnded();
        platform.end(this::complete);
    }

    private void complete() {
        system.deadLetterOffice().systemEnded();
        Runnable callback = nextCallback();
        while (callback != null) {
            try {
                callback.run();
            } catch (Throwable thrown) { // whatever it is, those who wait for the end must not wait for ever
                system.failureLog().error("termination callback failed, the others run", system.rootGuardian(), thrown);
            }
            callback = nextCallback();
        }
        future.complete(new Terminated(system.rootGuardian(), true, false));
        system.coordinatedShutdown().systemEnded();
    }

    /** The last registered first, until there is none. */
    private Runnable nextCallback() {
        synchronized (lock) {
            Runnable callback = callbacks.pollLast();
            callbacksTaken = callback == null;
            return callback;
        }
    }

    void register(Runnable callback) {
        synchronized (lock) {
            if (callbacksTaken) {
                throw new IllegalStateException(
                        "system has terminated, the callback would never run: system=" + system.name());
            }
            callbacks.addLast(callback);
        }
    }

    CompletionStage<Terminated> stage() {
        return future.minimalCompletionStage();
    }

    void close(Duration timeout) {
        if (system.runsHere()) {
            throw new IllegalStateException("close() waits for this very thread, call terminate() instead: system="
                    + system.name() + " thread=" + Thread.currentThread().getName());
        }
        system.terminate();
        boolean ended;
        try {
            ended = platform.awaitEnd(Durations.nanos(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the system was terminating: system=" + system.name(), e);
        }
        if (!ended) {
            throw new IllegalStateException(
                    "system has not terminated in time: system=" + system.name() + " timeout=" + timeout + " alive="
                            + alive() + system.coordinatedShutdown().describe());
        }
    }

    /** The deepest actors that keep the others from ending, a few of them. */
    List<String> alive() {
        List<String> paths = new ArrayList<>();
        collectAlive(system.userGuardian(), paths);
        system.remote().deployments().all().forEach(child -> collectAlive(child, paths));
        collectAlive(system.systemGuardian(), paths);
        return paths;
    }

    private static void collectAlive(LocalRef ref, List<String> paths) {
        ActorCell cell = ref.laCell();
        if (cell == null || paths.size() >= 20) {
            return;
        }
        Children children = cell.childrenOrNull();
        if (children == null || children.isEmpty()) {
            paths.add(ref.path().toStringWithoutAddress());
        } else {
            children.forEach(child -> collectAlive(child.ref(), paths));
        }
    }
}
