package io.garrick.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands under {@code garrick.test} in a system's configuration, or is given as a system property of the same name.
 *
 * @param timeFactor what time limits of tests are multiplied by, for slow machines
 * @param singleExpect how long an expectation waits that has no limit of its own
 * @param expectNoMessage how long nothing must come where nothing else is said
 * @param defaultTimeout how long the test kit waits for what should be quick: the end of a system
 * @param filterLeeway how long an {@code EventFilter} waits, after the code, for what it expects
 */
record TestSettings(
        double timeFactor,
        Duration singleExpect,
        Duration expectNoMessage,
        Duration defaultTimeout,
        Duration filterLeeway) {

    static final String SECTION = "garrick.test";

    private static final List<String> KEYS = List.of(
            "timefactor", "single-expect-default", "expect-no-message-default", "default-timeout", "filter-leeway");

    private static final Config DEFAULTS = ConfigFactory.parseString("timefactor = 1, single-expect-default = 3s,"
            + " expect-no-message-default = 100ms, default-timeout = 10s, filter-leeway = 3s");

    static TestSettings from(Config systemConfig) {
        Config config = systemConfig.withFallback(ConfigFactory.systemProperties());
        try {
            Config section = config.hasPath(SECTION) ? config.getConfig(SECTION) : ConfigFactory.empty();
            Set<String> unknown = new TreeSet<>(section.root().keySet());
            unknown.removeAll(Set.copyOf(KEYS));
            if (!unknown.isEmpty()) {
                throw new ConfigurationException(
                        "configuration has an unknown name: where=" + SECTION + " found=" + unknown + " known=" + KEYS);
            }
            return read(section.withFallback(DEFAULTS));
        } catch (ConfigException e) {
            throw new ConfigurationException(
                    "configuration is wrong: path=" + SECTION + " problem=" + e.getMessage(), e);
        }
    }

    private static TestSettings read(Config section) {
        double factor = section.getDouble("timefactor");
        if (!(factor > 0 && factor <= 1_000_000)) {
            throw new ConfigurationException(
                    "time factor must be more than 0: path=" + SECTION + ".timefactor value=" + factor);
        }
        return new TestSettings(
                factor,
                section.getDuration("single-expect-default"),
                section.getDuration("expect-no-message-default"),
                section.getDuration("default-timeout"),
                section.getDuration("filter-leeway"));
    }

    /** As long as it takes on a machine that is slower by the factor. */
    Duration dilated(Duration duration) {
        double nanos = duration.toNanos() * timeFactor;
        return timeFactor == 1 ? duration : Duration.ofNanos((long) nanos);
    }
}
