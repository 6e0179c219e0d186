package io.garrick.dispatch;

/** {@linkplain BoundedMessageQueueSemantics Bounded}, {@linkplain ControlMessage control messages} first. */
public interface BoundedControlAwareMessageQueueSemantics
        extends ControlAwareMessageQueueSemantics, BoundedMessageQueueSemantics {}
