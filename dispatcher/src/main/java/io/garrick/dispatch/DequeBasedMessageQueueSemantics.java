package io.garrick.dispatch;

/**
 * A queue that a stash can put messages back in front of. Every mailbox here is one, since such messages wait beside the queue; the name is for programs
 * that demand it with {@link RequiresMessageQueue}.
 */
public interface DequeBasedMessageQueueSemantics {}
