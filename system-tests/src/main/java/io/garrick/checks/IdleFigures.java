package io.garrick.checks;

/**
 * What {@link IdleActors} measures, and what is wanted of it. Bytes are those of one actor.
 *
 * @param actors how many were there at once
 * @param heapMaxMib how large this JVM's heap may grow
 * @param bytes everything but its instance and its behaviour, by the class histogram
 * @param bytesInUse the same by the heap in use
 * @param bytesOfInstance its instance
 * @param bytesOfReceive its behaviour: the Receive, its case, the handler
 * @param still what waiting costs
 */
record IdleFigures(
        long actors,
        double heapMaxMib,
        double bytes,
        double bytesInUse,
        double bytesOfInstance,
        double bytesOfReceive,
        Still still) {

    /** How many actors are wanted. */
    static final int MANY = 1_000_000;

    /** How many of them wait while the processor time is taken. */
    static final int SOME = 100_000;

    static final int TIMERS = 100;
    static final int SECONDS = 10;
    static final int HEAP_MIB = 1024;

    private static final int MOST_BYTES = 240;
    private static final int CPU_PERCENT = 1;

    /**
     * A system in which nothing happens.
     *
     * @param actors each has handled a message
     * @param timers pending from the beginning to the end
     * @param seconds of wall time
     * @param processorPercent of one core, the whole JVM's
     */
    record Still(long actors, long timers, double seconds, double processorPercent) {}

    Check check() {
        return new Check("idle-actors")
                .atLeast("actors", (double) actors, MANY)
                .exactly("heap_max_mib", heapMaxMib, HEAP_MIB)
                .atMost("bytes_per_actor", bytes, MOST_BYTES)
                .atMost("bytes_per_actor_in_use", bytesInUse, MOST_BYTES)
                .figure("bytes_of_its_instance", bytesOfInstance)
                .figure("bytes_of_its_receive", bytesOfReceive)
                .atLeast("still_actors", (double) still.actors, SOME)
                .atLeast("timers", (double) still.timers, TIMERS)
                .atLeast("seconds", still.seconds, SECONDS)
                .below("processor_percent", still.processorPercent, CPU_PERCENT);
    }
}
