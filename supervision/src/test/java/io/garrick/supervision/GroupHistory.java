package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One parent, a strategy of any scope with or without delays, and its children through a random life, drawn from a seed: what the parent's and the
 * children's cells do with the commands, late and in any order that their queues allow, with what comes between: failures also of what is just being
 * restarted, ends, stops by the parent, restarts of the parent. Looks whether every command keeps the rules, and whether everything comes to rest.
 */
final class GroupHistory {

    private static final Exception CAUSE = new IllegalStateException("let it crash");
    private static final int MOST_CHILDREN = 7;
    private static final ChildKind[] KINDS = {
        ChildKind.PERMANENT, ChildKind.PERMANENT, ChildKind.TRANSIENT, ChildKind.TRANSIENT, ChildKind.TEMPORARY
    };

    /** What a child's cell does with orders; never knows the rules. */
    private final class Child {
        private final String name;
        private final ChildKind kind;
        private final Deque<Consumer<Child>> orders = new ArrayDeque<>();
        private final Deque<Runnable> reports = new ArrayDeque<>();
        private long generation;
        private long told;
        private boolean up = true;
        private boolean suspended;
        private boolean awaited;
        private boolean stopping;
        private boolean toldToStop;

        Child(String name, ChildKind kind) {
            this.name = name;
            this.kind = kind;
        }

        void fail() {
            suspended = true;
            long now = generation;
            reports.add(() -> failed(this, now, directive()));
        }

        void endByItself() {
            up = false;
            suspended = true;
            long now = generation;
            reports.add(() -> onEvent(new Event.EndedByItself<>(name, now, CAUSE), this, now, Directive.RESTART));
        }

        void takeDown(long number, boolean tell) {
            generation++;
            assertEquals(number, generation, "an order's number is the child's own count");
            up = false;
            suspended = true;
            if (tell) {
                reports.add(() -> {
                    leaving.remove(this);
                    on(new Event.TakenDown<>(name, number));
                });
            }
        }

        void begin(boolean tell) {
            awaited |= tell;
            if (!stopping && random.nextInt(6) == 0) {
                fail();
            } else if (!stopping) {
                up = true;
                suspended = false;
                long now = generation;
                if (awaited) {
                    awaited = false;
                    reports.add(() -> {
                        starting.remove(this);
                        on(new Event.Started<>(name, now));
                    });
                }
            }
        }
    }

    private record Timer(Event.DelayElapsed<String> event, long due) {}

    private final SplittableRandom random;
    private final Supervisor<String> supervisor;
    private final SupervisorStrategy strategy;
    private final NaiveRules naive = new NaiveRules();
    private final List<Child> children = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final Set<Child> leaving = new LinkedHashSet<>();
    private final Set<Child> starting = new LinkedHashSet<>();
    private final boolean ordered;
    private final BiConsumer<Phase, Transition> observer;
    private long time;
    private int names;
    private int events;
    private boolean calm;

    GroupHistory(long seed, BiConsumer<Phase, Transition> observer) {
        this.random = new SplittableRandom(seed);
        this.observer = observer;
        this.strategy = drawStrategy();
        this.ordered = strategy.scope().ordered;
        this.supervisor = new Supervisor<>(strategy, new Family(), observer);
    }

    private SupervisorStrategy drawStrategy() {
        int n = new int[] {-1, -1, 1, 4, 50, 1000}[random.nextInt(6)];
        Duration window = random.nextBoolean() ? RestartBudget.NO_WINDOW : Duration.ofSeconds(1_000_000);
        Decider unasked = cause -> Directive.ESCALATE;
        SupervisorStrategy drawn = switch (random.nextInt(5)) {
            case 0 -> new OneForOneStrategy(n, window, unasked);
            case 1 -> new AllForOneStrategy(n, window, unasked);
            case 2 -> new AllForOneStrategy(n, window, unasked).withOrderedRestart();
            default -> new RestForOneStrategy(n, window, unasked);
        };
        return random.nextBoolean() ? drawn : drawn.withBackoff(Duration.ofMillis(2), Duration.ofMillis(9), 0.5);
    }

    /** Lives until the supervisor has had this many events, then lets everything come to rest, and ends. */
    void run(int wantedEvents) {
        while (events < wantedEvents) {
            step();
        }
        calm = true;
        settle();
        for (Child each : children) {
            assertTrue(each.stopping || each.up && !each.suspended, () -> "left waiting: " + each.name);
        }
        for (Child each : List.copyOf(children)) {
            end(each);
        }
        assertEquals(0, supervisor.remembered());
        if (strategy.scope() != Scope.ONE) {
            assertTrue(naive.keepsBudget(strategy.budget()));
        }
    }

