package io.garrick.dispatch;

/** A queue that hands over every {@link ControlMessage} before all other messages. Demanded with {@link RequiresMessageQueue}. */
public interface ControlAwareMessageQueueSemantics {}
