package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.BoundedControlAwareMailbox;
import io.garrick.dispatch.BoundedControlAwareMessageQueueSemantics;
import io.garrick.dispatch.BoundedDequeBasedMailbox;
import io.garrick.dispatch.BoundedDequeBasedMessageQueueSemantics;
import io.garrick.dispatch.BoundedMailbox;
import io.garrick.dispatch.BoundedMessageQueueSemantics;
import io.garrick.dispatch.ControlAwareMessageQueueSemantics;
import io.garrick.dispatch.DequeBasedMessageQueueSemantics;
import io.garrick.dispatch.MultipleConsumerSemantics;
import io.garrick.dispatch.NonBlockingBoundedMailbox;
import io.garrick.dispatch.SingleConsumerOnlyUnboundedMailbox;
import io.garrick.dispatch.UnboundedControlAwareMailbox;
import io.garrick.dispatch.UnboundedControlAwareMessageQueueSemantics;
import io.garrick.dispatch.UnboundedDequeBasedMailbox;
import io.garrick.dispatch.UnboundedDequeBasedMessageQueueSemantics;
import io.garrick.dispatch.UnboundedMailbox;
import io.garrick.dispatch.UnboundedMessageQueueSemantics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A root of the configuration that programs bring along from elsewhere, and the names that go with it. It is read where {@code garrick.migration-root} says so. */
enum MigrationRoot {
    /** Akka's. */
    AKKA("akka."),

    /** Pekko's. */
    PEKKO("org.apache.pekko.");

    static final String KEY = "migration-root";

    private static final String PATH = "garrick." + KEY;

    /** What the configuration calls by the name of a class, by its simple name. */
    private static final Map<String, String> OURS = Stream.of(
                    UnboundedMailbox.class,
                    SingleConsumerOnlyUnboundedMailbox.class,
                    UnboundedDequeBasedMailbox.class,
                    UnboundedControlAwareMailbox.class,
                    BoundedMailbox.class,
                    NonBlockingBoundedMailbox.class,
                    BoundedDequeBasedMailbox.class,
                    BoundedControlAwareMailbox.class,
                    UnboundedMessageQueueSemantics.class,
                    BoundedMessageQueueSemantics.class,
                    DequeBasedMessageQueueSemantics.class,
                    UnboundedDequeBasedMessageQueueSemantics.class,
                    BoundedDequeBasedMessageQueueSemantics.class,
                    ControlAwareMessageQueueSemantics.class,
                    UnboundedControlAwareMessageQueueSemantics.class,
                    BoundedControlAwareMessageQueueSemantics.class,
                    MultipleConsumerSemantics.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Class::getName));

    private final String packages;

    MigrationRoot(String packages) {
        this.packages = packages;
    }

    /** The root that a whole configuration names; null when it names none. */
    @Nullable
    static MigrationRoot of(Config whole) {
        try {
            return whole.hasPath(PATH) ? SettingsReader.choice(whole, PATH, MigrationRoot.class) : null;
        } catch (ConfigException e) {
            throw new ConfigurationException("configuration is wrong: path=" + PATH + " problem=" + e.getMessage(), e);
        }
    }

    /** As it is written. */
    String text() {
        return SettingsReader.hyphenated(this);
    }

    /** What stands under it; empty where nothing does. */
    Config section(Config whole) {
        return sectionOf(whole, text());
    }

    /** A section of a configuration; empty where there is none. */
    static Config sectionOf(Config whole, String path) {
        return whole.hasPath(path) ? whole.getConfig(path) : ConfigFactory.empty();
    }

    /** Whether it is a name of the old runtime's own classes. */
    boolean owns(String className) {
        return className.startsWith(packages);
    }

    /** Ours for the name of a class of the old runtime's; any other as it is. */
    String className(String name) {
        String prefix = packages + "dispatch.";
        String ours = name.startsWith(prefix) ? OURS.get(name.substring(prefix.length())) : null;
        return ours == null ? name : ours;
    }

    /** Whether it is the name of a class that the old runtime has, too, and ours is put for. */
    static boolean isOurs(String className) {
        return OURS.containsValue(className);
    }

    /** Ours for the id of a dispatcher that was always there; any other as it is. */
    String dispatcherId(String id) {
        String own = text() + ".";
        if (id.equals(own + "actor.default-dispatcher")) {
            return SystemSettings.DEFAULT_DISPATCHER;
        }
        return id.startsWith(own + "test.") ? id.substring(own.length()) : id;
    }
}
