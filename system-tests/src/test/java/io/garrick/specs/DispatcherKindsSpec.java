package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.Dispatchers;
import io.garrick.dispatch.MessageDispatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Dispatchers beside those that every system has, and how programs use them. */
class DispatcherKindsSpec {

    private static final DispatcherSettings POOL = DispatcherSettings.of("pool")
            .withKind(DispatcherSettings.Kind.THREAD_POOL)
            .withParallelism(2);

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q07 Actors on a thread pool run on its threads, two at a time, and go on when one of them blocks")
    void threadPool_oneBlocks_othersGoOn(Stage stage) {
        stage.settings(settings -> settings.withDispatcher(POOL));
        Journal journal = new Journal();
        CountDownLatch gate = new CountDownLatch(1);
        tell(stage.actorOf(Puppet.of(journal, "blocks").withDispatcher("pool")), self -> gate.await());
        for (int i = 0; i < 20; i++) {
            tell(stage.actorOf(Puppet.of(journal, "goes-on").withDispatcher("pool")), self -> {
                String thread = Thread.currentThread().getName();
                self.write(thread.startsWith("garrick-" + stage.system().name() + "-pool-"));
            });
        }
        stage.await(() -> journal.size() == 20);
        gate.countDown();
        assertEquals(Set.of("goes-on true"), new TreeSet<>(journal.lines()));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q07 Actors run on any executor; the end of the system waits for them and leaves the executor alone")
    void executor_ofTheProgram_isUsedAndLeftAlone(Stage stage) throws InterruptedException {
        ExecutorService program = Executors.newFixedThreadPool(2, code -> new Thread(code, "theirs"));
        try {
            stage.settings(settings ->
                    settings.withDispatcher(DispatcherSettings.of("theirs").withExecutor(program)));
            Journal journal = new Journal();
            List<ActorRef> ring = new java.util.ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ring.add(stage.actorOf(Puppet.of(journal, "a").withDispatcher("theirs")));
            }
            for (int round = 0; round < 100; round++) {
                ring.forEach(actor -> tell(
                        actor,
                        self -> self.write(Thread.currentThread().getName().equals("theirs"))));
            }
            stage.await(() -> journal.size() == 1_000);
            assertEquals(Set.of("a true"), new TreeSet<>(journal.lines()));
            stage.system().close();
            assertFalse(program.isShutdown());
            CountDownLatch still = new CountDownLatch(1);
            program.execute(still::countDown);
            assertTrue(still.await(30, TimeUnit.SECONDS));
        } finally {
            program.shutdownNow();
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q07 An actor whose executor refuses it ends, with its dead letters and a line in the log; the system ends too")
    void executor_refuses_actorEnds(Stage stage) {
        CountDownLatch full = new CountDownLatch(1);
        stage.settings(settings ->
                settings.withDispatcher(DispatcherSettings.of("theirs").withExecutor(task -> {
                    if (full.getCount() == 0) {
                        throw new RejectedExecutionException("full");
                    }
                    Thread thread = new Thread(task, "theirs");
                    thread.start();
                })));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a").withDispatcher("theirs"), "a");
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "watcher"), "watcher");
        tell(watcher, self -> self.getContext().watchWith(actor, "a is gone"));
        actor.tell("hello", ActorRef.noSender());
        stage.await(() -> journal.has("a hello"));
        stage.settle();
        full.countDown();
        actor.tell("to nobody", ActorRef.noSender());
        stage.await(() -> journal.has("watcher a is gone"));
        assertEquals("to nobody", stage.deadLetters().get(0).message());
        assertTrue(stage.hasLogged("actor ends, its dispatcher refuses to run it"));
        assertEquals(1, stage.errors().size());
    }

    @Staged
    @DisplayName("Q07 Dispatchers are looked up by id, the default one too; an unknown id says which are known")
    void lookup_byId_findsOrSaysWhichAreKnown(Stage stage) {
        stage.settings(settings -> settings.withDispatcher(POOL));
        ActorSystem system = stage.system();
        MessageDispatcher standard = system.dispatchers().lookup(Dispatchers.DEFAULT_DISPATCHER_ID);
        assertSame(system.dispatcher(), standard);
        assertSame(standard, system.dispatchers().defaultGlobalDispatcher());
        assertEquals("default-dispatcher", standard.id());
        MessageDispatcher pool = system.dispatchers().lookup("pool");
        assertSame(pool, system.dispatcher("pool"));
        assertTrue(system.dispatchers().hasDispatcher("pool")
                && system.dispatchers().hasDispatcher("pinned"));
        assertFalse(system.dispatchers().hasDispatcher("pol"));
        ConfigurationException unknown = assertThrows(
                ConfigurationException.class, () -> system.dispatchers().lookup("pol"));
        assertTrue(
                unknown.getMessage().contains("id=pol") && unknown.getMessage().contains("pool"));
    }

    @Staged
    @DisplayName(
            "Q07 M15 context.dispatcher() runs the callbacks of stages, on the actor's dispatcher, also after the actor has ended")
    void contextDispatcher_asExecutor_runsCallbacks(Stage stage) {
        Journal journal = new Journal();
        for (String id : List.of(Dispatchers.DEFAULT_DISPATCHER_ID, "pinned")) {
            CompletableFuture<String> later = new CompletableFuture<>();
            ActorRef actor = stage.actorOf(Puppet.of(journal, id).withDispatcher(id), id);
            tell(actor, self -> {
                Dispatcher dispatcher = self.getContext().dispatcher();
                CompletableFuture.supplyAsync(() -> "at once", dispatcher).thenAcceptAsync(self::write, dispatcher);
                later.thenAcceptAsync(self::write, dispatcher);
                self.getContext().stop(self.self());
            });
            stage.await(() -> journal.has(id + " at once"));
            stage.settle();
            later.complete("after the end");
            stage.await(() -> journal.has(id + " after the end"));
        }
    }

    @Test
    @DisplayName("Q07 M14 In a daemonic system every thread is a daemon, of dispatchers of any kind")
    void daemonic_system_hasDaemonThreadsOnly() {
        try (ActorSystem system = ActorSystem.create(
                "daemonic", SystemSettings.defaults().withDaemonic(true).withDispatcher(POOL))) {
            system.dispatchers().lookup("pool");
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("garrick-daemonic-"))
                    .toList();
            assertTrue(threads.size() > 3);
            assertEquals(
                    List.of(),
                    threads.stream().filter(thread -> !thread.isDaemon()).toList());
        }
    }
}
