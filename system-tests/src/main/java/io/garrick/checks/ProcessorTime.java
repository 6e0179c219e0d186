package io.garrick.checks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this JVM has used of the processors, by the operating system's count. */
final class ProcessorTime {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ProcessorTime() {}

    /** Nanoseconds since the JVM's start, of all its threads. */
    static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }
}
