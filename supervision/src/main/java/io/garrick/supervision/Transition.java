package io.garrick.supervision;

import static io.garrick.supervision.Phase.BACK;
import static io.garrick.supervision.Phase.DELAYED;
import static io.garrick.supervision.Phase.DOOMED;
import static io.garrick.supervision.Phase.DOWN;
import static io.garrick.supervision.Phase.LEAVING;
import static io.garrick.supervision.Phase.LISTED;
import static io.garrick.supervision.Phase.RUNNING;
import static io.garrick.supervision.Phase.STARTING;
import static io.garrick.supervision.Phase.STOPPING;

/** The transition table of a child: which orders and answers change its phase, from which phases; nothing else does. */
enum Transition {
    /** One-for-one: told to restart, which is the last that is heard of it. */
    RESTART(RUNNING, RUNNING),

    /** Told to take its instance down and wait, alone: one-for-one, or for its own failure while its group is restarted. */
    DELAY(DELAYED, RUNNING, STARTING, BACK),

    /** One-for-one: the delay is over, told to start. */
    END_DELAY(RUNNING, DELAYED),

    /** In a group in order: its own delay is over, told to start when those before it are there. */
    WAIT(DOWN, DELAYED),

    /** Its group is to be restarted in order; those that have started again since an older one failed are, too. */
    LIST(LISTED, RUNNING, STARTING, BACK, DELAYED),

    /** Its turn has come on the way down. */
    TAKE_DOWN(LEAVING, LISTED),

    /** It has said that its instance is gone. */
    HEAR_DOWN(DOWN, LEAVING),

    /** Told to restart or to start, as one of a group. */
    START(STARTING, RUNNING, DOWN, LEAVING, DELAYED, STARTING, BACK),

    /** It has said that its new instance is there. */
    HEAR_UP(BACK, STARTING),

    /** All of its group are back. */
    FINISH(RUNNING, BACK),

    /** Is to be stopped, at once or when its turn comes. */
    DOOM(DOOMED, RUNNING, LISTED, LEAVING, DOWN, DELAYED, STARTING, BACK),

    /** Told to stop. */
    STOP(STOPPING, DOOMED),

    /** Its parent is restarted, which settles whatever was under way. */
    GO_WITH_PARENT(RUNNING, LISTED, LEAVING, DOWN, DELAYED, STARTING, BACK, DOOMED);

    final Phase to;

    /** A bit for each phase that it may start from. */
    private final int from;

    Transition(Phase to, Phase... from) {
        this.to = to;
        int bits = 0;
        for (Phase each : from) {
            bits |= 1 << each.ordinal();
        }
        this.from = bits;
    }

    boolean isFrom(Phase phase) {
        return (from & 1 << phase.ordinal()) != 0;
    }
}
