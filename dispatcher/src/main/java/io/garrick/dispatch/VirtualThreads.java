package io.garrick.dispatch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The public API of virtual threads, reached from code that is compiled for a JDK without them. */
final class VirtualThreads {

    private static final String BUILDER = "java.lang.Thread$Builder$OfVirtual";

    @Nullable
    private static final Methods METHODS = find();

    private VirtualThreads() {}

    /** {@code Thread.ofVirtual().name(prefix, 1).factory()}. */
    private record Methods(MethodHandle ofVirtual, MethodHandle name, MethodHandle factory) {}

    /**
     * A factory of unstarted virtual threads.
     *
     * @param dispatcher for the error text
     * @param threadPrefix what a number is appended to for their names
     * @throws UnsupportedOperationException when this JDK has none
     */
    static ThreadFactory factory(String dispatcher, String threadPrefix) {
        if (METHODS == null) {
            throw new UnsupportedOperationException(
                    "virtual threads need JDK 21 or newer: dispatcher=" + dispatcher + " jdk=" + Runtime.version());
        }
        try {
            Object builder = METHODS.ofVirtual.invoke();
            return (ThreadFactory) METHODS.factory.invoke(METHODS.name.invoke(builder, threadPrefix, 1L));
        } catch (Throwable e) {
            throw new IllegalStateException("virtual threads cannot be made: dispatcher=" + dispatcher, e);
        }
    }

    /** Null where the JDK has no virtual threads, or has them as a preview that is not enabled. */
    @Nullable
    private static Methods find() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName(BUILDER);
            MethodHandle ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
            ofVirtual.invoke();
            return new Methods(
                    ofVirtual,
                    lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class)),
                    lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class)));
        } catch (Throwable e) {
            return null;
        }
    }
}
