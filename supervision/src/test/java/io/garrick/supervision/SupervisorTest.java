package io.garrick.supervision;

import static io.garrick.supervision.Command.StopReason.BUDGET_SPENT;
import static io.garrick.supervision.Command.StopReason.DECIDED;
import static io.garrick.supervision.Directive.ESCALATE;
import static io.garrick.supervision.Directive.RESTART;
import static io.garrick.supervision.Directive.RESUME;
import static io.garrick.supervision.Directive.STOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    private static final long MILLIS = 1_000_000L;
    private static final long DAYS = 24 * 3_600_000 * MILLIS;
    private static final Exception CAUSE = new IllegalStateException("let it crash");

    private Supervisor<String> supervisor =
            new Supervisor<>(SupervisorStrategy.defaultStrategy(), new Brood<>(List.of()));

    @Test
    @DisplayName("S05 resume: that child alone is resumed, nothing is remembered")
    void failed_resume_resumesAndRemembersNothing() {
        assertEquals(List.of(new Command.Resume<>("a", CAUSE)), fail("a", 0, RESUME, 0));
        assertEquals(0, supervisor.remembered());
    }

    @Test
    @DisplayName("S07 escalate: the parent is to fail with the same exception object")
    void failed_escalate_escalatesTheSameCause() {
        List<Command<String>> commands = fail("a", 0, ESCALATE, 0);
        assertEquals(List.of(new Command.Escalate<>("a", CAUSE)), commands);
        assertSame(CAUSE, ((Command.Escalate<String>) commands.get(0)).cause());
        assertEquals(0, supervisor.remembered());
    }

    @Test
    void failed_stop_stopsByDecision() {
        assertEquals(List.of(new Command.Stop<>("a", CAUSE, DECIDED)), fail("a", 0, STOP, 0));
    }

    @Test
    void failed_restart_ordersRestartsWithRisingGeneration() {
        for (long generation = 0; generation < 5; generation++) {
            assertEquals(
                    List.of(new Command.Restart<>("a", CAUSE, generation + 1, false)),
                    fail("a", generation, RESTART, 0));
        }
    }

    @Test
    @DisplayName("S10 one-for-one: each child has a budget of its own")
    void failed_twoChildren_budgetsAreApart() {
        supervise(1, RestartBudget.NO_WINDOW);
        assertRestart("a", 0, 0);
        assertRestart("b", 0, 0);
        assertStop("a", 1, 0);
        assertStop("b", 1, 0);
        assertRestart("c", 0, 0);
    }

    @Test
    @DisplayName("Behaviour 6, S10 (3, no window): the 4th crash stops")
    void budget_threeForLife_fourthCrashStops() {
        supervise(3, RestartBudget.NO_WINDOW);
        assertRestart("a", 0, 0);
        assertRestart("a", 1, DAYS);
        assertRestart("a", 2, 1000 * DAYS);
        assertStop("a", 3, 10_000 * DAYS);
    }

    @Test
    @DisplayName("Behaviour 6, S10 (2, 500 ms): two crashes, 700 ms, third crash restarts")
    void budget_twoIn500Millis_thirdAfter700MillisRestarts() {
        supervise(2, Duration.ofMillis(500));
        assertRestart("a", 0, 0);
        assertRestart("a", 1, 0);
        assertRestart("a", 2, 700 * MILLIS);
    }

    @Test
    @DisplayName("Behaviour 6, S10 (2, 1 s): third crash inside stops")
    void budget_twoInOneSecond_thirdInsideStops() {
        supervise(2, Duration.ofSeconds(1));
        assertRestart("a", 0, 0);
        assertRestart("a", 1, 300 * MILLIS);
        assertStop("a", 2, 1000 * MILLIS);
    }

    @Test
    @DisplayName("Behaviour 6, S10 (2, 30 days): inside stops, after it restarts")
    void budget_thirtyDays_isExactToTheNanosecond() {
        supervise(2, Duration.ofDays(30));
        assertRestart("a", 0, 5);
        assertRestart("a", 1, 5 + 30 * DAYS);
        assertRestart("a", 2, 5 + 30 * DAYS + 1);
        assertRestart("b", 0, 5);
        assertRestart("b", 1, 5 + 29 * DAYS);
        assertStop("b", 2, 5 + 30 * DAYS);
    }

    @Test
    @DisplayName("S10 only failures that ask for a restart open the window and count")
    void budget_resumedAndEscalated_doNotCount() {
        supervise(1, Duration.ofSeconds(1));
        fail("a", 0, RESUME, 0);
        fail("a", 0, ESCALATE, 0);
        assertRestart("a", 0, 900 * MILLIS);
        assertStop("a", 1, 1800 * MILLIS);
    }

    @Test
    @DisplayName("S05, S11 a failed restart counts: creation fails again and again until the budget is spent")
    void failed_restartFailsAgain_counts() {
        supervise(3, RestartBudget.NO_WINDOW);
        assertRestart("a", 0, 0);
        assertRestart("a", 1, 0);
        assertRestart("a", 2, 0);
        assertStop("a", 3, 0);
    }

    @Test
    void failed_staleGeneration_getsNoAnswer() {
        assertRestart("a", 0, 0);
        for (Directive each : Directive.values()) {
            assertEquals(List.of(), fail("a", 0, each, 0));
        }
        assertRestart("a", 1, 0);
        assertEquals(List.of(), fail("a", 0, RESTART, 0));
        assertEquals(List.of(), fail("a", 1, STOP, 0));
        assertRestart("a", 2, 0);
    }

    @Test
    void failed_staleGeneration_doesNotCount() {
        supervise(2, RestartBudget.NO_WINDOW);
        assertRestart("a", 0, 0);
        assertEquals(List.of(), fail("a", 0, RESTART, 0));
        assertRestart("a", 1, 0);
        assertStop("a", 2, 0);
    }

    @Test
    @DisplayName("S02 a failure under way while the child is restarted with its parent is stale, the next one is not")
    void restarted_failureUnderWay_isStaleAndNextIsAnswered() {
        supervise(2, RestartBudget.NO_WINDOW);
        assertEquals(List.of(), restartedWithParent("a"));
        assertEquals(List.of(), fail("a", 0, RESTART, 0));
        assertRestart("a", 1, 0);
        restartedWithParent("a");
        restartedWithParent("a");
        assertEquals(List.of(), fail("a", 2, STOP, 0));
        assertEquals(List.of(), fail("a", 3, STOP, 0));
        assertRestart("a", 4, 0);
        assertStop("a", 5, 0);
        assertRestart("b", 0, 0);
    }

    @Test
    void failed_generationAboveWhatWasTold_isBelieved() {
        assertRestart("a", 7, 0);
        assertEquals(List.of(), fail("a", 7, RESTART, 0));
        assertRestart("a", 8, 0);
        assertRestart("a", 12, 0);
    }

    @Test
    void failed_afterStopWasOrdered_getsNoAnswer() {
        fail("a", 0, STOP, 0);
        supervise(supervisor, 5);
        for (Directive each : Directive.values()) {
            assertEquals(List.of(), fail("a", 0, each, 0));
            assertEquals(List.of(), fail("a", 3, each, 0));
        }
    }

    @Test
    void gone_forgetsTheChildAndNoOther() {
        supervise(1, RestartBudget.NO_WINDOW);
        assertRestart("a", 0, 0);
        assertRestart("b", 0, 0);
        assertEquals(2, supervisor.remembered());

        assertEquals(List.of(), supervisor.on(new Event.Gone<>("a"), 0, new SplittableRandom(1)));
        assertEquals(1, supervisor.remembered());
        assertStop("b", 1, 0);
        supervisor.on(new Event.Gone<>("b"), 0, new SplittableRandom(1));
        supervisor.on(new Event.Gone<>("never seen"), 0, new SplittableRandom(1));
        assertEquals(0, supervisor.remembered());
    }

    @Test
    void strategy_exchanged_newBudgetMeasuresWhatWasCounted() {
        supervise(3, RestartBudget.NO_WINDOW);
        assertRestart("a", 0, 0);
        assertRestart("a", 1, 0);
        supervise(supervisor, 2);
        assertStop("a", 2, 0);
        assertRestart("b", 0, 0);
    }

    @Test
    void command_visited_callsTheMethodOfItsKindWithItself() {
        List<Command<String>> visited = new ArrayList<>();
        Command.Visitor<String> visitor = new Recorder(visited);
        List<Command<String>> commands = List.of(
                new Command.Resume<>("a", CAUSE),
                new Command.Restart<>("b", CAUSE, 1, false),
                new Command.Stop<>("c", CAUSE, DECIDED),
                new Command.Escalate<>("d", CAUSE),
                new Command.RestartAfter<>("e", CAUSE, 1, 1, false),
                new Command.TakeDown<>("f", CAUSE, 1),
                new Command.Start<>("g", 1, false),
                new Command.Hold<>("h", CAUSE, STOP, true));
        commands.forEach(each -> each.accept(visitor));
        assertEquals(commands, visited);
    }

    @Test
    void on_returnedList_isImmutable() {
        List<Command<String>> commands = fail("a", 0, RESTART, 0);
        assertThrows(UnsupportedOperationException.class, commands::clear);
    }

    @Test
    void failed_negativeGeneration_isRefused() {
        assertEquals(
                "generation must be 0 or more: generation=-1 child=a",
                assertThrows(IllegalArgumentException.class, () -> new Event.Failed<>("a", -1, CAUSE, STOP))
                        .getMessage());
    }

    private void supervise(int maxRestarts, Duration window) {
        supervisor =
                new Supervisor<>(new OneForOneStrategy(maxRestarts, window, cause -> RESTART), new Brood<>(List.of()));
    }

    private static void supervise(Supervisor<?> supervisor, int maxRestarts) {
        supervisor.strategy(new OneForOneStrategy(maxRestarts, RestartBudget.NO_WINDOW, cause -> RESTART));
    }

    private List<Command<String>> fail(String child, long generation, Directive directive, long nowNanos) {
        return supervisor.on(
                new Event.Failed<>(child, generation, CAUSE, directive), nowNanos, new SplittableRandom(1));
    }

    private List<Command<String>> restartedWithParent(String child) {
        return supervisor.on(new Event.Restarted<>(child), 0, new SplittableRandom(1));
    }

    private void assertRestart(String child, long generation, long nowNanos) {
        assertEquals(
                List.of(new Command.Restart<>(child, CAUSE, generation + 1, false)),
                fail(child, generation, RESTART, nowNanos));
    }

    private void assertStop(String child, long generation, long nowNanos) {
        assertEquals(
                List.of(new Command.Stop<>(child, CAUSE, BUDGET_SPENT)), fail(child, generation, RESTART, nowNanos));
    }

    private record Recorder(List<Command<String>> visited) implements Command.Visitor<String> {
        @Override
        public void resume(Command.Resume<String> command) {
            visited.add(command);
        }

        @Override
        public void restart(Command.Restart<String> command) {
            visited.add(command);
        }

        @Override
        public void stop(Command.Stop<String> command) {
            visited.add(command);
        }

        @Override
        public void escalate(Command.Escalate<String> command) {
            visited.add(command);
        }

        @Override
        public void restartAfter(Command.RestartAfter<String> command) {
            visited.add(command);
        }

        @Override
        public void takeDown(Command.TakeDown<String> command) {
            visited.add(command);
        }

        @Override
        public void start(Command.Start<String> command) {
            visited.add(command);
        }

        @Override
        public void hold(Command.Hold<String> command) {
            visited.add(command);
        }
    }
}
