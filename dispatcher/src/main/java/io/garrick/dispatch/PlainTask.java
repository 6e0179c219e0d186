package io.garrick.dispatch;

/**
 * A task that is no mailbox, on its way through a work-stealing dispatcher. Everything else in its queues is a {@link Mailbox}: so a worker tells
 * them apart by comparing one final class. (A test for {@code Mailbox} itself, or a cast to {@code Runnable}, is a search in the list of supertypes: mailboxes are deeper
 * in their hierarchy than the eight classes that a JVM tests quickly, and two such tests push each other out of the class's one-entry cache.)
 */
record PlainTask(Runnable code) {}
