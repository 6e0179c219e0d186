package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

/** Who holds a worker that others share. Most of it with workers that are real and a time that stands still until it is let pass. */
class WatchdogSpec {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** A handler that does not end before the test says so. */
    private static final class Holding extends AbstractActor {
        private final Gate gate;

        Holding(Gate gate, boolean fromBirth) {
            this.gate = gate;
            if (fromBirth) {
                gate.pass();
            }
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Hold.class, hold -> theCulprit())
                    .match(String.class, text -> {})
                    .build();
        }

        private void theCulprit() {
            gate.pass();
        }
    }

    private record Hold(int number) {}

    private static final class Gate {
        final AtomicInteger entered = new AtomicInteger();
        private final Semaphore permits = new Semaphore(0);

        void pass() {
            entered.incrementAndGet();
            permits.acquireUninterruptibly();
        }

        void open(int times) {
            permits.release(times);
        }

        Props props() {
            return Props.create(Holding.class, () -> new Holding(this, false));
        }

        /** Returns when the handler is at the gate. */
        void hold(Stage stage, ActorRef actor, int number) {
            int before = entered.get();
            actor.tell(new Hold(number), ActorRef.noSender());
            stage.await(() -> entered.get() == before + 1);
        }
    }

    /** The time of the machine's threads is the test's; actors that hold a worker look busy, and are not waited for. */
    private static ManualTime time(Stage stage) {
        stage.settings(settings -> ManualTime.settings(SystemSettings.from(
                        ConfigFactory.parseString("garrick.test.filter-leeway = 1ms"))
                .withDispatcher(DispatcherSettings.of("unwatched").withWatchdog(Duration.ZERO))
                .withDispatcher(DispatcherSettings.of("patient").withWatchdog(LIMIT.multipliedBy(60)))
                .withDispatcher(DispatcherSettings.of("pool").withKind(DispatcherSettings.Kind.THREAD_POOL))
                .withDispatcher(DispatcherSettings.of("pinned").withKind(DispatcherSettings.Kind.PINNED))
                .withDispatcher(DispatcherSettings.of("virtual").withKind(DispatcherSettings.Kind.VIRTUAL_THREADS))));
        return ManualTime.get(stage.system());
    }

    private static List<String> reports(Stage stage) {
        return stage.warnings().stream()
                .filter(line -> line.startsWith("handler holds a shared worker"))
                .toList();
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q09 A handler that holds a shared worker is reported after 1 to 1.5 of the limit, whenever it has begun, once, with path and message class")
    void handler_holdsAWorker_isReportedOnceInTime(Stage stage) {
        Gate gate = new Gate();
        ManualTime time = time(stage);
        ActorRef actor = stage.actorOf(gate.props(), "slow");
        for (int i = 0; i < 9; i++) {
            time.timePasses(Duration.ofMillis(29)); // somewhere between two looks
            gate.hold(stage, actor, i);
            time.timePasses(LIMIT.minusMillis(1));
            assertEquals(i, reports(stage).size(), "too early");
            time.timePasses(LIMIT.dividedBy(2).plusMillis(1));
            assertEquals(i + 1, reports(stage).size(), "too late");
            time.timePasses(Duration.ofMinutes(1));
            gate.open(1);
            stage.settle();
        }
        assertEquals(9, reports(stage).size(), () -> reports(stage).toString());
        for (String line : reports(stage)) {
            assertTrue(line.contains("/user/slow#"), line);
            assertTrue(line.contains("message=" + Hold.class.getName() + " "), line);
            assertTrue(line.contains("dispatcher=default-dispatcher "), line);
            assertTrue(line.contains("-default-dispatcher-"), line);
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q09 Each worker that is held is reported, and each by its own handler")
    void handlers_holdSeveralWorkers_areAllReported(Stage stage) {
        Gate gate = new Gate();
        stage.settings(settings ->
                ManualTime.settings(SystemSettings.from(ConfigFactory.parseString("garrick.test.filter-leeway = 1ms"))
                        .withDispatcher(DispatcherSettings.of("three").withParallelism(3))));
        ManualTime time = ManualTime.get(stage.system());
        for (int i = 0; i < 3; i++) {
            gate.hold(stage, stage.actorOf(gate.props().withDispatcher("three"), "slow-" + i), i);
        }
        time.timePasses(LIMIT.multipliedBy(2));
        gate.open(3);

        List<String> reports = reports(stage);
        assertEquals(3, reports.size(), reports::toString);
        for (int i = 0; i < 3; i++) {
            String path = "/user/slow-" + i + "#";
            assertEquals(1, reports.stream().filter(line -> line.contains(path)).count(), reports::toString);
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q09 Handlers below the limit are never reported, also when many of them follow each other in one run")
    void handlers_shortOnes_areNeverReported(Stage stage) {
        Gate gate = new Gate();
        ManualTime time = time(stage);
        ActorRef actor = stage.actorOf(gate.props(), "busy");
        int messages = 10;
        for (int i = 0; i < messages; i++) {
            actor.tell(new Hold(i), ActorRef.noSender());
        }
        for (int i = 1; i <= messages; i++) {
            int number = i;
            stage.await(() -> gate.entered.get() == number);
            time.timePasses(LIMIT.minusMillis(1));
            gate.open(1);
        }
        stage.settle();

        assertEquals(List.of(), reports(stage));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q09 A constructor or hook that holds a shared worker is reported, too, with no message")
    void constructor_holdsAWorker_isReported(Stage stage) {
        Gate gate = new Gate();
        ManualTime time = time(stage);
        stage.actorOf(Props.create(Holding.class, () -> new Holding(gate, true)), "born-slowly");
        stage.await(() -> gate.entered.get() == 1);
        time.timePasses(LIMIT.multipliedBy(2));
        gate.open(1);

        assertEquals(1, reports(stage).size());
        String line = reports(stage).get(0);
        assertTrue(line.contains("/user/born-slowly#") && line.contains("message=none "), line);
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q09 Handlers on pinned and virtual threads and on pools may block; where the watchdog is off or has another limit, that holds")
    void handler_onAnotherDispatcher_isNotReported(Stage stage) {
        Gate gate = new Gate();
        ManualTime time = time(stage);
        boolean virtual = Runtime.version().feature() >= 21;
        List<String> dispatchers = virtual
                ? List.of("unwatched", "patient", "pool", "pinned", "virtual")
                : List.of("unwatched", "patient", "pool", "pinned");
        for (int i = 0; i < dispatchers.size(); i++) {
            gate.hold(stage, stage.actorOf(gate.props().withDispatcher(dispatchers.get(i))), i);
        }
        time.timePasses(LIMIT.multipliedBy(30));
        assertEquals(List.of(), reports(stage));
        time.timePasses(LIMIT.multipliedBy(60));
        gate.open(dispatchers.size());

        assertEquals(1, reports(stage).size());
        assertTrue(reports(stage).get(0).contains("dispatcher=patient "));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q06 Q09 When no worker is awake nobody looks: no timer is left, no parked worker is reported, and who wakes one wakes the watchdog")
    void watchdog_nobodyAwake_rests(Stage stage) {
        Gate gate = new Gate();
        ManualTime time = time(stage);
        ActorRef actor = stage.actorOf(gate.props(), "slow");
        for (int i = 0; i < 3; i++) {
            actor.tell("short", ActorRef.noSender());
            stage.settle();
            stage.await(() -> {
                time.timePasses(LIMIT);
                return SystemServices.of(stage.system()).timers().pending() == 0;
            });
            time.timePasses(Duration.ofHours(1));
            assertEquals(i, reports(stage).size());
            gate.hold(stage, actor, i);
            time.timePasses(LIMIT.multipliedBy(2));
            assertEquals(i + 1, reports(stage).size());
            gate.open(1);
        }
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "Q09 On the time of the machine, and with the default of 1 s: not earlier, and with the stack of the handler")
    void handler_holdsAWorkerForReal_isReportedWithItsStack(Stage stage) {
        Gate gate = new Gate();
        ActorRef actor = stage.actorOf(gate.props(), "slow");
        long start = stage.nanoTime();
        gate.hold(stage, actor, 0);
        stage.await(() -> !reports(stage).isEmpty());
        long after = stage.nanoTime() - start;
        gate.open(1);
        stage.settle();

        assertTrue(after >= LIMIT.toNanos(), () -> "after=" + Duration.ofNanos(after));
        assertEquals(1, reports(stage).size());
        assertTrue(stage.hasStackFrame("theCulprit"), "the stack is not that of the handler");
    }
}
