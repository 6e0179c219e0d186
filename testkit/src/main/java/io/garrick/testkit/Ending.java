package io.garrick.testkit;

import io.garrick.dispatch.Mailbox;
import java.util.List;
import java.util.Objects;

/** What must be so when a rehearsal is closed. */
final class Ending {

    private Ending() {}

    /** What has to hold once still may. */
    static void await(Loop loop) {
        Invariants invariants = loop.invariants();
        if (invariants.expectsSomething()
                && !loop.runUntil(invariants.deadlineNanos(), () -> !invariants.expectsSomething())) {
            invariants.failLate();
        }
    }

    static void ensureNothingStuck(Loop loop) {
        if (loop.hasWork()) {
            return;
        }
        if (!loop.baton().waiting().isEmpty() && loop.nextNanos() == Loop.NEVER) {
            throw loop.broken("rehearsal is at rest and somebody waits: waiting="
                    + loop.baton().waiting());
        }
        boolean timersPending = loop.nextNanos() != Loop.NEVER;
        for (Source actor : actors(loop)) {
            Mailbox mailbox = Objects.requireNonNull(actor.mailbox());
            if (mailbox.isSuspended() ? !timersPending : mailbox.queuedMessages() > 0) {
                throw loop.broken("rehearsal is at rest and an actor is not: actor=" + actor + " suspended="
                        + mailbox.isSuspended() + " queued=" + mailbox.queuedMessages());
            }
        }
    }

    /** Systems are terminating. */
    static void ensureEnds(Loop loop) {
        if (!loop.runUntil(Loop.NEVER, () -> loop.platforms().stream().allMatch(RehearsalPlatform::hasEnded))) {
            throw loop.broken("rehearsal is at rest and actors are left: actors=" + actors(loop));
        }
    }

    static void ensureNobodyLeft(Loop loop) {
        if (!loop.baton().waiting().isEmpty()) {
            throw loop.broken("systems have ended and somebody waits: waiting="
                    + loop.baton().waiting());
        }
        if (!actors(loop).isEmpty()) {
            throw loop.broken("systems have ended and actors are left: actors=" + actors(loop));
        }
        if (!loop.network().open().isEmpty()) {
            throw loop.broken("systems have ended and transports are left, nobody has closed them: transports="
                    + loop.network().open());
        }
    }

    /** Those of actors that may block. */
    static void ensureThreadsEnd(Loop loop) {
        Player left = loop.baton().end();
        if (left != null) {
            throw loop.threadLeft(left);
        }
    }

    private static List<Source> actors(Loop loop) {
        return loop.sources().open();
    }
}
