package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.dispatch.DispatcherSettings;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;

/** On which threads actors run. */
class DispatcherSpec {

    /** Has an actor handle some messages, one after the other; gives the threads it was on. */
    private static Set<String> threadsOf(Stage stage, Journal journal, ActorRef actor) {
        Set<String> threads = Collections.synchronizedSet(new HashSet<>());
        for (int i = 0; i < 20; i++) {
            int lines = journal.size();
            tell(actor, self -> {
                threads.add(Thread.currentThread().getName());
                self.write(Thread.currentThread().getClass().getName());
            });
            stage.await(() -> journal.size() > lines);
            stage.settle();
        }
        return threads;
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q07 An actor on the pinned dispatcher has one thread of its own, which ends with it")
    void pinned_twoActors_oneThreadEach(Stage stage) {
        Journal journal = new Journal();
        ActorRef a = stage.actorOf(Puppet.of(journal, "a").withDispatcher("pinned"));
        ActorRef b = stage.actorOf(Puppet.of(journal, "b").withDispatcher("pinned"));
        Set<String> threads = new HashSet<>(threadsOf(stage, journal, a));
        assertEquals(1, threads.size(), threads::toString);
        threads.addAll(threadsOf(stage, journal, b));
        assertEquals(2, threads.size(), threads::toString);
        assertEquals(2, pinnedThreads(stage).size());
        stage.system().stop(a);
        stage.await(() -> pinnedThreads(stage).size() == 1);
        assertEquals(Set.copyOf(pinnedThreads(stage)), threadsOf(stage, journal, b));
    }

    private static List<String> pinnedThreads(Stage stage) {
        return ThreadStage.threadsOf(stage.system().name()).stream()
                .filter(thread -> thread.contains("-pinned-"))
                .toList();
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q07 An actor on the virtual-thread dispatcher has one virtual thread for each time it runs; without such a JDK it cannot be made")
    void virtual_oneActor_aThreadEachTime(Stage stage) {
        stage.settings(settings -> settings.withDispatcher(
                DispatcherSettings.of("virtual").withKind(DispatcherSettings.Kind.VIRTUAL_THREADS)));
        Journal journal = new Journal();
        Props props = Puppet.of(journal, "a").withDispatcher("virtual");
        if (Runtime.version().feature() >= 21) {
            Set<String> threads = threadsOf(stage, journal, stage.actorOf(props, "a"));
            assertEquals(20, threads.size(), threads::toString);
            assertEquals(20, journal.count("a java.lang.VirtualThread"), journal::toString);
        } else {
            UnsupportedOperationException thrown =
                    assertThrows(UnsupportedOperationException.class, () -> stage.actorOf(props, "a"));
            assertTrue(thrown.getMessage().startsWith("virtual threads need JDK 21 or newer: dispatcher=virtual"));
            ActorRef other = stage.actorOf(Puppet.of(journal, "a"), "a");
            other.tell("the name is free", ActorRef.noSender());
            stage.expect(journal, "a the name is free");
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q07 Internals run apart: while actors hold every thread of theirs, guardians decide, create and stop")
    void guardians_allWorkersHeld_goOn(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        CountDownLatch release = new CountDownLatch(1);
        ActorRef failing = stage.actorOf(Puppet.role(journal, "f").props().withDispatcher("pinned"));
        ActorRef stopped = stage.actorOf(Puppet.role(journal, "s").props().withDispatcher("pinned"));
        stage.await(journal, 4);
        long workers = ThreadStage.threadsOf(stage.system().name()).stream()
                .filter(thread ->
                        thread.contains("-" + stage.system().dispatcher().id() + "-"))
                .count();
        for (int i = 0; i < workers + 3; i++) {
            tell(stage.actorOf(Puppet.of(journal, "holding")), self -> {
                self.write("a thread");
                release.await();
            });
        }
        stage.await(() -> journal.count("holding a thread") == workers);
        journal.clear();
        crash(failing);
        stage.await(() -> journal.has("f preStart 2"));
        stage.system().stop(stopped);
        stage.await(() -> journal.has("s postStop 1"));
        release.countDown();
        stage.settle();
    }
}
