package io.garrick.actor;

import io.garrick.dispatch.DispatcherSnapshot;
import java.util.List;
import java.util.Map;

/**
 * A look into a running system: its actors, its dispatchers, what was lost. Made by {@link ActorSystem#snapshot()} in the calling thread; no actor waits for it.
 *
 * @param system the system's name
 * @param root the guardian of everything, with the whole tree below it
 * @param dispatchers those that have been started, the runtime's own first
 * @param deadLetters how many of each reason so far; every reason has an entry
 * @param unhandled messages so far that no behaviour had a case for
 */
public record SystemSnapshot(
        String system,
        ActorSnapshot root,
        List<DispatcherSnapshot> dispatchers,
        Map<DeadLetter.Reason, Long> deadLetters,
        long unhandled) {}
