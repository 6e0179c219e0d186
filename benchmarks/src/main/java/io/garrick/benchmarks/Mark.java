package io.garrick.benchmarks;

import java.lang.management.ManagementFactory;

/**
 * How far a process is at some moment.
 *
 * @param count messages handled, or known to have been handled
 * @param checksum of what was in them
 * @param allocated bytes that all its living threads have allocated
 * @param processorNanos that all its threads have used
 */
record Mark(long count, long checksum, long allocated, long processorNanos) {

    static Mark of(Work work) {
        long count = work.count();
        long allocated = 0;
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            allocated += Math.max(0, bytes);
        }
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Mark(count, work.checksum(), allocated, machine.getProcessCpuTime());
    }

    static Mark parse(Fields fields) {
        return new Mark(
                fields.number("count"), fields.number("checksum"), fields.number("allocated"), fields.number("cpu"));
    }

    String line() {
        return "count=" + count + " checksum=" + checksum + " allocated=" + allocated + " cpu=" + processorNanos;
    }

    /** Bytes allocated for each message since then. */
    double bytesPerMessage(Mark before) {
        return (double) (allocated - before.allocated) / (count - before.count);
    }

    /** Nanoseconds of a processor for each message since then: what a busy machine disturbs least. */
    double processorPerMessage(Mark before) {
        return (double) (processorNanos - before.processorNanos) / (count - before.count);
    }
}
