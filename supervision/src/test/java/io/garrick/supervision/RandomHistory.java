package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One parent and its children through a random life, drawn from a seed: children start, fail (also while they wait for
 * an answer), carry out orders late, end, come again under the old name; the parent answers late, is restarted, gets
 * another strategy; time stands still, creeps, or jumps to the edges of the window. Each answer of the supervisor is
 * compared with {@link NaiveRules}.
 */
final class RandomHistory {

    private static final int MOST_CHILDREN = 6;
    private static final Directive[] DIRECTIVES = Directive.values();
    private static final Duration[] WINDOWS = {
        Duration.ofNanos(1),
        Duration.ofMillis(500),
        Duration.ofDays(30),
        Duration.ofDays(365 * 100),
        RestartBudget.NO_WINDOW
    };
    private static final int[] LIMITS = {-1, 0, 1, 2, 3, 10};
    private static final Exception CAUSE = new IllegalStateException("let it crash");

    /** In a child's queue, beside the numbers of ordered restarts: restarted with its parent. */
    private static final long WITH_PARENT = 0;

    private record Ref(String name, int uid) {}

    /** What a child's cell does with orders; never knows the rules. */
    private static final class Child {
        private final Ref ref;
        private final NaiveRules rules = new NaiveRules();
        private final Deque<Long> failuresSent = new ArrayDeque<>();
        private final Deque<Long> orders = new ArrayDeque<>();
        private long generation;
        private boolean suspended;
        private boolean stopping;

        private Child(Ref ref) {
            this.ref = ref;
        }
    }

    private final SplittableRandom random;
    private final boolean exchangesStrategy;
    private final Coverage coverage;
    private final long origin;
    private final List<Child> children = new ArrayList<>();
    private final Supervisor<Ref> supervisor;
    private RestartBudget budget;
    private long time;
    private int uids;
    private int events;

    RandomHistory(long seed, Coverage coverage) {
        this.random = new SplittableRandom(seed);
        this.coverage = coverage;
        this.exchangesStrategy = random.nextInt(4) == 0;
        this.origin = random.nextBoolean() ? Long.MAX_VALUE - random.nextLong(1_000_000_000L) : random.nextLong();
        this.budget = drawBudget();
        this.supervisor = new Supervisor<>(strategy(), new Brood<>(List.of()));
    }

    /** Lives until the supervisor has had this many events, then lets everything come to rest. */
    void run(int wantedEvents) {
        while (events < wantedEvents) {
            step();
        }
        settle();
        for (Child each : children) {
            assertFalse(each.suspended && !each.stopping, () -> "left waiting: " + each.ref);
        }
        for (Child each : List.copyOf(children)) {
            end(each);
        }
        assertEquals(0, supervisor.remembered());
    }

    private void step() {
        int drawn = random.nextInt(100);
        if (children.isEmpty() || drawn < 4 && children.size() < MOST_CHILDREN) {
            children.add(new Child(new Ref("c" + random.nextInt(MOST_CHILDREN), uids++)));
        } else if (drawn < 30) {
            fail(any());
        } else if (drawn < 62) {
            answerOneFailure(any());
        } else if (drawn < 82) {
            carryOutOneOrder(any());
        } else if (drawn < 84) {
            restartParent();
        } else if (drawn < 88) {
            endStoppingOrOther(any());
        } else {
            passTime();
        }
    }

    private Child any() {
        return children.get(random.nextInt(children.size()));
    }

    /** A child that waits for an answer fails again now and then: that is what makes failures stale. */
    private void fail(Child child) {
        if (!child.suspended || random.nextInt(5) == 0) {
            child.failuresSent.add(child.generation);
            child.suspended = true;
        }
    }

    private void answerOneFailure(Child child) {
        Long generation = child.failuresSent.poll();
        if (generation == null) {
            return;
        }
        // Restart more often than the rest, or budgets are seldom spent.
        Directive directive = random.nextInt(3) > 0 ? Directive.RESTART : DIRECTIVES[random.nextInt(DIRECTIVES.length)];
        Event.Failed<Ref> failed = new Event.Failed<>(child.ref, generation, CAUSE, directive);
        List<Command<Ref>> expected = child.rules.answer(failed, time, budget);
        List<Command<Ref>> actual = supervisor.on(failed, origin + time, random);
        events++;
        assertEquals(expected, actual, () -> failed + " at " + time + " with " + budget);
        coverage.count(failed, child.stopping, actual);
        for (Command<Ref> each : actual) {
            assertEquals(child.ref, each.child());
            each.accept(cellOf(child));
        }
        checkMemory();
    }

