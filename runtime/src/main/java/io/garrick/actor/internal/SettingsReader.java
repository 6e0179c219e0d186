package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Deployment;
import io.garrick.actor.LogLevel;
import io.garrick.actor.OnFatal;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@link SystemSettings} from what stands under {@code garrick} in a configuration. */
public final class SettingsReader {

    private static final List<String> OF_DEPLOYMENT = List.of("dispatcher", "mailbox", "remote");

    private static final String ROOT = "garrick";
    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

    /** Sections of modules that need not be on the class path. */
    private static final List<String> ABSENT = List.of("cluster", "console", "patterns", "persistence");

    /** Made by itself where its section stands in the configuration. */
    private static final String REMOTING = "io.garrick.remoting.RemotingExtension";

    /** The section of the test kit, which reads it itself from {@link SystemSettings#config()}. */
    private static final String TEST = "test";

    /** The sections of modules that read them themselves, too, each with a class by which it is known that the module is there. */
    private static final Map<String, String> OF_MODULES =
            Map.of("serialization", "io.garrick.serialization.Serialization", "remote", REMOTING);

    /** One key's effect on the settings. */
    @FunctionalInterface
    private interface Effect {
        SystemSettings apply(SystemSettings settings, Config section, String key);
    }

    /**
     * A key under {@code garrick}, for the configuration page and for reading.
     *
     * @param name as it is written
     * @param type what its value is: the possible words, or a kind of value with its unit
     * @param byDefault what holds without it
     * @param meaning one sentence
     */
    public record Key(String name, String type, String byDefault, String meaning) {}

    private static final Map<String, Effect> EFFECTS = new LinkedHashMap<>();
    private static final List<Key> KEYS = new ArrayList<>();

    static {
        SystemSettings defaults = SystemSettings.defaults();
        key(
                "default-dispatcher",
                "block of a dispatcher",
                "work-stealing",
                "Where actors run that ask for nothing else.",
                (s, c, k) -> SettingsOfDispatcher.read(s, s.defaultDispatcher(), c.getConfig(k)));
        key(
                "dispatchers.<id>",
                "block of a dispatcher",
                "none",
                "A dispatcher for Props.withDispatcher(id).",
                SettingsReader::dispatchers);
        key(
                "mailboxes.<id>",
                "block of a mailbox",
                "none",
                "A mailbox for Props.withMailbox(id).",
                SettingsReader::mailboxes);
        key(
                "mailbox-requirements.\"<interface>\"",
                "id of a mailbox",
                "of the house",
                "Which mailbox an actor gets that demands such a queue and has none named.",
                SettingsReader::mailboxRequirements);
        key(
                "deployment.\"<path>\"",
                "dispatcher, mailbox: ids; remote: address of a node",
                "none",
                "What the actor at that path below /user gets, whatever its Props say, and where it lives.",
                SettingsReader::deployments);
        key(
                SystemSettings.DEFAULT_MAILBOX,
                "block of a mailbox",
                "no bound",
                "What actors get that have no mailbox named and demand none.",
                (s, c, k) -> SettingsOfMailbox.read(s, SystemSettings.DEFAULT_MAILBOX, c.getConfig(k)));
        key(
                "stash-capacity",
                "messages, -1 for no limit",
                defaults.stashCapacity(),
                "How many messages an actor can put aside.",
                (s, c, k) -> s.withStashCapacity(c.getInt(k)));
        key(
                "shutdown-timeout",
                "duration",
                text(defaults.shutdownTimeout()),
                "How long close() waits, whatever the phases of the shutdown may take.",
                (s, c, k) -> s.withShutdownTimeout(c.getDuration(k)));
        key(
                "tick",
                "duration, at least 1 ms",
                text(defaults.tick()),
                "Precision of timers.",
                (s, c, k) -> s.withTick(c.getDuration(k)));
        key(
                "daemonic",
                "on, off",
                onOff(defaults.daemonic()),
                "Whether the JVM may end while the system runs.",
                (s, c, k) -> s.withDaemonic(c.getBoolean(k)));
        key(
                "dead-letters-logged",
                "lines in 10 s, 0 for none",
                defaults.deadLettersLogged(),
                "How many dead letters are logged one by one.",
                (s, c, k) -> s.withDeadLettersLogged(c.getInt(k)));
        key(
                "dead-letters-logged-during-shutdown",
                "on, off",
                onOff(defaults.deadLettersLoggedDuringShutdown()),
                "Whether those are logged, too, that come after the system's end has begun.",
                (s, c, k) -> s.withDeadLettersLoggedDuringShutdown(c.getBoolean(k)));
        key(
                "unhandled-logged",
                "lines in 10 s, 0 for none",
                defaults.unhandledLogged(),
                "How many unhandled messages are logged one by one.",
                (s, c, k) -> s.withUnhandledLogged(c.getInt(k)));
        key(
                "mailbox-mark",
                "messages, 0 for never",
                defaults.mailboxMark(),
                "From which length an unbounded mailbox is reported, once per doubling.",
                (s, c, k) -> s.withMailboxMark(c.getInt(k)));
        key(
                "log-message-content",
                "on, off",
                onOff(defaults.logMessageContent()),
                "Whether logs show what is in messages.",
                (s, c, k) -> s.withLogMessageContent(c.getBoolean(k)));
        key(
                "loglevel",
                words(LogLevel.class),
                hyphenated(defaults.logLevel()),
                "What the logs of a system and its actors hand on, before the logging backend decides.",
                (s, c, k) -> s.withLogLevel(choice(c, k, LogLevel.class)));
        key(
                "on-fatal",
                words(OnFatal.class),
                hyphenated(defaults.onFatal()),
                "What follows a fatal error, after it was reported.",
                (s, c, k) -> s.withOnFatal(choice(c, k, OnFatal.class)));
        key(
                "extensions",
                "list of class names",
                "none",
                "What is made when the system starts: classes that implement ExtensionIdProvider or ExtensionId.",
                (s, c, k) -> s.withExtensions(c.getStringList(k)));
        key(
                "guardian-supervisor-strategy",
                "default, stopping",
                "default",
                "How /user supervises.",
                (s, c, k) -> s.withGuardianStrategy(guardianStrategy(c, k)));
        key(
                Isolation.KEY,
                words(Isolation.Mode.class),
                hyphenated(Isolation.Mode.OFF),
                "Whether messages between local actors are copied, or checked for changes on the way; takes the module serialization.",
                (s, c, k) -> isolated(s, choice(c, k, Isolation.Mode.class)));
        key(
                MigrationRoot.KEY,
                words(MigrationRoot.class),
                "none",
                "Which further root is read, for programs that bring one along: see below.",
                (s, c, k) -> s);
        EFFECTS.put(
                SettingsOfShutdown.SECTION,
                (s, c, k) ->
                        s.withCoordinatedShutdown(SettingsOfShutdown.read(s.coordinatedShutdown(), c.getConfig(k))));
        KEYS.addAll(SettingsOfShutdown.keys());
    }

