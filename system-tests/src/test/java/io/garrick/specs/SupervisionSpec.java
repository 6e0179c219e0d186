package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Kill;
import io.garrick.actor.OnFatal;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.supervision.ActorInitializationException;
import io.garrick.supervision.DeathPactException;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.RestartBudget;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

class SupervisionSpec {

    /** Throws anything, checked or not. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Staged
    @DisplayName(
            "S15 A failure is logged: restart and stop at ERROR, resume at WARN, escalate not at this level; a strategy can set each")
    void failure_decided_isLoggedAtItsLevel(Stage stage) {
        stage.expectFailures();
        for (Directive directive : List.of(Directive.RESUME, Directive.RESTART, Directive.STOP)) {
            stage.actorOf(Puppet.role(new Journal(), "parent")
                    .quiet()
                    .strategy(Stage.always(directive))
                    .preStart(self -> crash(self.getContext()
                            .actorOf(Puppet.role(new Journal(), "c").quiet().props(), "c-" + directive)))
                    .props());
            stage.settle();
        }
        stage.actorOf(Puppet.role(new Journal(), "parent")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> Directive.RESTART)
                        .withLogLevel(Directive.RESTART, System.Logger.Level.OFF))
                .preStart(self -> crash(self.getContext()
                        .actorOf(Puppet.role(new Journal(), "c").quiet().props(), "c-silent")))
                .props());
        stage.settle();
        assertEquals(1, count(stage.warnings(), "actor failed and is resumed", "/c-RESUME"));
        assertEquals(0, count(stage.errors(), "actor failed", "/c-RESUME"));
        assertEquals(1, count(stage.errors(), "actor failed and is restarted", "/c-RESTART"));
        assertEquals(1, count(stage.errors(), "actor failed and is stopped", "/c-STOP"));
        assertEquals(0, count(stage.errors(), "actor failed", "/c-silent"));
    }

    private static long count(List<String> lines, String beginning, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning) && line.contains(name))
                .count();
    }

    @Staged
    @DisplayName(
            "S07 escalate makes the supervisor fail with the very same exception, and its restart takes the child along")
    void escalate_childFails_parentFailsWithTheSame(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Throwable> seen = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<ActorRef> child = new AtomicReference<>();
        Puppet.Role role = Puppet.role(journal, "c");
        stage.actorOf(Puppet.role(journal, "g")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> {
                    seen.add(cause);
                    return Directive.RESTART;
                }))
                .preStart(self -> self.getContext()
                        .actorOf(Puppet.role(journal, "p")
                                .strategy(Stage.always(Directive.ESCALATE))
                                .preStart(
                                        parent -> child.set(parent.getContext().actorOf(role.props(), "c")))
                                .props()))
                .props());
        stage.await(() -> journal.has("c preStart 1"));
        IllegalArgumentException cause = new IllegalArgumentException("the very same");
        tell(child.get(), self -> {
            throw cause;
        });
        stage.await(() -> journal.has("c preStart 2"));
        stage.settle();
        assertEquals(1, seen.size());
        assertSame(cause, seen.get(0));
        assertEquals(
                List.of("p constructor 1", "p preStart 1", "p postStop 1", "p constructor 2", "p preStart 2"),
                journal.startingWith("p "));
        assertTrue(
                journal.lines().indexOf("c postStop 1") < journal.lines().indexOf("p constructor 2"),
                journal::toString);
    }

    @Staged
    @DisplayName("S07 S05 A supervisor that is resumed after it escalated resumes the child whose failure it was")
    void escalate_parentResumed_childGoesOn(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        AtomicReference<ActorRef> child = new AtomicReference<>();
        AtomicReference<ActorRef> sibling = new AtomicReference<>();
        stage.actorOf(Puppet.role(journal, "g")
                .quiet()
                .strategy(Stage.always(Directive.RESUME))
                .preStart(self -> self.getContext()
                        .actorOf(Puppet.role(journal, "p")
                                .quiet()
                                .strategy(Stage.always(Directive.ESCALATE))
                                .preStart(parent -> {
                                    child.set(parent.getContext().actorOf(Puppet.of(journal, "c"), "c"));
                                    sibling.set(parent.getContext().actorOf(Puppet.of(journal, "s"), "s"));
                                })
                                .props()))
                .props());
        stage.await(() -> sibling.get() != null);
        for (int i = 1; i <= 3; i++) {
            crash(child.get());
            crash(sibling.get());
            child.get().tell(i, ActorRef.noSender());
            sibling.get().tell(i, ActorRef.noSender());
        }
        stage.await(journal, 6);
        assertEquals(List.of("c 1", "c 2", "c 3"), journal.startingWith("c "));
        assertEquals(List.of("s 1", "s 2", "s 3"), journal.startingWith("s "));
    }

    /** What the default decider says, seen from outside: what becomes of the child, and of its parent. */
    private static List<String> afterFailure(Stage stage, Throwable cause) {
        Journal journal = new Journal();
        AtomicReference<ActorRef> child = new AtomicReference<>();
        stage.actorOf(Puppet.role(journal, "p")
                .preStart(self -> child.set(
                        self.getContext().actorOf(Puppet.role(journal, "c").props(), "c")))
                .props());
        stage.await(() -> journal.has("c preStart 1"));
        journal.clear();
        if (cause instanceof io.garrick.supervision.ActorKilledException) {
            child.get().tell(Kill.getInstance(), ActorRef.noSender());
        } else {
            tell(child.get(), self -> SupervisionSpec.<RuntimeException>sneak(cause));
        }
        stage.await(() -> journal.size() > 0);
        stage.settle();
        return journal.lines();
    }

