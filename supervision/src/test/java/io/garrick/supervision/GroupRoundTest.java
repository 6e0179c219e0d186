package io.garrick.supervision;

import static io.garrick.supervision.Command.StopReason.BUDGET_SPENT;
import static io.garrick.supervision.Command.StopReason.DECIDED;
import static io.garrick.supervision.Command.StopReason.TEMPORARY;
import static io.garrick.supervision.Command.StopReason.WITH_GROUP;
import static io.garrick.supervision.Directive.ESCALATE;
import static io.garrick.supervision.Directive.RESTART;
import static io.garrick.supervision.Directive.RESUME;
import static io.garrick.supervision.Directive.STOP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupRoundTest {

    private static final Exception CAUSE = new IllegalStateException("let it crash");
    private static final Decider DECIDER = cause -> RESTART;
    private static final RestForOneStrategy REST = new RestForOneStrategy(DECIDER);
    private static final AllForOneStrategy ALL = new AllForOneStrategy(DECIDER);
    private static final long MILLIS = 1_000_000;

    private final Brood<String> brood = new Brood<>(List.of("a", "b", "c", "d"));
    private Supervisor<String> supervisor = new Supervisor<>(REST, brood);
    private long now;

    @Test
    @DisplayName(
            "S09 rest-for-one: the failed child and those started after it, down youngest first, up oldest first, each after the other")
    void restForOne_restart_downThenUpInOrder() {
        assertEquals(List.of(hold("b", RESTART), down("d", 1)), fail("b", RESTART));
        assertEquals(List.of(down("c", 1)), taken("d", 1));
        assertEquals(List.of(down("b", 1)), taken("c", 1));
        assertEquals(List.of(start("b", 1)), taken("b", 1));
        assertEquals(List.of(start("c", 1)), started("b", 1));
        assertEquals(List.of(start("d", 1)), started("c", 1));
        assertEquals(List.of(), started("d", 1));
        assertEquals(List.of(down("d", 2)), on(new Event.Failed<>("d", 1, CAUSE, RESTART)));
    }

    @Test
    @DisplayName("S09 all-for-one: all at once unless asked otherwise")
    void allForOne_restart_together() {
        supervise(ALL);
        assertEquals(List.of(restart("a", 1), restart("b", 1), restart("c", 1), restart("d", 1)), fail("c", RESTART));
        for (String each : brood.children) {
            assertEquals(List.of(), started(each, 1));
        }
        assertEquals(
                List.of(restart("a", 2), restart("b", 2), restart("c", 2), restart("d", 2)),
                on(new Event.Failed<>("a", 1, CAUSE, RESTART)));
    }

    @Test
    @DisplayName("S09 all-for-one with ordered restart: all, down youngest first and up oldest first")
    void allForOneOrdered_restart_downThenUpInOrder() {
        supervise(ALL.withOrderedRestart());
        assertEquals(List.of(hold("c", RESTART), down("d", 1)), fail("c", RESTART));
        taken("d", 1);
        taken("c", 1);
        assertEquals(List.of(down("a", 1)), taken("b", 1));
        assertEquals(List.of(start("a", 1)), taken("a", 1));
    }

    @Test
    @DisplayName("S09 a child that fails while its group is being restarted counts once and starts no second round")
    void member_failsWhileStarting_isRestartedAlone() {
        supervise(new RestForOneStrategy(2, RestartBudget.NO_WINDOW, DECIDER));
        fail("c", RESTART);
        taken("d", 1);
        assertEquals(List.of(start("c", 1)), taken("c", 1));
        assertEquals(List.of(restart("c", 2)), on(new Event.Failed<>("c", 1, CAUSE, RESTART)));
        assertEquals(List.of(), started("c", 1));
        assertEquals(List.of(start("d", 1)), started("c", 2));
        assertEquals(List.of(), started("d", 1));
        assertEquals(List.of(stop("d", BUDGET_SPENT)), on(new Event.Failed<>("d", 1, CAUSE, RESTART)));
    }

    @Test
    @DisplayName("S09 all-for-one together: who fails at its own restart, or before it, is not the others' business")
    void member_failsInARoundTogether_isRestartedAlone() {
        supervise(ALL);
        fail("a", RESTART);
        assertEquals(List.of(), fail("b", RESTART));
        assertEquals(List.of(restart("b", 2)), on(new Event.Failed<>("b", 1, CAUSE, RESTART)));
        started("a", 1);
        started("c", 1);
        started("d", 1);
        assertEquals(List.of(restart("d", 2)), on(new Event.Failed<>("d", 1, CAUSE, RESTART)));
        started("b", 2);
        started("d", 2);
        assertEquals(4, on(new Event.Failed<>("d", 2, CAUSE, RESTART)).size());
    }

    @Test
    @DisplayName("S09 rest-for-one: a failure further back takes down again what has started since")
    void olderChild_failsDuringTheRound_widensIt() {
        fail("c", RESTART);
        taken("d", 1);
        taken("c", 1);
        assertEquals(List.of(hold("a", RESTART), down("c", 2)), fail("a", RESTART));
        assertEquals(List.of(), started("c", 1));
        assertEquals(List.of(down("b", 1)), taken("c", 2));
        assertEquals(List.of(down("a", 1)), taken("b", 1));
        assertEquals(List.of(start("a", 1)), taken("a", 1));
        started("a", 1);
        started("b", 1);
        assertEquals(List.of(start("d", 1)), started("c", 2));
    }

    @Test
    @DisplayName(
            "S09 stop and a spent budget are for the group, too: youngest first, each gone before the next is told")
    void stop_ofAGroup_youngestFirst() {
        assertEquals(List.of(hold("b", STOP), stop("d", WITH_GROUP)), fail("b", STOP));
        assertEquals(List.of(stop("c", WITH_GROUP)), gone("d"));
        assertEquals(List.of(stop("b", DECIDED)), gone("c"));
        assertEquals(List.of(), gone("b"));
        assertEquals(List.of(down("a", 1)), fail("a", RESTART));

        supervise(ALL);
        assertEquals(List.of(stop("a", DECIDED)), fail("a", STOP));
    }

    @Test
    @DisplayName("S10 the budget of a group is the group's: failures of different children count together")
    void budget_ofAGroup_isShared() {
        supervise(new AllForOneStrategy(2, Duration.ofSeconds(1), DECIDER));
        fail("a", RESTART);
        brood.children.forEach(each -> started(each, 1));
        on(new Event.Failed<>("b", 1, CAUSE, RESTART));
        brood.children.forEach(each -> started(each, 2));
        assertEquals(
                List.of(stop("a", WITH_GROUP), stop("b", WITH_GROUP), stop("c", BUDGET_SPENT), stop("d", WITH_GROUP)),
                on(new Event.Failed<>("c", 2, CAUSE, RESTART)));
    }

    @Test
    @DisplayName(
            "S09 resume and escalate concern the failed child alone; temporary children are stopped and never started again")
    void kinds_inAGroup_asPromised() {
        assertEquals(List.of(new Command.Resume<>("b", CAUSE)), fail("b", RESUME));
        assertEquals(List.of(new Command.Escalate<>("b", CAUSE)), fail("b", ESCALATE));
        brood.kinds.put("c", ChildKind.TEMPORARY);
        assertEquals(List.of(down("d", 1)), fail("d", RESTART));
        taken("d", 1);
        started("d", 1);
        assertEquals(List.of(hold("b", RESTART), down("d", 2)), fail("b", RESTART));
        assertEquals(List.of(stop("c", WITH_GROUP)), taken("d", 2));
        assertEquals(List.of(down("b", 1)), gone("c"));
        brood.kinds.put("a", ChildKind.TEMPORARY);
        assertEquals(List.of(stop("a", TEMPORARY)), fail("a", ESCALATE));
    }

    @Test
    @DisplayName("S09 the end of a permanent child is answered like a failure that asks for a restart, and counts")
    void permanent_endsByItself_likeAFailure() {
        supervise(new OneForOneStrategy(1, RestartBudget.NO_WINDOW, cause -> STOP));
        assertEquals(
                List.of(new Command.Restart<>("a", CAUSE, 1, false)), on(new Event.EndedByItself<>("a", 0, CAUSE)));
        assertEquals(List.of(), on(new Event.EndedByItself<>("a", 0, CAUSE)));
        assertEquals(List.of(stop("a", BUDGET_SPENT)), on(new Event.EndedByItself<>("a", 1, CAUSE)));
        supervise(ALL);
        assertEquals(
                List.of(restart("a", 1), restart("b", 1), restart("c", 1), restart("d", 1)),
                on(new Event.EndedByItself<>("b", 0, CAUSE)));
    }

    @Test
    @DisplayName(
            "S13 a group's delay counts from the failure, whenever the turn of the child that failed comes; up when it is over")
    void backoff_ofAGroup_countsFromTheFailure() {
        supervise(REST.withBackoff(Duration.ofMillis(10), Duration.ofMillis(40), 0));
        assertEquals(List.of(hold("c", RESTART), down("d", 1)), fail("c", RESTART));
        now = 4 * MILLIS;
        assertEquals(List.of(new Command.RestartAfter<>("c", CAUSE, 1, 6 * MILLIS, true)), taken("d", 1));
        assertEquals(List.of(), taken("c", 1));
        now = 10 * MILLIS;
        assertEquals(List.of(start("c", 1)), on(new Event.DelayElapsed<>("c", 1)));
        started("c", 1);
        started("d", 1);

        supervise(ALL.withBackoff(Duration.ofMillis(10), Duration.ofMillis(40), 0));
        assertEquals(
                List.of(
                        down("a", 1),
                        new Command.RestartAfter<>("b", CAUSE, 1, 10 * MILLIS, true),
                        down("c", 1),
                        down("d", 1)),
                fail("b", RESTART));
        taken("a", 1);
        assertEquals(List.of(start("a", 1), start("c", 1), start("d", 1)), gone("b"), "nobody waits for who is gone");
    }

    private void supervise(SupervisorStrategy strategy) {
        supervisor = new Supervisor<>(strategy, brood);
    }

    private List<Command<String>> on(Event<String> event) {
        return supervisor.on(event, now, new SplittableRandom(1));
    }

    private List<Command<String>> fail(String child, Directive directive) {
        return on(new Event.Failed<>(child, 0, CAUSE, directive));
    }

    private List<Command<String>> taken(String child, long generation) {
        return on(new Event.TakenDown<>(child, generation));
    }

    private List<Command<String>> started(String child, long generation) {
        return on(new Event.Started<>(child, generation));
    }

    private List<Command<String>> gone(String child) {
        brood.children.remove(child);
        return on(new Event.Gone<>(child));
    }

    private static Command<String> hold(String child, Directive settled) {
        return new Command.Hold<>(child, CAUSE, settled, false);
    }

    private static Command<String> down(String child, long generation) {
        return new Command.TakeDown<>(child, CAUSE, generation);
    }

    private static Command<String> start(String child, long generation) {
        return new Command.Start<>(child, generation, true);
    }

    private static Command<String> restart(String child, long generation) {
        return new Command.Restart<>(child, CAUSE, generation, true);
    }

    private static Command<String> stop(String child, Command.StopReason reason) {
        return new Command.Stop<>(child, CAUSE, reason);
    }
}
