package io.garrick.testkit;

/** A task that lets go on what has begun before, so that it counts as that one's and not as a new source. */
interface Resumption extends Runnable {

    /** What goes on: a mailbox, or the task that was executed. */
    Object resumes();
}
