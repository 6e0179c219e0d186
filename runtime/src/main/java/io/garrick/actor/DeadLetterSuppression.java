package io.garrick.actor;

/** Marks messages that may get lost without being reported: they are published as {@link SuppressedDeadLetter} and not logged. */
public interface DeadLetterSuppression {}
