package io.garrick.actor.internal;

/** Something that runs user code. */
interface Call {
    void run() throws Exception;
}