    /** Enters a key; one that names blocks of the user's is read by what stands before the first point. */
    private static void key(String name, String type, Object byDefault, String meaning, Effect effect) {
        int point = name.indexOf('.');
        EFFECTS.put(point < 0 ? name : name.substring(0, point), effect);
        KEYS.add(new Key(name, type, String.valueOf(byDefault), meaning));
    }

    static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String onOff(boolean value) {
        return value ? "on" : "off";
    }

    private static String words(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants())
                .map(SettingsReader::hyphenated)
                .collect(Collectors.joining(", "));
    }

    /** Every key, those of the blocks behind. */
    public static List<Key> keys() {
        List<Key> all = new ArrayList<>(KEYS);
        all.addAll(SettingsOfDispatcher.keys());
        all.addAll(SettingsOfMailbox.keys());
        return List.copyOf(all);
    }

    private SettingsReader() {}

    /** Reads a whole configuration. */
    public static SystemSettings read(Config config) {
        if (!config.hasPath(ROOT)) {
            return SystemSettings.defaults();
        }
        MigrationRoot root = MigrationRoot.of(config);
        SystemSettings base =
                root == null ? SystemSettings.defaults() : readAlias(root, root.section(config)); // ours goes over it
        return apply(base, config.getConfig(ROOT), ROOT);
    }

    private static SystemSettings readAlias(MigrationRoot root, Config alias) {
        AliasSection.Translation translation = checked(root.text(), () -> AliasSection.translate(root, alias));
        SystemSettings settings = apply(SystemSettings.defaults(), translation.section(), root.text() + " as " + ROOT);
        if (!translation.ignored().isEmpty()) {
            LOG.info(
                    "configuration keys mean nothing here and are ignored: root={} count={} keys={}",
                    root.text(),
                    translation.ignored().size(),
                    translation.ignored());
        }
        return settings;
    }

    /** The whole configuration, with what modules read of it themselves where they read it. */
    public static Config withTestSection(Config config) {
        MigrationRoot root = MigrationRoot.of(config);
        if (root == null) {
            return config;
        }
        Config section = AliasSection.translate(root, root.section(config)).section();
        Config result = config;
        for (String module : List.of(TEST, "remote")) {
            result = section.hasPath(module)
                    ? result.withFallback(section.getConfig(module).atPath(ROOT + "." + module))
                    : result;
        }
        return result;
    }

    private static SystemSettings apply(SystemSettings settings, Config section, String where) {
        SystemSettings result = settings;
        for (String key : new TreeSet<>(section.root().keySet())) {
            result = apply(result, section, key, where);
        }
        return result;
    }

    private static SystemSettings apply(SystemSettings settings, Config section, String key, String where) {
        Effect known = EFFECTS.get(key);
        if (known != null) {
            return checked(where + "." + key, () -> known.apply(settings, section, ConfigUtil.joinPath(key)));
        }
        if (key.equals(TEST)) {
            return settings;
        }
        String className = OF_MODULES.get(key);
        if (className == null && !ABSENT.contains(key)) {
            throw unknown(ROOT, key, EFFECTS.keySet());
        }
        if (className == null || !isHere(className)) {
            LOG.info("configuration section is ignored, its module is not here: section={}.{}", ROOT, key);
            return settings;
        }
        return className.equals(REMOTING) ? withExtension(settings, className) : settings;
    }

    private static SystemSettings withExtension(SystemSettings settings, String className) {
        List<String> all = new ArrayList<>(settings.extensions());
        if (!all.contains(className)) {
            all.add(0, className);
        }
        return settings.withExtensions(all);
    }

    /** The system reads it itself; here it is seen whether it can. */
    private static SystemSettings isolated(SystemSettings settings, Isolation.Mode mode) {
        if (mode != Isolation.Mode.OFF && !isHere(Isolation.IMAGES)) {
            throw new ConfigurationException(
                    "messages cannot be isolated, add the dependency io.garrick:garrick-serialization: path=" + ROOT
                            + "." + Isolation.KEY + " value=" + hyphenated(mode) + " missing=" + Isolation.IMAGES);
        }
        return settings;
    }

    private static boolean isHere(String className) {
        ClassLoader loader = SettingsReader.class.getClassLoader();
        return loader != null && loader.getResource(className.replace('.', '/') + ".class") != null;
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
            result = SettingsOfDispatcher.read(result, DispatcherSettings.of(block.getKey()), block.getValue());
        }
        return result;
    }

    private static SystemSettings mailboxes(SystemSettings settings, Config section, String key) {
        SystemSettings result = settings;
        for (Map.Entry<String, Config> block : blocks(section, key).entrySet()) {
            result = SettingsOfMailbox.read(result, block.getKey(), block.getValue());
        }
        return result;
    }

    private static SystemSettings mailboxRequirements(SystemSettings settings, Config section, String key) {
        SystemSettings result = settings;
        Config names = section.getConfig(key);
        TreeSet<String> paths = new TreeSet<>();
        names.entrySet().forEach(entry -> paths.add(entry.getKey()));
        for (String path : paths) {
            String className = String.join(".", ConfigUtil.splitPath(path)); // quoted or not
            result = result.withMailboxRequirement(className, names.getString(path));
        }
        return result;
    }

    private static SystemSettings deployments(SystemSettings settings, Config section, String key) {
        SystemSettings result = settings;
        for (Map.Entry<String, Config> block : blocks(section, key).entrySet()) {
            Config deployment = block.getValue();
            for (String setting : new TreeSet<>(deployment.root().keySet())) {
                if (!OF_DEPLOYMENT.contains(setting)) {
                    throw unknown("deployment " + block.getKey(), setting, OF_DEPLOYMENT);
                }
            }
            Deployment before = settings.deployments().getOrDefault(block.getKey(), new Deployment("", ""));
            result = result.withDeployment(block.getKey(), deployment(block.getKey(), deployment, before));
        }
        return result;
    }

    private static Deployment deployment(String path, Config block, Deployment before) {
        try {
            return new Deployment(
                    text(block, "dispatcher", before.dispatcher()),
                    text(block, "mailbox", before.mailbox()),
                    text(block, "remote", before.remote()));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    "configuration is wrong: where=deployment " + path + " problem=" + wrong.getMessage(), wrong);
        }
    }

    private static String text(Config block, String key, String otherwise) {
        return block.hasPath(key) ? block.getString(key) : otherwise;
    }

    private static Map<String, Config> blocks(Config section, String key) {
        ConfigObject object = section.getObject(key);
        Map<String, Config> blocks = new LinkedHashMap<>();
        for (String name : new TreeSet<>(object.keySet())) {
            blocks.put(name, object.toConfig().getConfig(ConfigUtil.joinPath(name)));
        }
        return blocks;
    }

    static <E extends Enum<E>> E choice(Config section, String key, Class<E> type) {
        String value = section.getString(key);
        for (E constant : type.getEnumConstants()) {
            if (hyphenated(constant).equalsIgnoreCase(value)) {
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

    static String hyphenated(Enum<?> constant) {
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

    static ConfigurationException unknown(String where, String found, Iterable<String> known) {
        return new ConfigurationException("configuration has an unknown name: where=" + where + " found=" + found
                + " nearest=" + Nearest.to(found, known));
    }
}
