package io.garrick.dispatch;

/** {@linkplain BoundedMessageQueueSemantics Bounded}, for a {@linkplain DequeBasedMessageQueueSemantics stash}. */
public interface BoundedDequeBasedMessageQueueSemantics
        extends DequeBasedMessageQueueSemantics, BoundedMessageQueueSemantics {}
