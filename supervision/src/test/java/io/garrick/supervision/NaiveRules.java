package io.garrick.supervision;

import java.util.ArrayList;
import java.util.List;

/**
 * What the promises say about one child, in the plainest form: every order and every question is kept, and each answer
 * is worked out from the whole list. Times count from the start of the history and never wrap.
 */
final class NaiveRules {

    private static final long FOREVER = Long.MAX_VALUE;

    private record Ask(long time, int maxRestarts, long window) {}

    private final List<Ask> asks = new ArrayList<>();
    private final List<Long> restartTimes = new ArrayList<>();
    private long restartsTold;
    private boolean stopped;
    private long budgetSpentAt = -1;

    /** What has to come back for a failure; remembers it. */
    <C> List<Command<C>> answer(Event.Failed<C> failed, long time, RestartBudget budget) {
        C child = failed.child();
        Throwable cause = failed.cause();
        if (stopped || failed.generation() < restartsTold) {
            return List.of();
        }
        switch (failed.directive()) {
            case RESUME:
                return List.of(new Command.Resume<>(child, cause));
            case ESCALATE:
                return List.of(new Command.Escalate<>(child, cause));
            case STOP:
                stopped = true;
                return List.of(new Command.Stop<>(child, cause, Command.StopReason.DECIDED));
            default:
                asks.add(new Ask(time, budget.maxRestarts(), length(budget)));
                if (lastAskAllowed()) {
                    restartTimes.add(time);
                    restartsTold++;
                    return List.of(new Command.Restart<>(child, cause, restartsTold, false));
                }
                stopped = true;
                budgetSpentAt = time;
                return List.of(new Command.Stop<>(child, cause, Command.StopReason.BUDGET_SPENT));
        }
    }

    /** Whether a restart is allowed now; counts it. For groups, whose generations are their children's. */
    boolean ask(long time, RestartBudget budget) {
        asks.add(new Ask(time, budget.maxRestarts(), length(budget)));
        boolean allowed = lastAskAllowed();
        if (allowed) {
            restartTimes.add(time);
        } else {
            budgetSpentAt = time;
        }
        return allowed;
    }

    void restartedWithParent() {
        restartsTold++;
    }

    boolean knownToSupervisor() {
        return stopped || restartsTold > 0;
    }

    /**
     * What follows from S10 for any algorithm, while the budget stayed the same: 2n + 1 restarts never lie within one
     * window's length (each of two neighbouring windows holds n at most), and who is stopped had n restarts within the
     * last one.
     */
    boolean keepsBudget(RestartBudget budget) {
        int n = budget.maxRestarts();
        if (n == RestartBudget.NO_LIMIT) {
            return budgetSpentAt < 0;
        }
        long window = length(budget);
        for (int i = 2 * n; i < restartTimes.size(); i++) {
            if (restartTimes.get(i) - restartTimes.get(i - 2 * n) <= window) {
                return false;
            }
        }
        boolean withinLife = window < FOREVER || restartTimes.size() <= n;
        long recent = restartTimes.stream()
                .filter(time -> budgetSpentAt - time <= window)
                .count();
        return withinLife && (budgetSpentAt < 0 || recent >= n);
    }

    private boolean lastAskAllowed() {
        List<Long> window = new ArrayList<>();
        boolean allowed = false;
        for (Ask ask : asks) {
            if (ask.maxRestarts < 0) {
                allowed = true;
                continue;
            }
            if (!window.isEmpty() && ask.time - window.get(0) > ask.window) {
                window.clear();
            }
            allowed = window.size() < ask.maxRestarts;
            if (allowed) {
                window.add(ask.time);
            }
        }
        return allowed;
    }

    private static long length(RestartBudget budget) {
        return budget.window().equals(RestartBudget.NO_WINDOW)
                ? FOREVER
                : budget.window().toNanos();
    }
}
