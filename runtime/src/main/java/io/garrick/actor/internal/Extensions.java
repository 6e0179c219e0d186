package io.garrick.actor.internal;

import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Extension;
import io.garrick.actor.ExtensionException;
import io.garrick.actor.ExtensionId;
import io.garrick.actor.ExtensionIdProvider;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a system, each made by the thread that asks first, while others wait for it. No lock is held while one is made, so the making may
 * ask for others; who waits for whom is written down, and whoever would close a circle is refused instead of waiting for ever. Any thread.
 */
final class Extensions {

    private final LocalSystem system;
    private final ConcurrentMap<ExtensionId<?>, Making> makings = new ConcurrentHashMap<>();

    /** For whose making a thread waits. Guarded by this map. */
    private final Map<Thread, Making> waiting = new HashMap<>();

    Extensions(LocalSystem system) {
        this.system = system;
    }

    /** One extension, made or in the making. */
    private static final class Making {
        final ExtensionId<?> id;
        final Thread maker = Thread.currentThread();
        final CompletableFuture<Extension> result = new CompletableFuture<>();

        Making(ExtensionId<?> id) {
            this.id = id;
        }
    }

    boolean has(ExtensionId<?> id) {
        return made(id) != null;
    }

    /** The extension, if it has been made. */
    @Nullable
    Extension made(ExtensionId<?> id) {
        Making making = makings.get(id);
        return making == null || making.result.isCompletedExceptionally() ? null : making.result.getNow(null);
    }

    /** The extension; makes it if nobody else does. */
    Extension get(ExtensionId<?> id) {
        Extension known = made(id);
        if (known != null) {
            return known;
        }
        Making mine = new Making(id);
        Making others = makings.putIfAbsent(id, mine);
        return others == null ? make(mine) : await(others);
    }

    private Extension make(Making making) {
        try {
            Extension extension = making.id.createExtension(system);
            if (extension == null) {
                throw new ExtensionException("createExtension must not return null: id=" + making.id);
            }
            making.result.complete(extension);
            return extension;
        } catch (Throwable thrown) {
            makings.remove(making.id, making);
            ExtensionException failure = thrown instanceof ExtensionException
                    ? (ExtensionException) thrown
                    : new ExtensionException(
                            "extension could not be made: id=" + making.id + " cause=" + FailureLog.text(thrown),
                            thrown);
            making.result.completeExceptionally(failure);
            if (thrown instanceof VirtualMachineError) {
                throw (VirtualMachineError) thrown;
            }
            throw failure;
        }
    }

    private Extension await(Making making) {
        Thread self = Thread.currentThread();
        synchronized (waiting) {
            ensureNoCircle(self, making);
            waiting.put(self, making);
        }
        try {
            return making.result.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof ExtensionException
                    ? (ExtensionException) failed.getCause()
                    : new ExtensionException("extension could not be made: id=" + making.id, failed);
        } finally {
            synchronized (waiting) {
                waiting.remove(self);
            }
        }
    }

    private void ensureNoCircle(Thread self, Making wanted) {
        Making next = wanted;
        while (next != null && !next.result.isDone()) {
            if (next.maker == self) {
                throw new ExtensionException("extensions wait for each other, one must ask for the other later: id="
                        + wanted.id + " waitsFor=" + next.id);
            }
            next = waiting.get(next.maker);
        }
    }

    /** Makes the extensions that the configuration names, in its order. */
    void load(Iterable<String> classNames) {
        for (String className : classNames) {
            get(id("garrick.extensions", className, system.classLoader()));
        }
    }

    /** The id that a class named in the configuration is, or provides. */
    static ExtensionId<?> id(String path, String className, ClassLoader loader) {
        Object named;
        try {
            Class<?> type = Class.forName(className, true, loader);
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.trySetAccessible();
            named = constructor.newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ConfigurationException(
                    "extension cannot be loaded: path=" + path + " class=" + className + " problem="
                            + FailureLog.text(e),
                    e);
        }
        if (named instanceof ExtensionIdProvider) {
            return ((ExtensionIdProvider) named).lookup();
        }
        if (named instanceof ExtensionId) {
            return (ExtensionId<?>) named;
        }
        throw new ConfigurationException(
                "class is neither an ExtensionIdProvider nor an ExtensionId: path=" + path + " class=" + className);
    }
}