    private void carryOutOneOrder(Child child) {
        Long order = child.orders.poll();
        if (order != null) {
            child.generation++;
            child.suspended = false;
            assertTrue(order == WITH_PARENT || order == child.generation, "an order's number is the child's own count");
        }
    }

    private void restartParent() {
        for (Child each : children) {
            assertEquals(List.of(), supervisor.on(new Event.Restarted<>(each.ref), origin + time, random));
            events++;
            each.rules.restartedWithParent();
            each.orders.add(WITH_PARENT);
        }
        if (exchangesStrategy) {
            budget = drawBudget();
            supervisor.strategy(strategy());
        }
    }

    private void endStoppingOrOther(Child other) {
        Child stopping =
                children.stream().filter(each -> each.stopping).findFirst().orElse(other);
        if (stopping.stopping || random.nextInt(8) == 0) {
            end(stopping);
        }
    }

    /** The child is taken from the table first: failures of it that are still on their way are not told any more. */
    private void end(Child child) {
        children.remove(child);
        assertEquals(List.of(), supervisor.on(new Event.Gone<>(child.ref), origin + time, random));
        events++;
        if (!exchangesStrategy) {
            assertTrue(child.rules.keepsBudget(budget), () -> "budget not kept: " + budget);
        }
        checkMemory();
    }

    private void checkMemory() {
        long known =
                children.stream().filter(each -> each.rules.knownToSupervisor()).count();
        assertEquals(known, supervisor.remembered());
    }

    private void passTime() {
        long window = budget.window().equals(RestartBudget.NO_WINDOW)
                ? 1_000_000_000L
                : budget.window().toNanos();
        long step = switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> window;
            case 2 -> window + 1;
            case 3 -> window - 1;
            case 4 -> random.nextLong(window) + 1;
            default -> window / 3;
        };
        // A clock's differences are right for 292 years; beyond half of them this history's time creeps.
        time += time + step < 0 || time + step > Long.MAX_VALUE / 2 ? 1 : step;
    }

    private void settle() {
        while (children.stream().anyMatch(each -> !each.failuresSent.isEmpty() || !each.orders.isEmpty())) {
            for (Child each : children) {
                answerOneFailure(each);
                carryOutOneOrder(each);
            }
        }
    }

    private RestartBudget drawBudget() {
        return new RestartBudget(LIMITS[random.nextInt(LIMITS.length)], WINDOWS[random.nextInt(WINDOWS.length)]);
    }

    private SupervisorStrategy strategy() {
        return new OneForOneStrategy(budget.maxRestarts(), budget.window(), cause -> Directive.ESCALATE);
    }

    private static Command.Visitor<Ref> cellOf(Child child) {
        return new Command.Visitor<>() {
            @Override
            public void resume(Command.Resume<Ref> command) {
                child.suspended = false;
            }

            @Override
            public void restart(Command.Restart<Ref> command) {
                child.orders.add(command.generation());
            }

            @Override
            public void restartAfter(Command.RestartAfter<Ref> command) {
                throw new AssertionError(command);
            }

            @Override
            public void takeDown(Command.TakeDown<Ref> command) {
                throw new AssertionError(command);
            }

            @Override
            public void start(Command.Start<Ref> command) {
                throw new AssertionError(command);
            }

            @Override
            public void hold(Command.Hold<Ref> command) {
                throw new AssertionError(command);
            }

            @Override
            public void stop(Command.Stop<Ref> command) {
                assertFalse(child.stopping, "stopped twice");
                child.stopping = true;
            }

            @Override
            public void escalate(Command.Escalate<Ref> command) {
                // Somebody above resumes the parent, and with it the subtree.
                child.suspended = false;
            }
        };
    }
}
