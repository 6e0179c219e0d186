package io.garrick.dispatch;

/**
 * How a dispatcher stood when it was looked at. The figures are read one after another while it runs, so they need not fit each other; where nothing runs they
 * are exact.
 *
 * @param id the dispatcher's id
 * @param threads threads that it has now, 0 or more; 0 where they are not its own
 * @param parked how many of them wait for work
 * @param queued mailboxes and tasks that wait for a thread
 * @param runs activations and tasks that have begun so far, 0 where they are not counted
 * @param steals tasks taken from other workers so far, 0 where nobody steals
 */
public record DispatcherSnapshot(String id, int threads, int parked, int queued, long runs, long steals) {}
