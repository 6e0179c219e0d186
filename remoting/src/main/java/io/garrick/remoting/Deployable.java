package io.garrick.remoting;

import io.garrick.actor.ConfigurationException;
import java.util.List;

/** Classes of actors that other nodes may create here, by name: classes, and packages with {@code .*} behind them, those below included. */
final class Deployable {

    private final List<String> patterns;

    Deployable(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        patterns.forEach(Deployable::ensureWellFormed);
    }

    private static void ensureWellFormed(String pattern) {
        String name = pattern.endsWith(".*") ? pattern.substring(0, pattern.length() - 2) : pattern;
        if (name.isBlank() || name.indexOf('*') >= 0) {
            throw new ConfigurationException("pattern of classes is wrong: path=" + SettingsOfRemote.ROOT
                    + ".deployment.allow pattern=" + pattern
                    + " hint=a class's name, or a package with .* behind it");
        }
    }

    boolean contains(String className) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith(".*")
                        ? className.startsWith(pattern.substring(0, pattern.length() - 1))
                        : className.equals(pattern));
    }
}
