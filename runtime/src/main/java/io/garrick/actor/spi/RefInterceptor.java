package io.garrick.actor.spi;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * A function before an actor's mailbox, which runs in the thread of whoever tells the actor something: routers, replies while nobody is there. Set with {@link
 * io.garrick.actor.Props#withInterceptor}; one object for each actor, kept over its restarts, found again by {@link SystemServices#interceptor}.
 *
 * <p>It sees what is told while the actor lives, in the order of each sender; not what the runtime acts on itself ({@code PoisonPill}, {@code Kill}, {@code
 * Identify}), nor what it sends the actor (ticks, notices of death, what an unstash brings back).
 *
 * <p>Any number of threads call it at once. It must not block. What it knows and the actor changes it must publish safely: an immutable value in a volatile field, for
 * example.
 */
@FunctionalInterface
public interface RefInterceptor {

    /**
     * Decides about a message: lets it pass; or takes it, and may tell it to others, answer it, or report it by {@link SystemServices#deadLetter}.
     *
     * <p>What it throws becomes a line in the log, and the message a dead letter; but a {@link io.garrick.actor.MailboxFullException} of one whom it has told reaches the
     * sender.
     *
     * @param self the actor that was told
     * @param message what it was told
     * @param sender by whom, if by anybody
     * @return whether the message goes on to the actor's mailbox
     */
    boolean admits(ActorRef self, Object message, @Nullable ActorRef sender);

    /** Makes the interceptor of one actor. */
    @FunctionalInterface
    interface Factory {

        /**
         * Called in {@code actorOf}, before anything else of the actor exists; what it throws reaches that caller.
         *
         * @param system where the actor will live
         * @return an interceptor for that actor alone
         */
        RefInterceptor create(ActorSystem system);
    }
}