    private void step() {
        int drawn = random.nextInt(100);
        if (children.isEmpty() || drawn < 6 && children.size() < MOST_CHILDREN) {
            children.add(new Child("c" + names++, KINDS[random.nextInt(KINDS.length)]));
        } else if (drawn < 16) {
            misfortune(any());
        } else if (drawn < 52) {
            report(any());
        } else if (drawn < 88) {
            carryOut(any());
        } else if (drawn < 89) {
            stopByUser(any());
        } else if (drawn < 94) {
            endOne();
        } else if (drawn == 94 && random.nextInt(5) == 0) {
            restartParent();
        } else {
            passTime();
        }
    }

    private Child any() {
        return children.get(random.nextInt(children.size()));
    }

    private Directive directive() {
        int drawn = random.nextInt(calm ? 36 : 40);
        return drawn < 36 ? Directive.RESTART : Directive.values()[drawn - 36];
    }

    private void misfortune(Child child) {
        if (child.up && !child.suspended && !child.stopping) {
            if (child.kind == ChildKind.PERMANENT && random.nextBoolean()) {
                child.endByItself();
            } else {
                child.fail();
            }
        }
    }

    private void report(Child child) {
        Runnable oldest = child.reports.poll();
        if (oldest != null && !child.toldToStop) {
            oldest.run();
        }
    }

    private void carryOut(Child child) {
        Consumer<Child> oldest = child.orders.poll();
        if (oldest != null) {
            oldest.accept(child);
        }
    }

    private void failed(Child child, long generation, Directive directive) {
        onEvent(new Event.Failed<>(child.name, generation, CAUSE, directive), child, generation, directive);
    }

    private void onEvent(Event<String> event, Child child, long generation, Directive directive) {
        Phase before = supervisor.phase(child.name);
        boolean stale = generation < child.told;
        List<Command<String>> answer = on(event);
        if (stale || before == Phase.STOPPING) {
            assertEquals(List.of(), answer, "stale: " + event);
            return;
        }
        if (strategy.scope() == Scope.ONE || directive != Directive.RESTART || child.kind == ChildKind.TEMPORARY) {
            return;
        }
        boolean settled = before == Phase.LISTED || before == Phase.DOOMED;
        boolean allowed = settled || naive.ask(time, strategy.budget());
        boolean spent = answer.stream()
                .anyMatch(each ->
                        each instanceof Command.Stop<String> stop && stop.reason() == Command.StopReason.BUDGET_SPENT
                                || each instanceof Command.Hold<String> hold && hold.budgetSpent());
        assertEquals(!allowed, spent, () -> event + " in " + before + " -> " + answer);
        assertTrue(answer.stream().anyMatch(each -> each.child().equals(child.name)), () -> event + " unanswered");
    }

    private List<Command<String>> on(Event<String> event) {
        events++;
        List<Command<String>> commands = supervisor.on(event, time, random);
        commands.forEach(each -> each.accept(new Cell()));
        return commands;
    }

    /** The parent stops a child; its reports are not heard any more. */
    private void stopByUser(Child child) {
        if (!child.toldToStop) {
            child.toldToStop = true;
            child.orders.add(each -> each.stopping = true);
        }
    }

    private void endOne() {
        children.stream().filter(each -> each.stopping).findFirst().ifPresent(this::end);
    }

    private void end(Child child) {
        children.remove(child);
        leaving.remove(child);
        starting.remove(child);
        timers.removeIf(each -> each.event.child().equals(child.name));
        on(new Event.Gone<>(child.name));
    }

    private void restartParent() {
        on(new Event.ParentRestarting<>());
        leaving.clear();
        starting.clear();
        timers.clear();
        for (Child each : children) {
            if (!each.toldToStop && random.nextBoolean()) {
                stopByUser(each);
            } else if (!each.toldToStop) {
                on(new Event.Restarted<>(each.name));
                each.told++;
                each.orders.add(child -> {
                    child.generation++;
                    child.awaited = false;
                    child.begin(false);
                });
            }
        }
    }

    private void passTime() {
        time += random.nextLong(3_000_000) + 1;
        for (Timer each : List.copyOf(timers)) {
            if (each.due <= time && timers.remove(each)) {
                on(each.event);
            }
        }
    }

    private void settle() {
        int rounds = 0;
        while (!isAtRest()) {
            assertTrue(rounds++ < 100_000, "does not come to rest");
            for (Child each : List.copyOf(children)) {
                carryOut(each);
                report(each);
            }
            endOne();
            passTime();
        }
    }

