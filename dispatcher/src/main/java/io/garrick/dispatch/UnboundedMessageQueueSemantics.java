package io.garrick.dispatch;

/** A queue that takes whatever comes. Demanded with {@link RequiresMessageQueue}. */
public interface UnboundedMessageQueueSemantics {}
