package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Deployment;
import io.garrick.actor.OnFatal;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@link SystemSettings} from what stands under {@code garrick} in a configuration. */
public final class SettingsReader {

    private static final String ROOT = "garrick";
    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

    /** Sections of modules that need not be on the class path. */
    private static final List<String> ABSENT =
            List.of("cluster", "console", "patterns", "persistence", "remote", "serialization", "testkit");

    /** One key's effect on the settings. */
    @FunctionalInterface
    private interface Key {
        SystemSettings apply(SystemSettings settings, Config section, String key);
    }

    private static final Map<String, Key> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put(
                "default-dispatcher",
                (s, c, k) -> s.withDefaultDispatcher(dispatcher(s.defaultDispatcher(), c.getConfig(k))));
        KEYS.put("dispatchers", SettingsReader::dispatchers);
        KEYS.put("mailboxes", SettingsReader::mailboxes);
        KEYS.put("deployment", SettingsReader::deployments);
        KEYS.put("stash-capacity", (s, c, k) -> s.withStashCapacity(c.getInt(k)));
        KEYS.put("shutdown-timeout", (s, c, k) -> s.withShutdownTimeout(c.getDuration(k)));
        KEYS.put("tick", (s, c, k) -> s.withTick(c.getDuration(k)));
        KEYS.put("daemonic", (s, c, k) -> s.withDaemonic(c.getBoolean(k)));
        KEYS.put("dead-letters-logged", (s, c, k) -> s.withDeadLettersLogged(c.getInt(k)));
        KEYS.put("unhandled-logged", (s, c, k) -> s.withUnhandledLogged(c.getInt(k)));
        KEYS.put("mailbox-mark", (s, c, k) -> s.withMailboxMark(c.getInt(k)));
        KEYS.put("log-message-content", (s, c, k) -> s.withLogMessageContent(c.getBoolean(k)));
        KEYS.put("on-fatal", (s, c, k) -> s.withOnFatal(choice(c, k, OnFatal.class)));
        KEYS.put("guardian-supervisor-strategy", (s, c, k) -> s.withGuardianStrategy(guardianStrategy(c, k)));
    }

    private SettingsReader() {}

    /** Reads a whole configuration. */
    public static SystemSettings read(Config config) {
        SystemSettings settings = SystemSettings.defaults();
        if (!config.hasPath(ROOT)) {
            return settings;
        }
        Config section = config.getConfig(ROOT);
        for (String key : new TreeSet<>(section.root().keySet())) {
            settings = apply(settings, section, key);
        }
        return settings;
    }

    private static SystemSettings apply(SystemSettings settings, Config section, String key) {
        Key known = KEYS.get(key);
        if (known != null) {
            return checked(ROOT + "." + key, () -> known.apply(settings, section, ConfigUtil.joinPath(key)));
        }
        if (!ABSENT.contains(key)) {
            throw unknown(ROOT, key, KEYS.keySet());
        }
        LOG.info("configuration section is ignored, its module is not here: section={}.{}", ROOT, key);
        return settings;
    }

    /** Runs a reading, with every complaint turned into one that says where. */
    private static <T> T checked(String path, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ConfigException | IllegalArgumentException e) {
            throw new ConfigurationException("configuration is wrong: path=" + path + " problem=" + e.getMessage(), e);
        }
    }

    private static SystemSettings dispatchers(SystemSettings settings, Config section, String key) {
        SystemSettings result = settings;
        for (Map.Entry<String, Config> block : blocks(section, key).entrySet()) {
            result = result.withDispatcher(dispatcher(DispatcherSettings.of(block.getKey()), block.getValue()));
        }
        return result;
    }

    private static DispatcherSettings dispatcher(DispatcherSettings base, Config block) {
        DispatcherSettings result = base;
        for (String key : new TreeSet<>(block.root().keySet())) {
            result = switch (key) {
                case "kind" -> result.withKind(choice(block, key, DispatcherSettings.Kind.class));
                case "parallelism" -> result.withParallelism(block.getInt(key));
                case "throughput" -> result.withThroughput(block.getInt(key));
                case "throughput-deadline" -> result.withThroughputDeadline(block.getDuration(key));
                default ->
                    throw unknown(
                            "dispatcher " + base.id(),
                            key,
                            List.of("kind", "parallelism", "throughput", "throughput-deadline"));
            };
        }
        return result;
    }

    private static SystemSettings mailboxes(SystemSettings settings, Config section, String key) {
        SystemSettings result = settings;
        for (Map.Entry<String, Config> block : blocks(section, key).entrySet()) {
            result = result.withMailbox(block.getKey(), mailbox(block.getKey(), block.getValue()));
        }
        return result;
    }

    private static MailboxType mailbox(String id, Config block) {
        for (String key : new TreeSet<>(block.root().keySet())) {
            List<String> known = List.of("capacity", "overflow", "block-timeout");
            if (!known.contains(key)) {
                throw unknown("mailbox " + id, key, known);
            }
        }
        if (!block.hasPath("capacity")) {
            return Mailboxes.unbounded();
        }
        return Mailboxes.bounded(block.getInt("capacity"), overflow(id, block));
    }

    private static Overflow overflow(String id, Config block) {
        String policy = block.hasPath("overflow") ? block.getString("overflow") : "drop-newest";
        Duration timeout = block.hasPath("block-timeout") ? block.getDuration("block-timeout") : Duration.ofSeconds(10);
        return switch (policy) {
            case "drop-newest" -> Overflow.dropNewest();
            case "drop-oldest" -> Overflow.dropOldest();
            case "block" -> Overflow.block(timeout);
            case "fail" -> Overflow.fail();
            default ->
                throw unknown(
                        "overflow of mailbox " + id, policy, List.of("drop-newest", "drop-oldest", "block", "fail"));
        };
    }

    private static SystemSettings deployments(SystemSettings settings, Config section, String key) {
        SystemSettings result = settings;
        for (Map.Entry<String, Config> block : blocks(section, key).entrySet()) {
            Config deployment = block.getValue();
            for (String setting : new TreeSet<>(deployment.root().keySet())) {
                if (!List.of("dispatcher", "mailbox").contains(setting)) {
                    throw unknown("deployment " + block.getKey(), setting, List.of("dispatcher", "mailbox"));
                }
            }
            result = result.withDeployment(
                    block.getKey(), new Deployment(text(deployment, "dispatcher"), text(deployment, "mailbox")));
        }
        return result;
    }

    private static String text(Config block, String key) {
        return block.hasPath(key) ? block.getString(key) : "";
    }

    private static Map<String, Config> blocks(Config section, String key) {
        ConfigObject object = section.getObject(key);
        Map<String, Config> blocks = new LinkedHashMap<>();
        for (String name : new TreeSet<>(object.keySet())) {
            blocks.put(name, object.toConfig().getConfig(ConfigUtil.joinPath(name)));
        }
        return blocks;
    }

    private static <E extends Enum<E>> E choice(Config section, String key, Class<E> type) {
        String value = section.getString(key);
        for (E constant : type.getEnumConstants()) {
            if (hyphenated(constant).equals(value)) {
                return constant;
            }
        }
        throw unknown(
                key,
                value,
                List.of(type.getEnumConstants()).stream()
                        .map(SettingsReader::hyphenated)
                        .toList());
    }

    private static String hyphenated(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SupervisorStrategy guardianStrategy(Config section, String key) {
        String value = section.getString(key);
        return switch (value) {
            case "default" -> SupervisorStrategy.defaultStrategy();
            case "stopping" -> SupervisorStrategy.stoppingStrategy();
            default -> throw unknown(key, value, List.of("default", "stopping"));
        };
    }

    private static ConfigurationException unknown(String where, String found, Iterable<String> known) {
        return new ConfigurationException("configuration has an unknown name: where=" + where + " found=" + found
                + " nearest=" + Nearest.to(found, known));
    }
}
