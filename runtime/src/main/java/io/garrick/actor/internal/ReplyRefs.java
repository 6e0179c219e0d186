package io.garrick.actor.internal;

import io.garrick.actor.spi.ReplyRef;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for an answer from another node, by uid. Nobody tells when one has it: each time the number of entries has doubled, those that have are
 * thrown out, so that an entry costs a look at two others. Any thread.
 */
final class ReplyRefs {

    private static final int FEWEST = 64;

    private final Long2ObjectHashMap<ReplyRef> waiting = new Long2ObjectHashMap<>();
    private int sweepAt = FEWEST;

    @SuppressWarnings("deprecation") // a look from outside is enough here
    synchronized void add(ReplyRef ref) {
        waiting.put(ref.path().uid(), ref);
        if (waiting.size() >= sweepAt) {
            waiting.values().removeIf(ReplyRef::isTerminated);
            sweepAt = Math.max(FEWEST, 2 * waiting.size());
        }
    }

    @Nullable
    synchronized ReplyRef find(long uid) {
        return waiting.get(uid);
    }
}
