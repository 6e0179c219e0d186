package io.garrick.remoting;

import java.util.List;

/** Recipients that the configuration names. Two elements are alike when they are equal, or the declared one is a star; two stars at the end stand for all that follows. */
final class Recipients {

    private final List<String[]> patterns;

    Recipients(List<String> paths) {
        this.patterns = paths.stream().map(path -> path.substring(1).split("/")).toList();
    }

    boolean contains(List<String> elements) {
        for (String[] pattern : patterns) {
            if (matches(pattern, elements)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return patterns.isEmpty();
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
