package io.garrick.house;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes every call that the rules ban, one a method, and some that they let pass. Loaded by the rules' own test, never run. */
@SuppressWarnings({"unused", "resource"})
final class Offender {

    private Offender() {}

    /** The methods that make calls of a kind: named {@code kind_…}. */
    static List<String> methods(Calls calls) {
        String prefix = calls.name().toLowerCase(java.util.Locale.ROOT) + "_";
        return Stream.of(Offender.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && method.getName().startsWith(prefix))
                .map(java.lang.reflect.Method::getName)
                .distinct()
                .sorted()
                .toList();
    }

    static void clock_nano() {
        System.nanoTime();
    }

    static LongSupplier clock_reference() {
        return System::currentTimeMillis;
    }

    static Object clock_instant() {
        return Instant.now();
    }

    static Object clock_zone() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static Object clock_system() {
        return Clock.systemUTC();
    }

    static Object clock_date() {
        return new Date();
    }

    static Object passes_clock(Clock clock) {
        return Instant.now(clock).plusMillis(new Date(1).getTime());
    }

    static Object random_seeded() {
        return new Random(1);
    }

    static Object random_splittable() {
        return new SplittableRandom();
    }

    static Object random_thread() {
        return ThreadLocalRandom.current();
    }

    static double random_math() {
        return Math.random();
    }

    static Supplier<UUID> random_uuid() {
        return UUID::randomUUID;
    }

    static Object random_default() {
        return RandomGenerator.getDefault();
    }

    static int identity_hash(Object o) {
        return System.identityHashCode(o);
    }

    static Object thread_new() {
        return new Thread(() -> {});
    }

    static Object thread_pool() {
        return Executors.newCachedThreadPool();
    }

    static Object thread_joinPool() {
        return new ForkJoinPool(1);
    }

    static Object thread_common() {
        return ForkJoinPool.commonPool();
    }

    static Object thread_timer() {
        return new Timer();
    }

    static Object thread_stream(List<String> list) {
        return list.parallelStream();
    }

    static Object thread_parallel(Stream<String> stream) {
        return stream.parallel();
    }

    static void wait_sleep() throws InterruptedException {
        Thread.sleep(1);
    }

    static void wait_nap() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
    }

    static void wait_park() {
        LockSupport.parkNanos(1);
    }

    static Object async_run() {
        return CompletableFuture.runAsync(() -> {});
    }

    static Object async_then(CompletionStage<String> stage) {
        return stage.thenApplyAsync(s -> s);
    }

    static Object async_timeout(CompletableFuture<String> future) {
        return future.orTimeout(1, TimeUnit.SECONDS);
    }

    static Object passes_async(CompletionStage<String> stage, Executor executor) {
        return stage.thenApplyAsync(s -> s, executor).thenApply(s -> s);
    }

    static Object socket_new() throws IOException {
        return new Socket("127.0.0.1", 1);
    }

    static Object socket_channel() throws IOException {
        return SocketChannel.open();
    }

    static Object socket_http() {
        return HttpClient.newHttpClient();
    }
}
