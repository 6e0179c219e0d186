package io.garrick.dispatch;

/** {@linkplain UnboundedMessageQueueSemantics Unbounded}, {@linkplain ControlMessage control messages} first. */
public interface UnboundedControlAwareMessageQueueSemantics
        extends ControlAwareMessageQueueSemantics, UnboundedMessageQueueSemantics {}
