package io.garrick.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What one process tells the other on one line: {@code key=value key=value}. */
record Fields(Map<String, String> values) {

    static Fields parse(String line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : line.split(" ")) {
            int at = field.indexOf('=');
            if (at > 0) {
                values.put(field.substring(0, at), field.substring(at + 1));
            }
        }
        return new Fields(values);
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("line lacks a field: key=" + key + " found=" + values.keySet());
        }
        return value;
    }

    long number(String key) {
        return Long.parseLong(text(key));
    }

    double decimal(String key) {
        return Double.parseDouble(text(key));
    }

    String line() {
        return values.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
    }
}
