package io.garrick.dispatch;

/** A queue that holds a number of messages and no more. Demanded with {@link RequiresMessageQueue}. */
public interface BoundedMessageQueueSemantics {}
