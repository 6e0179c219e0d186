package io.garrick.remoting;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Recipients that the configuration names, or a parent here for its child there. Of the configuration, two elements are alike when they are equal, or the declared one is a star; two
 * stars at the end stand for all that follows. Any thread.
 */
final class Recipients {

    private final List<String[]> patterns;
    private final Set<List<String>> declared = ConcurrentHashMap.newKeySet();

    Recipients(List<String> paths) {
        this.patterns = paths.stream().map(path -> path.substring(1).split("/")).toList();
    }

    boolean contains(List<String> elements) {
        for (String[] pattern : patterns) {
            if (matches(pattern, elements)) {
                return true;
            }
        }
        return !declared.isEmpty() && declared.contains(elements);
    }

    boolean isEmpty() {
        return patterns.isEmpty() && declared.isEmpty();
    }

    /** Before anything is told to it. */
    void declare(List<String> elements) {
        declared.add(elements);
    }

    /** It has ended, and its name is not free yet. */
    void withdraw(List<String> elements) {
        declared.remove(elements);
    }

    private static boolean matches(String[] pattern, List<String> elements) {
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals("**")) {
                return elements.size() > i;
            }
            if (i >= elements.size() || !pattern[i].equals("*") && !pattern[i].equals(elements.get(i))) {
                return false;
            }
        }
        return pattern.length == elements.size();
    }
}