    private boolean isAtRest() {
        return timers.isEmpty()
                && children.stream()
                        .allMatch(each ->
                                each.orders.isEmpty() && (each.toldToStop || each.reports.isEmpty()) && !each.stopping);
    }

    /** The living children, as the supervisor sees them. */
    private final class Family implements Siblings<String> {
        @Override
        public Iterator<String> oldestFirst() {
            return children.stream().map(each -> each.name).toList().stream()
                    .filter(name -> children.stream().anyMatch(each -> each.name.equals(name)))
                    .iterator();
        }

        @Override
        public Iterator<String> youngestFirst() {
            List<String> all = new ArrayList<>();
            oldestFirst().forEachRemaining(all::add);
            Collections.reverse(all);
            return all.stream()
                    .filter(name -> children.stream().anyMatch(each -> each.name.equals(name)))
                    .iterator();
        }

        @Override
        public ChildKind kind(String child) {
            return find(child).kind;
        }
    }

    private Child find(String name) {
        return children.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("a command or a question about a dead child: " + name));
    }

    /** The parent's cell: hands commands on, and looks whether they may come. */
    private final class Cell implements Command.Visitor<String> {

        private Child living(Command<String> command) {
            Child child = find(command.child());
            assertFalse(supervisor.phase(child.name) != Phase.STOPPING && child.stopping && !child.toldToStop);
            return child;
        }

        private void noYoungerIsLeaving(Child child) {
            assertTrue(
                    !ordered || leaving.stream().noneMatch(each -> isYounger(each, child)),
                    () -> "told before a younger one is gone: " + child.name);
        }

        private boolean isYounger(Child one, Child other) {
            return children.indexOf(one) > children.indexOf(other);
        }

        private void startsAfterTheOlder(Child child) {
            assertTrue(
                    !ordered || starting.stream().noneMatch(each -> isYounger(child, each)),
                    () -> "started before an older one is there: " + child.name);
            starting.add(child);
        }

        @Override
        public void resume(Command.Resume<String> command) {
            living(command).orders.add(child -> {
                if (child.up) {
                    child.suspended = false;
                } else {
                    child.begin(false);
                }
            });
        }

        @Override
        public void restart(Command.Restart<String> command) {
            Child told = living(command);
            assertEquals(++told.told, command.generation());
            starting.remove(told);
            if (command.awaited() && ordered) {
                starting.add(told);
            }
            told.orders.add(child -> {
                child.takeDown(command.generation(), false);
                child.begin(command.awaited());
            });
        }

        @Override
        public void restartAfter(Command.RestartAfter<String> command) {
            assertTrue(command.nanos() > 0 && command.nanos() < 14_000_000, command::toString);
            timers.add(
                    new Timer(new Event.DelayElapsed<>(command.child(), command.generation()), time + command.nanos()));
            Child told = living(command);
            goesDown(told, command.generation(), command.awaited());
            if (!command.awaited()) {
                starting.add(told);
            }
        }

        @Override
        public void takeDown(Command.TakeDown<String> command) {
            goesDown(living(command), command.generation(), true);
        }

        private void goesDown(Child told, long generation, boolean awaited) {
            assertEquals(++told.told, generation);
            starting.remove(told);
            if (awaited) {
                noYoungerIsLeaving(told);
                leaving.add(told);
            }
            told.orders.add(child -> child.takeDown(generation, awaited));
        }

        @Override
        public void start(Command.Start<String> command) {
            Child told = living(command);
            assertEquals(told.told, command.generation());
            assertFalse(
                    timers.stream().anyMatch(each -> each.event.equals(new Event.DelayElapsed<>(told.name, told.told))),
                    "started too early");
            if (command.awaited()) {
                starting.remove(told);
                startsAfterTheOlder(told);
            } else {
                starting.remove(told);
            }
            told.orders.add(child -> child.begin(command.awaited()));
        }

        @Override
        public void hold(Command.Hold<String> command) {
            living(command);
        }

        @Override
        public void stop(Command.Stop<String> command) {
            Child told = living(command);
            starting.remove(told);
            leaving.remove(told);
            if (command.reason() != Command.StopReason.TEMPORARY) {
                noYoungerIsLeaving(told);
                leaving.add(told);
            }
            stopByUser(told);
        }

        @Override
        public void escalate(Command.Escalate<String> command) {
            // The parent is resumed, and with it the child.
            living(command).orders.add(child -> {
                if (child.up) {
                    child.suspended = false;
                } else if (child.suspended) {
                    child.begin(false);
                }
            });
        }
    }
}
