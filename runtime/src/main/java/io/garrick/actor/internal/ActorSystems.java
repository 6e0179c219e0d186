package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.Platform;
import java.util.regex.Pattern;

/** Makes systems; the way from the API into this package. */
public final class ActorSystems {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]*");

    private ActorSystems() {}

    /** A system over {@code application.conf}. */
    public static ActorSystem create(String name) {
        return create(name, ConfigFactory.load());
    }

    /** A system over a configuration. */
    public static ActorSystem create(String name, Config config) {
        return create(name, SystemSettings.from(config));
    }

    /** A system over settings. */
    public static ActorSystem create(String name, SystemSettings settings) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "system name must be letters, digits, '-' and '_', starting with a letter or digit: name=" + name);
        }
        LocalSystem system = started(name, settings);
        try {
            system.loadExtensions();
            return system;
        } catch (Throwable failed) {
            system.terminate();
            throw failed;
        }
    }

    private static LocalSystem started(String name, SystemSettings settings) {
        Platform platform = settings.platform().create(name, settings);
        try {
            LocalSystem system = new LocalSystem(name, settings, platform);
            system.start();
            return system;
        } catch (Throwable failed) {
            platform.end(() -> {});
            throw failed;
        }
    }
}
