package io.garrick.checks;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is alive on the heap, by the JVM's own class histogram and by the heap in use, after a full collection each. */
final class Heap {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private final Map<String, long[]> classes = new HashMap<>();

    private final long inUse;

    private Heap(String histogram, long inUse) {
        this.inUse = inUse;
        histogram.lines().forEach(line -> {
            Matcher found = LINE.matcher(line);
            if (found.matches()) {
                long[] sums = classes.computeIfAbsent(found.group(3), name -> new long[2]);
                sums[0] += Long.parseLong(found.group(1));
                sums[1] += Long.parseLong(found.group(2));
            }
        });
        if (classes.isEmpty()) {
            throw new IllegalStateException("class histogram cannot be read: " + histogram);
        }
    }

    static Heap now() {
        try {
            ObjectName name = new ObjectName("com.sun.management:type=DiagnosticCommand");
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(name, "gcClassHistogram", new Object[] {new String[0]}, new String[] {
                        String[].class.getName()
                    });
            return new Heap((String) text, inUseNow());
        } catch (JMException e) {
            throw new IllegalStateException("JVM gives no class histogram", e);
        }
    }

    private static long inUseNow() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What {@code -Xmx} says, in bytes; what {@link Runtime#maxMemory()} says depends on the collector. */
    static long maximum() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return Long.parseLong(machine.getVMOption("MaxHeapSize").getValue());
    }

    /** The heap in use, as the JVM accounts for it: what is counted above, and what it takes to hold it. */
    long inUse() {
        return inUse;
    }

    /** Bytes of everything, by the histogram. */
    long used() {
        return classes.values().stream().mapToLong(sums -> sums[1]).sum();
    }

    long countOf(Class<?> type) {
        return sums(type.getName())[0];
    }

    long bytesOf(Class<?> type) {
        return sums(type.getName())[1];
    }

    /** Bytes of behaviours: the Receive, its cases, their array, and the handler of the one case. */
    long bytesOfReceives() {
        return classes.entrySet().stream()
                .filter(entry -> entry.getKey()
                        .matches("\\[?L?io\\.garrick\\.actor\\.(AbstractActor\\$Receive|ReceiveCase).*"
                                + "|io\\.garrick\\.checks\\.Idle\\$\\$Lambda.*"))
                .mapToLong(entry -> entry.getValue()[1])
                .sum();
    }

    private long[] sums(String name) {
        return classes.getOrDefault(name, new long[2]);
    }
}
