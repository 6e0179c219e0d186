package io.garrick.testkit;

/**
 * What {@link Rehearsal#explore Rehearsal.explore} and its kin have seen.
 *
 * @param seeds how many runs there were
 * @param events what happened in them, all told: activations of actors, and tasks
 * @param messages how many of those activations found a message for the actor
 * @param traceHash over the {@linkplain Rehearsal#traceHash() hashes} of the runs, in order; of a single run, its own
 */
public record Explored(int seeds, long events, long messages, long traceHash) {}
