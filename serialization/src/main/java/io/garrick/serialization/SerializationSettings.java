package io.garrick.serialization;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.garrick.actor.ConfigurationException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What stands under {@code garrick.serialization}. */
record SerializationSettings(List<String> allow, boolean application, int maxDepth, int maxSize) {

    private static final String ROOT = "garrick.serialization";
    private static final Set<String> KEYS = Set.of("allow", "default-allow", "max-depth", "max-size");

    /** As deep as a stack of 512 kB bears, with room. */
    private static final int DEEPEST = 512;

    static final SerializationSettings DEFAULTS = new SerializationSettings(List.of(), true, 128, 16 << 20);

    SerializationSettings {
        allow = List.copyOf(allow);
        ensureWithin("max-depth", maxDepth, DEEPEST);
        ensureWithin("max-size", maxSize, 1 << 30);
    }

    private static void ensureWithin(String key, int value, int to) {
        if (value < 1 || value > to) {
            throw new ConfigurationException("configuration is wrong: path=" + ROOT + "." + key
                    + " problem=out of range value=" + value + " from=1 to=" + to);
        }
    }

    static SerializationSettings of(Config config) {
        if (!config.hasPath(ROOT)) {
            return DEFAULTS;
        }
        Config section = config.getConfig(ROOT);
        for (String key : new TreeSet<>(section.root().keySet())) {
            if (!KEYS.contains(key)) {
                throw new ConfigurationException(
                        "configuration key is unknown: path=" + ROOT + "." + key + " known=" + new TreeSet<>(KEYS));
            }
        }
        try {
            return new SerializationSettings(
                    section.hasPath("allow") ? section.getStringList("allow") : DEFAULTS.allow,
                    !section.hasPath("default-allow") || application(section.getString("default-allow")),
                    section.hasPath("max-depth") ? section.getInt("max-depth") : DEFAULTS.maxDepth,
                    section.hasPath("max-size") ? Math.toIntExact(section.getBytes("max-size")) : DEFAULTS.maxSize);
        } catch (ConfigException | ArithmeticException e) {
            throw new ConfigurationException("configuration is wrong: path=" + ROOT + " problem=" + e.getMessage(), e);
        }
    }

    private static boolean application(String value) {
        if (!value.equals("application") && !value.equals("none")) {
            throw new ConfigurationException("configuration is wrong: path=" + ROOT
                    + ".default-allow problem=unknown word value=" + value + " known=[application, none]");
        }
        return value.equals("application");
    }
}
