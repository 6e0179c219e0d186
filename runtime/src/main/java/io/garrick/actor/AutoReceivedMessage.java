package io.garrick.actor;

/** A message that the runtime acts upon when it is dequeued. Not for extension: the four that exist are all there are. */
public abstract class AutoReceivedMessage {

    AutoReceivedMessage() {}
}