    @Staged
    @DisplayName(
            "S08 The default decider: exceptions restart, ActorKilledException stops; LinkageError, StackOverflowError, AssertionError stop the actor alone; other errors escalate")
    void defaultDecider_anyFailure_asPromised(Stage stage) {
        stage.settings(settings -> settings.withGuardianStrategy(Stage.always(Directive.STOP)));
        stage.expectFailures();
        List<String> restarted = List.of("c postStop 1", "c constructor 2", "c preStart 2");
        List<String> stopped = List.of("c postStop 1");
        assertEquals(restarted, afterFailure(stage, new Exception("checked")));
        assertEquals(restarted, afterFailure(stage, new IllegalStateException("unchecked")));
        assertEquals(stopped, afterFailure(stage, new io.garrick.supervision.ActorKilledException("by a real Kill")));
        assertEquals(stopped, afterFailure(stage, new DeathPactException("of a friend")));
        assertEquals(stopped, afterFailure(stage, new ActorInitializationException("of something else")));
        assertEquals(stopped, afterFailure(stage, new NoClassDefFoundError("gone")));
        assertEquals(stopped, afterFailure(stage, new StackOverflowError("deep")));
        assertEquals(stopped, afterFailure(stage, new AssertionError("wrong")));
        List<String> escalated = afterFailure(stage, new Error("other"));
        assertEquals("c postStop 1", escalated.get(0));
        assertTrue(escalated.contains("p postStop 1"), escalated::toString);
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("S08 Q08 Whatever a handler throws, the very worker thread lives on")
    void anything_thrown_workerLivesOn(Stage stage) {
        stage.settings(settings -> settings.withOnFatal(OnFatal.REPORT)
                .withGuardianStrategy(Stage.always(Directive.STOP))
                .withDispatcher(DispatcherSettings.of("one").withParallelism(1)));
        Set<Thread> workers = Collections.synchronizedSet(new HashSet<>());
        Puppet.Role role = Puppet.role(new Journal(), "a").quiet();
        ActorRef healthy = stage.actorOf(role.props().withDispatcher("one"));
        List<Throwable> failures = List.of(
                new Exception("checked"),
                new NoClassDefFoundError("gone"),
                new AssertionError("wrong"),
                new Error("other"),
                new OutOfMemoryError("thrown by a test"));
        for (Throwable failure : failures) {
            ActorRef failing = stage.actorOf(role.props().withDispatcher("one"));
            tell(failing, self -> SupervisionSpec.<RuntimeException>sneak(failure));
        }
        ActorRef deep = stage.actorOf(role.props().withDispatcher("one"));
        tell(deep, self -> endless(0));
        for (int i = 0; i < 2; i++) {
            AtomicReference<Thread> worker = new AtomicReference<>();
            tell(healthy, self -> worker.set(Thread.currentThread()));
            stage.await(() -> worker.get() != null);
            workers.add(worker.get());
            stage.settle();
        }
        assertEquals(1, workers.size());
        assertTrue(workers.iterator().next().isAlive());
        assertTrue(stage.errors().stream().noneMatch(line -> line.contains("task failed")), stage.errors()::toString);
    }

    @Staged
    @DisplayName("S08 A real stack overflow is the actor's own failure, and everything else lives on")
    void stackOverflow_inHandler_stopsTheActor(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef deep = stage.actorOf(Puppet.role(journal, "deep").props());
        ActorRef other = stage.actorOf(Puppet.of(journal, "other"));
        tell(deep, self -> endless(0));
        stage.await(() -> journal.has("deep postStop 1"));
        other.tell("hello", ActorRef.noSender());
        stage.await(() -> journal.has("other hello"));
    }

    private static long endless(long depth) {
        return endless(depth + 1) + 1;
    }

    @Staged
    @DisplayName(
            "S08 An OutOfMemoryError is fatal: it is reported, no decider is asked, and by default the system terminates")
    void outOfMemory_default_systemTerminates(Stage stage) {
        assertFatal(stage, new OutOfMemoryError("thrown by a test"), true);
    }

    @Staged
    @DisplayName("S08 With on-fatal = report an OutOfMemoryError is reported and stops the actor alone")
    void outOfMemory_report_systemLivesOn(Stage stage) {
        stage.settings(settings -> settings.withOnFatal(OnFatal.REPORT));
        assertFatal(stage, new InternalError("thrown by a test"), false);
    }

    private static void assertFatal(Stage stage, VirtualMachineError error, boolean ends) {
        Journal journal = new Journal();
        ActorRef child = stage.child(Puppet.role(journal, "c"), new OneForOneStrategy(cause -> {
            journal.add("decider asked");
            return Directive.RESTART;
        }));
        ActorRef other = stage.actorOf(Puppet.of(journal, "other"));
        stage.await(() -> journal.has("c preStart 1"));
        tell(child, self -> {
            throw error;
        });
        stage.await(() -> journal.has("c postStop 1"));
        if (ends) {
            stage.await(
                    () -> stage.system().whenTerminated().toCompletableFuture().isDone());
        } else {
            other.tell("hello", ActorRef.noSender());
            stage.await(() -> journal.has("other hello"));
        }
        assertEquals(0, journal.count("decider asked"));
        assertTrue(
                stage.errors().stream().anyMatch(line -> line.startsWith("fatal error") && line.contains("/c#")),
                stage.errors()::toString);
    }

    // ---------------------------------------------------------------- budgets

    private static List<String> crashed(Stage stage, int maxRestarts, Duration window, int... pausesMillis) {
        Journal journal = new Journal();
        ActorRef child = stage.child(
                Puppet.role(journal, "c")
                        .quiet()
                        .preStart(self -> self.write("instance " + self.generation))
                        .postStop(self -> self.write("end of " + self.generation)),
                new OneForOneStrategy(maxRestarts, window, cause -> Directive.RESTART));
        stage.await(() -> journal.size() == 1);
        for (int i = 0; i < pausesMillis.length; i++) {
            int before = journal.size();
            crash(child);
            stage.await(() -> journal.size() > before);
            stage.settle();
            stage.pass(Duration.ofMillis(pausesMillis[i]));
        }
        return journal.lines();
    }

    private static List<String> restarts(int instances, boolean stopped) {
        return IntStream.rangeClosed(1, instances)
                .boxed()
                .flatMap(i -> i < instances || stopped
                        ? List.of("instance " + i, "end of " + i).stream()
                        : List.of("instance " + i).stream())
                .map(line -> "c " + line)
                .toList();
    }

    @Staged
    @DisplayName(
            "S10 behaviour 6: A budget without a window: of three restarts the fourth crash is the end; of none the first; without a limit there is no end")
    void budget_withoutWindow_countsForLife(Stage stage) {
        stage.expectFailures();
        assertEquals(restarts(4, true), crashed(stage, 3, RestartBudget.NO_WINDOW, 0, 0, 0, 0));
        assertEquals(restarts(1, true), crashed(stage, 0, RestartBudget.NO_WINDOW, 0));
        assertEquals(restarts(13, false), crashed(stage, -1, RestartBudget.NO_WINDOW, new int[12]));
        assertEquals(restarts(13, false), crashed(stage, -1, Duration.ofDays(1), new int[12]));
    }

    @Staged(on = Staged.On.REHEARSAL)
    @DisplayName(
            "S10 behaviour 6: A budget with a window: a failure after its end opens a new one, one inside it is the end; a window of 30 days does not overflow")
    void budget_withWindow_countsInIt(Stage stage) {
        stage.expectFailures();
        assertEquals(restarts(4, false), crashed(stage, 2, Duration.ofMillis(500), 0, 700, 0));
        assertEquals(restarts(3, true), crashed(stage, 2, Duration.ofSeconds(1), 0, 700, 0));
        int day = (int) Duration.ofDays(1).toMillis();
        assertEquals(restarts(3, true), crashed(stage, 2, Duration.ofDays(30), 20 * day, 9 * day, 0));
        assertEquals(restarts(4, false), crashed(stage, 2, Duration.ofDays(30), 20 * day, 11 * day, 0));
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName(
            "S10 behaviour 6: budgets in real time: (2, 500 ms), two crashes, 700 ms, a third: restarted; (2, 1 s), a third inside: stopped; (2, 30 days): stopped")
    void budget_withWindowInRealTime_countsInIt(Stage stage) {
        stage.expectFailures();
        assertEquals(restarts(4, false), crashed(stage, 2, Duration.ofMillis(500), 0, 700, 0));
        Duration second = Duration.ofSeconds(1);
        List<String> lines;
        long began;
        do { // a machine that is busy elsewhere may let the window end before the third
            began = stage.nanoTime();
            lines = crashed(stage, 2, second, 0, 0, 0);
        } while (stage.nanoTime() - began > second.toNanos());
        assertEquals(restarts(3, true), lines);
        assertEquals(restarts(3, true), crashed(stage, 2, Duration.ofDays(30), 0, 0, 0));
    }

    @Staged
    @DisplayName("S10 Each child has a budget of its own, and one that was stopped and created again begins anew")
    void budget_manyChildren_eachItsOwn(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef parent = stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(new OneForOneStrategy(1, RestartBudget.NO_WINDOW, cause -> Directive.RESTART))
                .props());
        Puppet.Role one = Puppet.role(journal, "one");
        Puppet.Role two = Puppet.role(journal, "two");
        tell(parent, self -> {
            for (Puppet.Role role : List.of(one, two)) {
                ActorRef child = self.getContext().actorOf(role.props(), role.name);
                self.getContext().watchWith(child, role.name + " ended");
                crash(child);
                crash(child);
            }
        });
        stage.await(() -> journal.has("p one ended") && journal.has("p two ended"));
        assertEquals(2, one.instances.get());
        assertEquals(2, two.instances.get());
        tell(parent, self -> {
            ActorRef again = self.getContext().actorOf(one.props(), one.name);
            crash(again);
            again.tell("hello", self.self());
        });
        stage.await(() -> journal.has("one hello"));
        assertEquals(4, one.instances.get());
    }

    // ---------------------------------------------------------------- deciders that throw

    @Staged
    @DisplayName(
            "S12 behaviour 9: The decider throws: the parent has failed, the child's pending system messages are not lost, and a fresh tree answers")
    void decider_throws_parentFails(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Throwable> seen = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<ActorRef> child = new AtomicReference<>();
        IllegalStateException ofDecider = new IllegalStateException("the decider's own");
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "watcher"));
        Puppet.Role role = Puppet.role(journal, "c");
        stage.actorOf(Puppet.role(journal, "g")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> {
                    seen.add(cause);
                    return Directive.RESTART;
                }))
                .preStart(self -> self.getContext()
                        .actorOf(Puppet.role(journal, "p")
                                .strategy(new OneForOneStrategy(cause -> {
                                    throw ofDecider;
                                }))
                                .preStart(
                                        parent -> child.set(parent.getContext().actorOf(role.props(), "c")))
                                .props()))
                .props());
        stage.await(() -> journal.has("c preStart 1"));
        ActorRef old = child.get();
        crash(old);
        tell(watcher, self -> self.getContext().watch(old));
        stage.await(() -> !journal.startingWith("watcher Terminated").isEmpty() && journal.has("c preStart 2"));
        child.get().tell("hello", ActorRef.noSender());
        stage.await(() -> journal.has("c hello"));
        stage.settle();
        assertEquals(1, seen.size());
        assertSame(ofDecider, seen.get(0));
        assertEquals(1, journal.count("p constructor 2"));
        assertEquals(1, journal.startingWith("watcher").size());
    }

    @Staged
    @DisplayName("S12 What supervisorStrategy itself throws, or a decider that says null, is the parent's failure too")
    void strategy_throwsOrNull_parentFails(Stage stage) {
        stage.expectFailures();
        for (boolean isNull : new boolean[] {true, false}) {
            Journal journal = new Journal();
            AtomicReference<ActorRef> child = new AtomicReference<>();
            SupervisorStrategy saysNull = new OneForOneStrategy(cause -> null);
            stage.actorOf(Puppet.role(journal, "p")
                    .strategy(self -> {
                        if (isNull) {
                            return saysNull;
                        }
                        throw new IllegalStateException("no strategy today");
                    })
                    .preStart(parent -> child.set(parent.getContext().actorOf(Puppet.of(journal, "c"), "c")))
                    .props());
            stage.await(() -> child.get() != null);
            crash(child.get());
            stage.await(() -> journal.has("p preStart 2"));
            child.get().tell("hello", ActorRef.noSender());
            stage.await(() -> journal.has("c hello"));
        }
    }

    @Staged
    @DisplayName("S16 The sender inside the decider is the failed child")
    void decider_sender_isTheChild(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        AtomicReference<ActorRef> child = new AtomicReference<>();
        stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(self -> new OneForOneStrategy(cause -> {
                    self.write(self.sender() == child.get());
                    return Directive.RESUME;
                }))
                .preStart(self -> child.set(self.getContext().actorOf(Puppet.of(journal, "c"), "c")))
                .props());
        stage.await(() -> child.get() != null);
        crash(child.get());
        stage.expect(journal, "p true");
    }
}
