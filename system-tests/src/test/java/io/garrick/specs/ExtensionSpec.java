package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractExtensionId;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.Extension;
import io.garrick.actor.ExtensionException;
import io.garrick.actor.ExtensionId;
import io.garrick.actor.ExtensionIdProvider;
import io.garrick.actor.SystemSettings;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExtensionSpec {

    private record Thing(String name) implements Extension {}

    /** Counts how often it makes a thing. */
    private static final class ThingId extends AbstractExtensionId<Thing> {
        final AtomicInteger made = new AtomicInteger();
        Function<ExtendedActorSystem, Thing> maker;

        ThingId(Function<ExtendedActorSystem, Thing> maker) {
            this.maker = maker;
        }

        @Override
        public Thing createExtension(ExtendedActorSystem system) {
            made.incrementAndGet();
            return maker.apply(system);
        }
    }

    @Staged
    @DisplayName("An extension is made once per system, at its first use, and is there from then on")
    void get_severalTimes_isMadeOnce(Stage stage) {
        ThingId id = new ThingId(system -> new Thing(system.name()));
        ActorSystem system = stage.system();
        assertFalse(system.hasExtension(id));
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> system.extension(id));
        assertTrue(error.getMessage().startsWith("extension is not registered"), error::getMessage);
        Thing thing = id.get(system);
        assertEquals(system.name(), thing.name());
        assertTrue(system.hasExtension(id));
        assertSame(thing, system.extension(id));
        assertSame(thing, system.registerExtension(id));
        assertSame(thing, id.get(system));
        assertEquals(1, id.made.get());
    }

    @Staged
    @DisplayName("An extension can make actors under /system, in any thread and in actors")
    void createExtension_insideAnActor_makesActors(Stage stage) {
        Journal journal = new Journal();
        ThingId id = new ThingId(system -> {
            system.systemActorOf(Puppet.of(journal, "helper"), "helper").tell("made", ActorRef.noSender());
            return new Thing("with actor");
        });
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        tell(actor, self -> id.get(self.getContext().getSystem()));
        stage.expect(journal, "helper made");
        stage.system().actorSelection("/system/helper").tell("found", actor);
        stage.expect(journal, "helper made", "helper found");
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Of many threads that ask at once one makes the extension, and all get it")
    void get_manyThreadsAtOnce_isMadeOnce(Stage stage) throws Exception {
        ActorSystem system = stage.system();
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier barrier = new CyclicBarrier(threads);
            for (int round = 0; round < 200; round++) {
                ThingId id = new ThingId(any -> new Thing("one"));
                List<Future<Thing>> all = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    all.add(pool.submit(() -> {
                        barrier.await();
                        return id.get(system);
                    }));
                }
                for (Future<Thing> one : all) {
                    assertSame(all.get(0).get(), one.get());
                }
                assertEquals(1, id.made.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Staged
    @DisplayName(
            "An extension may ask for others while it is made; one that asks for itself is refused instead of waiting for ever")
    void createExtension_asksForOthers_getsThem(Stage stage) {
        ThingId inner = new ThingId(system -> new Thing("inner"));
        ThingId outer =
                new ThingId(system -> new Thing("outer of " + inner.get(system).name()));
        assertEquals("outer of inner", outer.get(stage.system()).name());
        ThingId first = new ThingId(system -> new Thing("never"));
        ThingId second = new ThingId(first::get);
        first.maker = second::get;
        ExtensionException error = assertThrows(ExtensionException.class, () -> first.get(stage.system()));
        assertTrue(error.getMessage().startsWith("extensions wait for each other"), error::getMessage);
        assertFalse(stage.system().hasExtension(first));
        assertFalse(stage.system().hasExtension(second));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Two extensions that two threads begin, and that ask for each other, do not wait for ever: one is refused")
    void createExtension_circleOverTwoThreads_isRefused(Stage stage) throws Exception {
        ActorSystem system = stage.system();
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger meetings = new AtomicInteger();
        ThingId first = new ThingId(any -> new Thing("never"));
        ThingId second = new ThingId(any -> {
            meet(both, meetings);
            return first.get(any);
        });
        first.maker = any -> {
            meet(both, meetings);
            return second.get(any);
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> one = pool.submit(() -> isRefused(first, system));
            Future<Boolean> other = pool.submit(() -> isRefused(second, system));
            assertTrue(one.get());
            assertTrue(other.get());
        } finally {
            pool.shutdownNow();
        }
    }

    private static void meet(CyclicBarrier both, AtomicInteger meetings) {
        try {
            if (meetings.incrementAndGet() <= 2) {
                both.await();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRefused(ThingId id, ActorSystem system) {
        try {
            id.get(system);
            return false;
        } catch (ExtensionException refused) {
            return true;
        }
    }

    @Staged
    @DisplayName("A failure to make an extension reaches who asked, and those who wait; the next call tries again")
    void createExtension_fails_canBeTriedAgain(Stage stage) {
        IllegalStateException broken = new IllegalStateException("broken");
        ThingId id = new ThingId(system -> {
            throw broken;
        });
        ExtensionException error = assertThrows(ExtensionException.class, () -> id.get(stage.system()));
        assertSame(broken, error.getCause());
        assertFalse(stage.system().hasExtension(id));
        id.maker = system -> new Thing("mended");
        assertEquals("mended", id.get(stage.system()).name());
        assertEquals(2, id.made.get());
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Who waits for an extension whose making fails is told")
    void get_makingOfAnotherFails_isTold(Stage stage) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayFail = new CountDownLatch(1);
        ThingId id = new ThingId(system -> {
            begun.countDown();
            try {
                mayFail.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("broken");
        });
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> maker = pool.submit(() -> isRefused(id, stage.system()));
            begun.await();
            Thread[] waiting = new Thread[1];
            Future<Boolean> other = pool.submit(() -> {
                waiting[0] = Thread.currentThread();
                return isRefused(id, stage.system());
            });
            stage.await(() -> waiting[0] != null && waiting[0].getState() == Thread.State.WAITING);
            mayFail.countDown();
            assertTrue(maker.get());
            assertTrue(other.get());
            assertEquals(1, id.made.get());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Named in a configuration. */
    static final class Configured implements ExtensionIdProvider {
        static final ThingId ID = new ThingId(system -> new Thing("configured"));

        private Configured() {}

        @Override
        public ExtensionId<Thing> lookup() {
            return ID;
        }
    }

    @Staged
    @DisplayName("Extensions that the settings name are made when the system starts")
    void extensions_namedInSettings_areThere(Stage stage) {
        stage.settings(settings -> settings.withExtensions(List.of(Configured.class.getName())));
        assertEquals("configured", stage.system().extension(Configured.ID).name());
    }

    @Test
    @DisplayName(
            "garrick.extensions names extensions; one that cannot be made keeps the system from starting, and nothing of it is left")
    void extensions_wrongInConfiguration_systemDoesNotStart() {
        String key = "garrick.extensions = [\"%s\"]";
        SystemSettings settings =
                SystemSettings.from(ConfigFactory.parseString(String.format(key, Configured.class.getName())));
        assertEquals(List.of(Configured.class.getName()), settings.extensions());
        for (String wrong : List.of("no.such.Extension", String.class.getName(), Thing.class.getName())) {
            ConfigurationException error = assertThrows(
                    ConfigurationException.class,
                    () -> ActorSystem.create("wrong-extension", ConfigFactory.parseString(String.format(key, wrong))));
            assertTrue(error.getMessage().contains("class=" + wrong), error::getMessage);
        }
        org.awaitility.Awaitility.await()
                .until(() -> ThreadStage.threadsOf("wrong-extension").isEmpty());
    }

    @Test
    @DisplayName("A system loads the classes that its configuration names with the loader that it was given")
    void create_withClassLoader_loadsByIt() throws Exception {
        List<String> asked = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(new URL[0], ExtensionSpec.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                asked.add(name);
                return super.loadClass(name, resolve);
            }
        }) {
            String key = String.format("garrick.extensions = [\"%s\"]", Configured.class.getName());
            try (ActorSystem system = ActorSystem.create("loads", ConfigFactory.parseString(key), loader)) {
                assertTrue(system.hasExtension(Configured.ID));
                assertSame(loader, ((ExtendedActorSystem) system).classLoader());
                assertEquals(
                        List.of(Configured.class.getName()), system.settings().extensions());
                assertTrue(system.settings().config().hasPath("garrick.extensions"));
            }
        }
        assertTrue(asked.contains(Configured.class.getName()), asked::toString);
    }
}
