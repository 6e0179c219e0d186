package io.garrick.dispatch;

/**
 * Marks messages that a control-aware mailbox hands over before all others: {@link UnboundedControlAwareMailbox}, {@link
 * BoundedControlAwareMailbox}. In other mailboxes it means nothing.
 */
public interface ControlMessage {}
