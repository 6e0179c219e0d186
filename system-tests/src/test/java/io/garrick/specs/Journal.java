package io.garrick.specs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What has happened, line by line, from any thread. */
final class Journal {

    private final List<String> lines = new ArrayList<>();

    synchronized void add(Object line) {
        lines.add(String.valueOf(line));
    }

    synchronized int size() {
        return lines.size();
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    boolean has(String line) {
        return lines().contains(line);
    }

    long count(String line) {
        return lines().stream().filter(line::equals).count();
    }

    List<String> startingWith(String prefix) {
        return stream().filter(line -> line.startsWith(prefix)).toList();
    }

    private Stream<String> stream() {
        return lines().stream();
    }

    synchronized void clear() {
        lines.clear();
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
