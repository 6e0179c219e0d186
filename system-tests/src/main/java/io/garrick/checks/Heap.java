package io.garrick.checks;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is alive on the heap, by the JVM's own class histogram, which collects the garbage first. */
final class Heap {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    private final Map<String, long[]> classes = new HashMap<>();

    private Heap(String histogram) {
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
            return new Heap((String) text);
        } catch (JMException e) {
            throw new IllegalStateException("JVM gives no class histogram", e);
        }
    }

    /** Bytes of everything. */
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
