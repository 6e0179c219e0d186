package io.garrick.remoting;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits for its lane.
 *
 * @param recipient whom it is for; {@code null} when a selection is meant
 * @param selected the path of the selection; {@code null} when an actor is meant
 * @param message what it is
 * @param sender by whom
 * @param context what the system's propagation has captured (Q11); {@code null} for nothing
 */
record Outgoing(
        @Nullable ActorRef recipient,
        @Nullable ActorPath selected,
        Object message,
        @Nullable ActorRef sender,
        @Nullable Object context) {}
