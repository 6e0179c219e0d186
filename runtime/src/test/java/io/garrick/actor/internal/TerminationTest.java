package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.Platform;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.DispatcherSettings.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TerminationTest {

    private static final int RACES = 100;

    private static ActorSystem system(String name) {
        return ActorSystem.create(name, settings());
    }

    private static SystemSettings settings() {
        return SystemSettings.defaults()
                .withDispatcher(DispatcherSettings.of("extra").withParallelism(1))
                .withDispatcher(DispatcherSettings.of("pinned").withKind(Kind.PINNED));
    }

    private static List<String> threadsOf(String systemName) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("garrick-" + systemName + "-"))
                .toList();
    }

    @Test
    @DisplayName("M14 A dispatcher that is asked for after the end is refused: nobody would end its threads")
    void dispatcher_firstUsedAfterTheEnd_isRefused() {
        ActorSystem system = system("ended");
        system.close();
        assertThrows(IllegalStateException.class, () -> system.dispatcher("extra"));
        assertEquals(List.of(), threadsOf("ended"));
    }

    @Test
    @DisplayName("M14 A system that cannot be started leaves no thread")
    void create_dispatcherCannotStart_leavesNoThread() {
        Platform.Factory factory = (name, settings) -> {
            Platform machine = DefaultPlatform.FACTORY.create(name, settings);
            return new PlatformOver(machine) {
                @Override
                public Dispatcher start(DispatcherSettings dispatcher) {
                    throw new UnsupportedOperationException("no such threads here");
                }
            };
        };
        SystemSettings settings = SystemSettings.defaults().withPlatform(factory);
        assertThrows(UnsupportedOperationException.class, () -> ActorSystem.create("unstarted", settings));
        Awaitility.await().until(() -> threadsOf("unstarted").isEmpty());
    }

    @Test
    @DisplayName("M14 close() on the thread of the timers is refused like on any other thread of the system")
    void close_onTheTimersThread_isRefused() throws Exception {
        ActorSystem system = system("timers");
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        ActorRef callback = callback(system, due -> outcome.complete(outcomeOf(system::close)));
        system.scheduler()
                .scheduleOnce(Duration.ofMillis(1), callback, "due", system.dispatcher(), ActorRef.noSender());
        Object refused = outcome.get(10, TimeUnit.SECONDS);
        assertTrue(refused.toString().contains("this very thread"), refused::toString);
        system.close();
    }

    private static Object outcomeOf(Runnable call) {
        try {
            call.run();
            return "returned";
        } catch (IllegalStateException refused) {
            return refused;
        }
    }

    private static ReplyRef callback(ActorSystem system, Consumer<Object> call) {
        SystemServices services = SystemServices.of(system);
        ActorPath path = services.tempPath(services.nextUid());
        return new ReplyRef() {
            @Override
            public ActorSystem system() {
                return system;
            }

            @Override
            public void tell(Object message, @Nullable ActorRef sender) {
                call.accept(message);
            }

            @Override
            public ActorPath path() {
                return path;
            }

            @Override
            @Deprecated
            public boolean isTerminated() {
                return false;
            }
        };
    }

    @Test
    @DisplayName("M14 A termination callback that throws what it does not declare keeps nobody waiting")
    void callback_throwsCheckedException_terminationCompletes() throws Exception {
        ActorSystem system = system("sneaky");
        List<String> ran = new CopyOnWriteArrayList<>();
        system.registerOnTermination(() -> ran.add("first registered"));
        system.registerOnTermination(() -> TerminationTest.<RuntimeException>sneak(new Exception("undeclared")));
        system.terminate().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(List.of("first registered"), ran);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    @DisplayName(
            "M14 close() is refused on every thread of the system: shared workers, pinned threads, and the last one")
    void close_onTheSystemsThreads_isRefused() throws Exception {
        ActorSystem system = ActorSystem.create("inside", settings().withShutdownTimeout(Duration.ofSeconds(5)));
        for (String dispatcher : List.of("", "extra", "pinned")) {
            CompletableFuture<Object> outcome = new CompletableFuture<>();
            Scripted.play(
                    system.actorOf(Scripted.props().withDispatcher(dispatcher)),
                    self -> outcome.complete(outcomeOf(system::close)));
            Object refused = outcome.get(10, TimeUnit.SECONDS);
            assertTrue(refused.toString().contains("call terminate() instead"), () -> dispatcher + " " + refused);
        }
        CompletableFuture<Object> inCallback = new CompletableFuture<>();
        system.registerOnTermination(() -> inCallback.complete(outcomeOf(system::close)));
        system.close();
        assertTrue(inCallback.join().toString().contains("call terminate() instead"), inCallback::toString);
    }

    @Test
    @DisplayName("M14 close() waits for the shutdown time-out at most, and then names the actors that are still alive")
    void close_actorsDoNotEnd_namesThem() throws Exception {
        Duration timeout = Duration.ofMillis(200);
        ActorSystem system =
                ActorSystem.create("stuck", SystemSettings.defaults().withShutdownTimeout(timeout));
        CountDownLatch until = new CountDownLatch(1);
        ActorRef parent = system.actorOf(Scripted.props(), "parent");
        CompletableFuture<ActorRef> child = new CompletableFuture<>();
        Scripted.play(parent, self -> child.complete(self.getContext().actorOf(Scripted.props(), "child")));
        Scripted.occupy(child.get(10, TimeUnit.SECONDS), until);
        system.actorOf(Scripted.props(), "gone");
        long start = System.nanoTime();
        IllegalStateException error = assertThrows(IllegalStateException.class, system::close);
        long waited = System.nanoTime() - start;
        assertTrue(waited >= timeout.toNanos() && waited < Duration.ofSeconds(5).toNanos(), () -> "waited=" + waited);
        assertTrue(error.getMessage().contains("system=stuck timeout=PT0.2S"), error::getMessage);
        assertTrue(error.getMessage().contains("/user/parent/child"), error::getMessage);
        assertFalse(system.whenTerminated().toCompletableFuture().isDone());
        until.countDown();
        system.whenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        system.close();
        assertEquals(List.of(), threadsOf("stuck"));
    }

    @Test
    @DisplayName(
            "M14 terminate() drains no mailbox: what is queued when the stop arrives becomes dead letters, in order")
    void terminate_messagesQueued_areDeadLettersAndNotHandled() throws Exception {
        ActorSystem system = system("undrained");
        List<Object> lost = new CopyOnWriteArrayList<>();
        system.eventStream()
                .subscribe(callback(system, letter -> lost.add(((DeadLetter) letter).message())), DeadLetter.class);
        List<Object> handled = new CopyOnWriteArrayList<>();
        CountDownLatch until = new CountDownLatch(1);
        ActorRef busy = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public void unhandled(Object message) {
                handled.add(message);
            }
        }));
        CountDownLatch youngerIsStopped = new CountDownLatch(1);
        system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public void postStop() {
                youngerIsStopped.countDown();
            }
        }));
        Scripted.occupy(busy, until);
        List<Object> queued = List.of("one", "two", "three");
        queued.forEach(message -> busy.tell(message, ActorRef.noSender()));
        CompletableFuture<?> terminated = system.terminate().toCompletableFuture();
        assertTrue(youngerIsStopped.await(10, TimeUnit.SECONDS));
        until.countDown();
        terminated.get(10, TimeUnit.SECONDS);
        assertEquals(List.of(), handled);
        assertEquals(queued, lost);
    }

    @Test
    @DisplayName(
            "M14 whenTerminated() waits for a task that still runs on a thread of the system, though no actor is alive")
    void whenTerminated_taskStillRuns_waitsForItsThread() throws Exception {
        ActorSystem system = system("task");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch until = new CountDownLatch(1);
        system.dispatcher("extra").execute(() -> {
            running.countDown();
            awaitUninterruptibly(until);
        });
        assertTrue(running.await(10, TimeUnit.SECONDS));
        CompletableFuture<?> terminated = system.terminate().toCompletableFuture();
        assertThrows(TimeoutException.class, () -> terminated.get(300, TimeUnit.MILLISECONDS));
        until.countDown();
        terminated.get(10, TimeUnit.SECONDS);
        system.close();
        assertEquals(List.of(), threadsOf("task"));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the system interrupts what it waits for", e);
        }
    }

    @Test
    @DisplayName("M14 When whenTerminated() completes no actor is alive, and no thread of the system but the one that"
            + " completes it; when close() returns, none")
    void whenTerminated_completes_nothingIsLeft() throws Exception {
        for (int round = 0; round < 20; round++) {
            ActorSystem system = system("left");
            List<ActorRef> actors = new CopyOnWriteArrayList<>();
            for (int i = 0; i < 10; i++) {
                actors.add(system.actorOf(Scripted.props().withDispatcher(i % 2 == 0 ? "pinned" : "extra")));
            }
            for (ActorRef actor : actors) {
                Scripted.playNow(actor, self -> actors.add(self.getContext().actorOf(Scripted.props())));
            }
            CompletableFuture<List<String>> threads = new CompletableFuture<>();
            CompletableFuture<Long> alive = new CompletableFuture<>();
            system.whenTerminated().thenRun(() -> {
                alive.complete(actors.stream().filter(TerminationTest::isAlive).count());
                List<String> others = new ArrayList<>(threadsOf("left"));
                others.remove(Thread.currentThread().getName());
                threads.complete(others);
            });
            system.close();
            assertEquals(List.of(), threads.join());
            assertEquals(0, alive.join());
            assertEquals(List.of(), threadsOf("left"));
        }
    }

    @Test
    @DisplayName("M14 actorOf against terminate: refused for ever after the first refusal, with one kind of error, none"
            + " alive")
    void actorOf_racingWithTerminate_isAllOrNothing() throws Exception {
        for (int i = 0; i < RACES; i++) {
            raceOnce(i);
        }
        Awaitility.await().until(() -> threadsOf("race").isEmpty());
    }

    private static void raceOnce(int round) throws Exception {
        ActorSystem system = system("race");
        Set<ActorRef> made = ConcurrentHashMap.newKeySet();
        List<Object> wrong = new CopyOnWriteArrayList<>();
        List<Thread> threads = List.of(
                new Thread(() -> createUntilRefused(system, "", made, wrong)),
                new Thread(() -> createUntilRefused(system, "pinned", made, wrong)),
                new Thread(() -> createUntilRefused(system, "extra", made, wrong)));
        threads.forEach(Thread::start);
        Awaitility.await().pollInterval(Duration.ofNanos(100_000)).until(() -> made.size() > round % 10);
        system.terminate().toCompletableFuture().get(20, TimeUnit.SECONDS);
        List<ActorRef> alive = made.stream().filter(TerminationTest::isAlive).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), wrong);
        assertEquals(List.of(), alive);
    }

    @SuppressWarnings("deprecation") // a look from outside is what a test wants
    private static boolean isAlive(ActorRef ref) {
        return !ref.isTerminated();
    }

    private static void createUntilRefused(
            ActorSystem system, String dispatcher, Set<ActorRef> made, List<Object> wrong) {
        int refused = 0;
        while (refused < 10) {
            try {
                made.add(system.actorOf(Scripted.props().withDispatcher(dispatcher)));
                if (refused > 0) {
                    wrong.add("created after a refusal");
                }
            } catch (IllegalStateException expected) {
                refused++;
            } catch (RuntimeException other) {
                refused++;
                wrong.add(other);
            }
        }
    }
}
