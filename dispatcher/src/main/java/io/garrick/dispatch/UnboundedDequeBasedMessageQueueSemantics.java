package io.garrick.dispatch;

/** {@linkplain UnboundedMessageQueueSemantics Unbounded}, for a {@linkplain DequeBasedMessageQueueSemantics stash}. */
public interface UnboundedDequeBasedMessageQueueSemantics
        extends DequeBasedMessageQueueSemantics, UnboundedMessageQueueSemantics {}
