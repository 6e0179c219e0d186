package io.garrick.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a process found itself started with. Figures of processes that differ in this are not compared. */
final class Setup {

    private static final int MB = 1 << 20;

    private Setup() {}

    static Fields ofThisProcess(int workers) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("collector", collector());
        values.put("heap", Runtime.getRuntime().maxMemory() / MB + "MB");
        values.put("java", System.getProperty("java.version"));
        values.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        values.put("workers", String.valueOf(workers));
        return new Fields(values);
    }

    private static String collector() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .map(name -> name.split(" ")[0])
                .distinct()
                .collect(Collectors.joining("+"));
    }
}
