package io.garrick.dispatch;

/** A queue from which several mailboxes may take at once. Demanded with {@link RequiresMessageQueue}. */
public interface MultipleConsumerSemantics {}
