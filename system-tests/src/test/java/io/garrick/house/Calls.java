package io.garrick.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** What only a named class may do: everything through which a run could differ from its rehearsal. */
enum Calls {
    CLOCK("take the time from the system's Clock") {
        @Override
        boolean matches(CodeUnitAccessTarget target) {
            String type = target.getOwner().getName();
            return is(target, System.class, "nanoTime", "currentTimeMillis")
                    || type.startsWith("java.time.")
                            && target.getName().equals("now")
                            && !takes(target, java.time.Clock.class)
                    || is(target, java.time.Clock.class, "systemUTC", "systemDefaultZone", "system")
                    || is(target, java.time.Clock.class, "tickMillis", "tickSeconds", "tickMinutes")
                    || is(target, java.time.InstantSource.class, "system")
                    || isNew(target, java.util.Date.class)
                            && target.getRawParameterTypes().isEmpty()
                    || is(target, java.util.Calendar.class, "getInstance");
        }
    },
    RANDOM("take random numbers from the system's RandomGenerator") {
        @Override
        boolean matches(CodeUnitAccessTarget target) {
            String type = target.getOwner().getName();
            return isNew(target, java.util.Random.class)
                    || isNew(target, java.util.SplittableRandom.class)
                    || is(target, java.util.concurrent.ThreadLocalRandom.class, "current")
                    || is(target, Math.class, "random")
                    || is(target, StrictMath.class, "random")
                    || is(target, java.util.UUID.class, "randomUUID")
                    || is(target, java.util.random.RandomGenerator.class, "getDefault", "of")
                    || type.equals("java.util.random.RandomGeneratorFactory")
                            && target.getName().equals("create")
                            && target.getRawParameterTypes().isEmpty();
        }
    },
    IDENTITY("derive hash codes from path and uid") {
        @Override
        boolean matches(CodeUnitAccessTarget target) {
            return is(target, System.class, "identityHashCode");
        }
    },
    THREAD("let a dispatcher run it") {
        @Override
        boolean matches(CodeUnitAccessTarget target) {
            return target.getOwner().isEquivalentTo(Thread.class)
                            && target.getName().equals("<init>")
                    || is(target, Thread.class, "startVirtualThread", "ofVirtual", "ofPlatform")
                    || target.getOwner().isEquivalentTo(java.util.concurrent.Executors.class)
                    || isNew(target, java.util.concurrent.AbstractExecutorService.class)
                    || isNew(target, java.util.Timer.class)
                    || is(target, java.util.concurrent.ForkJoinPool.class, "commonPool")
                    || target.getName().equals("parallelStream")
                    || is(target, java.util.stream.BaseStream.class, "parallel");
        }
    },
    WAIT("let a timer or a message wake the actor") {
        @Override
        boolean matches(CodeUnitAccessTarget target) {
            return is(target, Thread.class, "sleep")
                    || is(target, java.util.concurrent.TimeUnit.class, "sleep")
                    || target.getOwner().isEquivalentTo(java.util.concurrent.locks.LockSupport.class)
                            && target.getName().startsWith("park");
        }
    },
    ASYNC("name the executor, and take time-outs from the scheduler") {
        @Override
        boolean matches(CodeUnitAccessTarget target) {
            return is(target, CompletionStage.class, "orTimeout", "completeOnTimeout", "delayedExecutor")
                    || target.getOwner().isAssignableTo(CompletionStage.class)
                            && target.getName().endsWith("Async")
                            && !takes(target, Executor.class);
        }
    },
    SOCKET("take connections from the system's Transport") {
        @Override
        boolean matches(CodeUnitAccessTarget target) {
            return Stream.of(java.net.Socket.class, java.net.ServerSocket.class, java.net.DatagramSocket.class)
                            .anyMatch(type -> isNew(target, type))
                    || is(target, java.nio.channels.NetworkChannel.class, "open")
                    || Set.of("java.net.http.HttpClient", "com.sun.net.httpserver.HttpServer")
                            .contains(target.getOwner().getName());
        }
    };

    private final String instead;

    Calls(String instead) {
        this.instead = instead;
    }

    abstract boolean matches(CodeUnitAccessTarget target);

    /** What to do instead. */
    String instead() {
        return instead;
    }

    /** The calls and method references of this kind that a class makes. */
    List<JavaAccess<?>> in(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .filter(access -> access.getTarget() instanceof CodeUnitAccessTarget)
                .filter(access -> matches((CodeUnitAccessTarget) access.getTarget()))
                .toList();
    }

    private static boolean is(CodeUnitAccessTarget target, Class<?> owner, String... names) {
        return target.getOwner().isAssignableTo(owner) && List.of(names).contains(target.getName());
    }

    private static boolean isNew(CodeUnitAccessTarget target, Class<?> type) {
        return target.getName().equals("<init>") && target.getOwner().isAssignableTo(type);
    }

    private static boolean takes(CodeUnitAccessTarget target, Class<?> parameter) {
        return target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(parameter));
    }
}
