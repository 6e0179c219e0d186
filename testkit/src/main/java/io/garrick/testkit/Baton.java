package io.garrick.testkit;

import io.garrick.dispatch.Mailbox;
import io.garrick.testkit.RehearsalPlatform.Task;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whoever holds it may act: the owner of the rehearsal, or the thread of an actor that may block by contract. The owner hands it over when the seed has chosen such an actor,
 * and has it back when that one's turn is over or it waits. Handed over by semaphores, so that all that one has done is seen by the next. The owner's thread, but for
 * what is said to be a player's.
 */
final class Baton {

    private final Rehearsal rehearsal;
    private final Guard guard;

    /** By mailbox, or by the task of a dispatcher. Never iterated: see {@link #living}. */
    private final IdentityHashMap<Object, Player> players = new IdentityHashMap<>();

    private final List<Player> living = new ArrayList<>();

    /** Those who have given the baton back in the middle of a turn, in that order. */
    private final List<Wait> waits = new ArrayList<>();

    /** The one that has not come back. It may at any time, so nothing may run any more. */
    @Nullable
    private Player lost;

    private long limitNanos = TimeUnit.SECONDS.toNanos(10);
    private long count;

    Baton(Rehearsal rehearsal, Guard guard) {
        this.rehearsal = rehearsal;
        this.guard = guard;
    }

    long limitMillis() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(limitNanos));
    }

    /** How long a turn may take, in real time. */
    void limit(long nanos) {
        limitNanos = nanos;
    }

    /** Somebody who waits in the middle of a turn. On the agenda once it need not wait any more. */
    private static final class Wait implements Resumption {
        private final Player player;
        private final Task task;
        private final BooleanSupplier condition;
        private final long deadlineNanos;
        private boolean over;

        Wait(Player player, Task task, BooleanSupplier condition, long deadlineNanos) {
            this.player = player;
            this.task = task;
            this.condition = condition;
            this.deadlineNanos = deadlineNanos;
        }

        @Override
        public Object resumes() {
            return key(task);
        }

        @Override
        public void run() {
            throw new IllegalStateException("a turn goes on only by handing the baton over");
        }
    }

    private static Object key(Task task) {
        Runnable work = task.work();
        return work instanceof Resumption ? ((Resumption) work).resumes() : work;
    }

    // ---------------------------------------------------------------- turns

    /** Lets an actor, or a task, have its turn on its own thread, or go on with it. */
    void perform(Task task, Runnable turn) {
        Object key = key(task);
        Player player = players.get(key);
        if (player == null) {
            player = new Player("rehearsal-" + rehearsal.seed() + "-" + ++count);
            players.put(key, player);
            living.add(player);
            player.start();
        }
        if (task.work() instanceof Wait wait) {
            waits.remove(wait);
        } else {
            player.begin(turn);
        }
        handTo(player);
        if (player.isFree() && !(key instanceof Mailbox mailbox && !mailbox.isClosed())) {
            players.remove(key);
            living.remove(player);
            player.dismiss();
            player.awaitEnd(limitMillis()); // has nothing left to do
        }
    }

    private void handTo(Player player) {
        guard.holder(player);
        player.go();
        boolean came = player.awaitBack(limitNanos);
        guard.holder(null);
        if (!came) {
            lost = player;
            throw rehearsal.loop().blocked(player);
        }
    }

    // ---------------------------------------------------------------- waiting

    /** The turn waits, while others have theirs. On the player's thread. */
    void await(Player player, BooleanSupplier condition, long nanos) {
        long now = rehearsal.elapsedNanos();
        long deadline = nanos > Loop.NEVER - now ? Loop.NEVER : now + nanos;
        Task task = rehearsal.loop().currentTask();
        while (!condition.getAsBoolean() && rehearsal.elapsedNanos() < deadline) {
            waits.add(new Wait(player, task, condition, deadline));
            player.giveBack();
            player.awaitTurn();
        }
    }

    /** After each event, and when time has passed: who need not wait any more is on the agenda. */
    void look() {
        if (waits.isEmpty()) {
            return;
        }
        for (Wait wait : List.copyOf(waits)) {
            if (!wait.over && (wait.deadlineNanos <= rehearsal.elapsedNanos() || wait.condition.getAsBoolean())) {
                wait.over = true;
                wait.task.platform().put(wait.task.dispatcher(), wait);
            }
        }
    }

    /** When somebody has waited for long enough. */
    long nextNanos() {
        long next = Loop.NEVER;
        for (Wait wait : waits) {
            next = wait.over ? next : Math.min(next, wait.deadlineNanos);
        }
        return next;
    }

    /** Who waits, for people to read. */
    List<String> waiting() {
        return waits.stream()
                .map(wait -> wait.player.getName() + " of " + key(wait.task))
                .toList();
    }

    /** Nobody of a system will go on; the threads of its turns stand still until the rehearsal ends. */
    void forget(RehearsalPlatform platform) {
        waits.removeIf(wait -> wait.task.platform() == platform);
    }

    // ---------------------------------------------------------------- the end

    /** Whether a turn has not come back, so that two would act at once if anything else did. */
    boolean hasLost() {
        return lost != null;
    }

    void ensureNoneLost() {
        Player gone = lost;
        if (gone != null) {
            throw new IllegalStateException("rehearsal has lost a turn that blocks, nothing can run any more: thread="
                    + gone.getName() + " seed=" + rehearsal.seed());
        }
    }

    /**
     * Ends all threads, one after the other, so that what a turn does while it is broken off is done alone; the one that blocks is interrupted.
     *
     * @return the first that does not end within the limit, or null
     */
    @Nullable
    Player end() {
        Player left = null;
        for (Player player : living) {
            player.dismiss();
            if (player == lost) {
                player.interrupt();
            }
            if (!player.awaitEnd(limitMillis()) && left == null) {
                left = player;
            }
        }
        living.clear();
        players.clear();
        waits.clear();
        return left;
    }
}
