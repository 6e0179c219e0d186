package io.garrick.actor.internal;

import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.spi.SystemBound;

/** A ref that takes system messages. */
interface InternalRef extends ActorRef, SystemBound {

    /** Sends a system message; one to an actor that has ended is {@linkplain CellMessage#undeliverable answered} as it would be. Any thread. */
    void sendSystem(CellMessage message);

    @Override
    LocalSystem system();

    /** The number that tells incarnations apart. */
    long uid();

    /** Spreads uids, which count upwards, over a table. */
    static int hash(long uid) {
        return Long.hashCode(uid * 0x9E3779B97F4A7C15L);
    }

    /** The path of a child. */
    default ActorPath childPath(String name, long uid) {
        return path().child(name).withUid(uid);
    }
}
