package io.garrick.pattern;

import io.garrick.actor.ActorRef;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Whom the reapers of one {@code Props} wait for. A restart keeps an actor's watches but not its fields, so what belongs to the watches lies here, by
 * the reaper's ref, and as long as that ref is in use. Each set is touched by its reaper alone.
 */
final class Souls {

    private final Map<ActorRef, Set<ActorRef>> byReaper = Collections.synchronizedMap(new WeakHashMap<>());

    Set<ActorRef> of(ActorRef reaper) {
        return byReaper.computeIfAbsent(reaper, self -> new HashSet<>());
    }
}
