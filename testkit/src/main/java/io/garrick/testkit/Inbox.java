package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.testkit.TestActor.AutoPilot;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has come to a test actor and was not yet looked at, and how the actor treats what comes. It outlives the actor's instances. The mail may be taken by any
 * thread; everything else belongs to the actor.
 */
final class Inbox {

    private final BlockingDeque<Mail> mail = new LinkedBlockingDeque<>();
    private final Map<ActorRef, ChildPolicy> policies = new HashMap<>();
    private Function<Object, Boolean> ignored = message -> false;
    private AutoPilot pilot = AutoPilot.none();

    /** The actor while it handles something, and the thread that runs it. */
    @Nullable
    private volatile Entered entered;

    private record Entered(Thread thread, ProbeActor actor) {}

    /** A message and who sent it. */
    record Mail(Object message, ActorRef sender) {}

    BlockingDeque<Mail> mail() {
        return mail;
    }

    /** The actor, if it is the calling thread that runs it: the pilot does, or what it calls. */
    @Nullable
    ProbeActor actorRunningHere() {
        Entered now = entered;
        return now != null && now.thread() == Thread.currentThread() ? now.actor() : null;
    }

    // ---------------------------------------------------------------- the actor

    void entered(@Nullable ProbeActor actor) {
        entered = actor == null ? null : new Entered(Thread.currentThread(), actor);
    }

    /** Takes a message in; the pilot goes first, and whatever becomes of him the message is kept. */
    void receive(Object message, ActorRef sender) {
        try {
            pilot = pilot.run(sender, message);
        } finally {
            if (!ignored.apply(message)) {
                mail.addLast(new Mail(message, sender));
            }
        }
    }

    void pilot(AutoPilot next) {
        pilot = next;
    }

    void ignore(Function<Object, Boolean> which) {
        ignored = which;
    }

    Map<ActorRef, ChildPolicy> policies() {
        return policies;
    }
}
