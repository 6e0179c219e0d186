package io.garrick.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DispatchedFutureTest {

    private final Deque<Runnable> dispatched = new ArrayDeque<>();
    private final DispatchedFuture<String> future = new DispatchedFuture<>(dispatched::add);
    private final List<String> ran = new ArrayList<>();

    /** Every way to register a dependent: what to register, which runs the second argument. */
    private static final Map<String, BiFunction<CompletionStage<String>, Runnable, CompletionStage<?>>> WAYS =
            new LinkedHashMap<>();

    /** Those that run only after a failure. */
    private static final List<String> AFTER_FAILURE = List.of("exceptionally", "exceptionallyCompose");

    static {
        CompletionStage<String> other = CompletableFuture.completedFuture("other");
        CompletionStage<String> never = new CompletableFuture<>();
        WAYS.put("thenApply", (f, run) -> f.thenApply(v -> done(run)));
        WAYS.put("thenAccept", (f, run) -> f.thenAccept(v -> run.run()));
        WAYS.put("thenRun", CompletionStage::thenRun);
        WAYS.put("thenCombine", (f, run) -> f.thenCombine(other, (v, o) -> done(run)));
        WAYS.put("thenAcceptBoth", (f, run) -> f.thenAcceptBoth(other, (v, o) -> run.run()));
        WAYS.put("runAfterBoth", (f, run) -> f.runAfterBoth(other, run));
        WAYS.put("applyToEither", (f, run) -> f.applyToEither(never, v -> done(run)));
        WAYS.put("acceptEither", (f, run) -> f.acceptEither(never, v -> run.run()));
        WAYS.put("runAfterEither", (f, run) -> f.runAfterEither(never, run));
        WAYS.put("thenCompose", (f, run) -> f.thenCompose(v -> CompletableFuture.completedFuture(done(run))));
        WAYS.put("handle", (f, run) -> f.handle((v, t) -> done(run)));
        WAYS.put("whenComplete", (f, run) -> f.whenComplete((v, t) -> run.run()));
        WAYS.put("exceptionally", (f, run) -> f.exceptionally(t -> done(run)));
        WAYS.put(
                "exceptionallyCompose",
                (f, run) -> f.exceptionallyCompose(t -> CompletableFuture.completedFuture(done(run))));
    }

    private static String done(Runnable run) {
        run.run();
        return "done";
    }

    static Iterable<String> ways() {
        return WAYS.keySet();
    }

    private CompletionStage<?> register(String way, CompletionStage<String> on) {
        return WAYS.get(way).apply(on, () -> ran.add(way));
    }

    private void complete(String way) {
        if (AFTER_FAILURE.contains(way)) {
            future.completeExceptionally(new IllegalStateException("failed"));
        } else {
            future.complete("value");
        }
    }

    private void runDispatched() {
        while (!dispatched.isEmpty()) {
            dispatched.remove().run();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A01 a dependent registered before completion runs on the dispatcher, not in the completing thread")
    void dependent_registeredBefore_runsOnTheDispatcher(String way) {
        CompletionStage<?> derived = register(way, future);
        complete(way);
        assertEquals(List.of(), ran);
        runDispatched();
        assertEquals(List.of(way), ran);
        assertTrue(derived.toCompletableFuture().isDone());
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A01 a dependent registered after completion runs at once in the registering thread")
    void dependent_registeredAfter_runsAtOnce(String way) {
        complete(way);
        register(way, future);
        assertEquals(List.of(way), ran);
        assertEquals(0, dispatched.size());
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("A01 dependents of derived stages, copies and minimal stages run on the dispatcher too")
    void dependent_ofADerivedStage_runsOnTheDispatcher(String way) {
        List<UnaryOperator<CompletionStage<String>>> derivations = List.of(
                f -> f.whenComplete((v, t) -> {}),
                f -> f.toCompletableFuture().copy(),
                f -> f.toCompletableFuture().minimalCompletionStage(),
                f -> f.whenCompleteAsync((v, t) -> {}, Runnable::run));
        derivations.forEach(derivation -> register(way, derivation.apply(future)));
        complete(way);
        assertEquals(List.of(), ran);
        runDispatched();
        assertEquals(4, ran.size());
    }

    @Test
    @DisplayName("A01 Async without an executor uses the dispatcher, never the common pool")
    void async_withoutExecutor_usesTheDispatcher() {
        assertSame(future.defaultExecutor(), future.newIncompleteFuture().defaultExecutor());
        future.complete("value");
        future.thenRunAsync(() -> ran.add("async"));
        assertEquals(List.of(), ran);
        runDispatched();
        assertEquals(List.of("async"), ran);
    }

    @Test
    @DisplayName("A01 a dependent on two stages runs on the dispatcher while the other one is not complete")
    void dependent_otherStageCompletesLast_runsOnTheDispatcher() {
        CompletableFuture<String> other = new CompletableFuture<>();
        future.complete("value");
        future.thenCombine(other, (a, b) -> ran.add("combined"));
        future.thenAcceptBoth(other, (a, b) -> ran.add("both"));
        future.runAfterBoth(other, () -> ran.add("after"));
        other.complete("other");
        assertEquals(List.of(), ran);
        runDispatched();
        assertEquals(3, ran.size());
    }

    @Test
    @DisplayName("A01 a dependent on a completed future and on a minimal stage of the JDK runs when that is complete")
    void dependent_otherStageIsMinimal_runsWhenBothAreComplete() {
        CompletableFuture<String> other = new CompletableFuture<>();
        future.complete("value");
        future.thenCombine(other.minimalCompletionStage(), (a, b) -> ran.add(a + b));
        future.runAfterBoth(other.minimalCompletionStage(), () -> ran.add("after"));
        other.complete("other");
        runDispatched();
        assertEquals(Set.of("valueother", "after"), Set.copyOf(ran));
    }

    @Test
    void minimalStage_completedByItsHolder_leavesTheOriginalAlone() {
        CompletionStage<String> minimal = future.minimalCompletionStage();
        minimal.toCompletableFuture().complete("forged");
        assertFalse(future.isDone());
        assertInstanceOf(DispatchedFuture.class, minimal);
    }
}
