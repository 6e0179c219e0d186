package io.garrick.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What has to hold between any two steps, and what has to hold once in time. */
final class Invariants {

    private static final long NEVER = Long.MAX_VALUE;

    private final Loop loop;
    private final List<Invariant> always = new ArrayList<>();
    private final List<Invariant> eventually = new ArrayList<>();

    /** The first end of those that have not held yet. */
    private long deadlineNanos = NEVER;

    private boolean none = true;

    Invariants(Loop loop) {
        this.loop = loop;
    }

    private record Invariant(String name, BooleanSupplier holds, long deadlineNanos) {}

    /** From now on, and now. */
    void always(String name, BooleanSupplier holds) {
        Invariant invariant = new Invariant(name, holds, NEVER);
        none = false;
        always.add(invariant);
        ensure(invariant);
    }

    /** Until then, since the beginning. */
    void eventually(String name, BooleanSupplier holds, long deadline) {
        none = false;
        eventually.add(new Invariant(name, holds, deadline));
        look();
    }

    /** After each step. */
    void check() {
        if (!none) {
            always.forEach(this::ensure);
            look();
        }
    }

    private void ensure(Invariant invariant) {
        if (!holds(invariant)) {
            throw loop.broken("invariant does not hold: name=" + invariant.name());
        }
    }

    private void look() {
        if (eventually.isEmpty()) {
            return;
        }
        eventually.removeIf(this::holds);
        deadlineNanos =
                eventually.stream().mapToLong(Invariant::deadlineNanos).min().orElse(NEVER);
    }

    private boolean holds(Invariant invariant) {
        try {
            return invariant.holds().getAsBoolean();
        } catch (Throwable thrown) {
            throw loop.broken("invariant cannot be checked: name=" + invariant.name(), thrown);
        }
    }

    /** The first time beyond which something is too late; the largest number when nothing is expected. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean expectsSomething() {
        return !eventually.isEmpty();
    }

    /** Time is about to pass. */
    void beforeTimePasses(long nanos) {
        if (nanos > deadlineNanos) {
            failLate();
        }
    }

    /** Nothing has to hold any more. */
    void end() {
        none = true;
        eventually.clear();
        deadlineNanos = NEVER;
    }

    /** Nothing will happen any more. */
    void failLate() {
        long first = deadlineNanos;
        String name = eventually.stream()
                .filter(invariant -> invariant.deadlineNanos() == first)
                .map(Invariant::name)
                .findFirst()
                .orElse("");
        throw loop.broken("invariant has not held in time: name=" + name);
    }
}
