package io.garrick.supervision;

/** Where a child is on its way through orders, as far as its supervisor has told and heard; see {@link Transition}. */
enum Phase {
    /** Nothing is expected of it. */
    RUNNING(false, false),

    /** Will be taken down with its group when its turn comes. */
    LISTED(true, true),

    /** Has been told to take its instance down, and has not said yet that it has. */
    LEAVING(true, true),

    /** Has no instance, and will be told to start when its turn comes. */
    DOWN(true, false),

    /** Has been told to take its instance down, alone; will be told to start when its delay is over. */
    DELAYED(true, false),

    /** Has been told to start, with its group, and has not said yet that it has. */
    STARTING(true, false),

    /** Has started again while others of its group have not. */
    BACK(false, false),

    /** Will be stopped with its group when its turn comes. */
    DOOMED(true, true),

    /** Has been told to stop: no order follows. */
    STOPPING(false, false);

    /** Whether something is still to be told to it, or heard from it, before its group is as it should be. */
    final boolean underWay;

    /** Whether its group is still on the way down because of it. */
    final boolean going;

    Phase(boolean underWay, boolean going) {
        this.underWay = underWay;
        this.going = going;
    }
}
