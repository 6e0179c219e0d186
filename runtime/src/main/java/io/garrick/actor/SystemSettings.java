package io.garrick.actor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.internal.DefaultPlatform;
import io.garrick.actor.internal.SettingsReader;
import io.garrick.actor.spi.Platform;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.Dispatchers;
import io.garrick.dispatch.MailboxType;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a system runs: immutable, with the defaults in code, each changed by a {@code withX} that gives a copy. {@link #from} reads the same
 * from a configuration.
 *
 * <pre>{@code
 * SystemSettings settings = SystemSettings.defaults()
 *     .withDispatcher(DispatcherSettings.of("blocking").withKind(DispatcherSettings.Kind.PINNED))
 *     .withShutdownTimeout(Duration.ofSeconds(5));
 * }</pre>
 */
public final class SystemSettings implements ActorSystem.Settings, Cloneable {

    /** Id of the dispatcher that actors run on when nothing else is said. */
    public static final String DEFAULT_DISPATCHER = Dispatchers.DEFAULT_DISPATCHER_ID;

    /** Id of the mailbox that actors get when nothing else is said and they demand none; the built-in one, without bound, where none is added under this id. */
    public static final String DEFAULT_MAILBOX = "default-mailbox";

    private static final SystemSettings DEFAULTS = new SystemSettings();

    private DispatcherSettings defaultDispatcher = DispatcherSettings.of(DEFAULT_DISPATCHER);
    private Map<String, DispatcherSettings> dispatchers = Map.of();
    private Map<String, MailboxType> mailboxes = Map.of();
    private Map<String, String> mailboxRequirements = Map.of();
    private Map<String, Deployment> deployments = Map.of();
    private int stashCapacity = -1;
    private Map<String, Integer> stashCapacities = Map.of();
    private Duration shutdownTimeout = Duration.ofSeconds(10);
    private Duration tick = Duration.ofMillis(10);
    private boolean daemonic;
    private int deadLettersLogged = 10;
    private boolean deadLettersLoggedDuringShutdown = true;
    private int unhandledLogged = 10;
    private int mailboxMark = 100_000;
    private boolean logMessageContent;
    private LogLevel logLevel = LogLevel.ALL;
    private OnFatal onFatal = OnFatal.TERMINATE_SYSTEM;
    private CoordinatedShutdownSettings coordinatedShutdown = CoordinatedShutdownSettings.defaults();
    private SupervisorStrategy guardianStrategy = SupervisorStrategy.defaultStrategy();
    private Platform.Factory platform = DefaultPlatform.FACTORY;
    private List<String> extensions = List.of();
    private Config config = ConfigFactory.empty();

    @Nullable
    private ContextPropagation contextPropagation;

    @Nullable
    private ClassLoader classLoader;

    private SystemSettings() {}

    /**
     * What holds when nothing is said.
     *
     * @return the defaults
     */
    public static SystemSettings defaults() {
        return DEFAULTS;
    }

    /**
     * The defaults, overridden by what a configuration says under {@code garrick}. Where {@code garrick.migration-root} is {@code akka} or {@code pekko}, what stands
     * under that root is read before, and what of it means nothing here is logged in one line.
     *
     * @param config a whole configuration, resolved
     * @return the settings
     * @throws ConfigurationException when a key is unknown or a value is wrong; says where, and what was meant perhaps
     */
    public static SystemSettings from(Config config) {
        Config kept = SettingsReader.withTestSection(config);
        return SettingsReader.read(config).changed(copy -> copy.config = kept);
    }

    /**
     * The whole configuration that the settings were read from, for what programs keep in it themselves.
     *
     * @return an empty one when they were not
     */
    @Override
    public Config config() {
        return config;
    }

    /**
     * The dispatcher of actors that ask for no other.
     *
     * @return its settings
     */
    public DispatcherSettings defaultDispatcher() {
        return defaultDispatcher;
    }

    /**
     * Changes the dispatcher of actors that ask for no other.
     *
     * @param value its settings; the id is kept at {@value #DEFAULT_DISPATCHER}
     * @return a copy
     */
    public SystemSettings withDefaultDispatcher(DispatcherSettings value) {
        return changed(copy -> copy.defaultDispatcher = value.withId(DEFAULT_DISPATCHER));
    }

    /**
     * Further dispatchers.
     *
     * @return settings by id, in order of id
     */
    public Map<String, DispatcherSettings> dispatchers() {
        return dispatchers;
    }

    /**
     * Adds a dispatcher, for {@link Props#withDispatcher}; it is started at its first use.
     *
     * @param value its settings; replaces those of the same id
     * @return a copy
     */
    public SystemSettings withDispatcher(DispatcherSettings value) {
        return changed(copy -> copy.dispatchers = with(dispatchers, value.id(), value));
    }

    /**
     * Kinds of mailboxes beside the default one.
     *
     * @return types by id, in order of id
     */
    public Map<String, MailboxType> mailboxes() {
        return mailboxes;
    }

    /**
     * Adds a kind of mailbox, for {@link Props#withMailbox}.
     *
     * @param id what props and deployments call it
     * @param type what it is
     * @return a copy
     */
    public SystemSettings withMailbox(String id, MailboxType type) {
        return changed(copy -> copy.mailboxes = with(mailboxes, id, type));
    }

    /**
     * Which mailbox an actor gets that demands a kind of queue and has no mailbox named for it.
     *
     * @return ids of mailboxes by the name of what is demanded, in order of name
     */
    public Map<String, String> mailboxRequirements() {
        return mailboxRequirements;
    }

    /**
     * Says which mailbox an actor gets that demands a kind of queue by {@link io.garrick.dispatch.RequiresMessageQueue} and has no mailbox named for it. For the
     * interfaces {@code …MessageQueueSemantics} of {@code io.garrick.dispatch} nothing need be said; bounded ones then hold 1,000 messages, and senders wait up to 10 s.
     *
     * @param demanded name of the interface that is demanded
     * @param mailboxId a configured id
     * @return a copy
     */
    public SystemSettings withMailboxRequirement(String demanded, String mailboxId) {
        return changed(copy -> copy.mailboxRequirements = with(mailboxRequirements, demanded, mailboxId));
    }

    /**
     * What is said about single paths.
     *
     * @return deployments by path below {@code /user}, such as {@code /orders/printer}
     */
    public Map<String, Deployment> deployments() {
        return deployments;
    }

    /**
     * Says something about one path; it goes before the props of the actor there.
     *
     * @param path below {@code /user}, such as {@code /orders/printer}
     * @param deployment what holds there
     * @return a copy
     */
    public SystemSettings withDeployment(String path, Deployment deployment) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("deployment path must start with '/': path=" + path);
        }
        return changed(copy -> copy.deployments = with(deployments, path, deployment));
    }

    /**
     * How many messages an actor may stash.
     *
     * @return messages, or -1 for no limit (the default)
     */
    public int stashCapacity() {
        return stashCapacity;
    }

    /**
     * Changes how many messages an actor may stash.
     *
     * @param value messages, at least 1, or -1 for no limit
     * @return a copy
     */
    public SystemSettings withStashCapacity(int value) {
        return changed(copy -> copy.stashCapacity = checkedStashCapacity(value));
    }

    /**
     * How many messages an actor with a certain mailbox may stash.
     *
     * @param mailboxId id of the mailbox; empty for the default one
     * @return messages, or -1 for no limit: {@link #stashCapacity()} if nothing was said about this mailbox
     */
    public int stashCapacity(String mailboxId) {
        return stashCapacities.getOrDefault(mailboxId, stashCapacity);
    }

    /**
     * Changes how many messages an actor with a certain mailbox may stash.
     *
     * @param mailboxId id of the mailbox
     * @param value messages, at least 1, or -1 for no limit
     * @return a copy
     */
    public SystemSettings withStashCapacity(String mailboxId, int value) {
        return changed(copy -> copy.stashCapacities = with(stashCapacities, mailboxId, checkedStashCapacity(value)));
    }

    private static int checkedStashCapacity(int value) {
        if (value < 1 && value != -1) {
            throw new IllegalArgumentException(
                    "stash capacity must be at least 1, or -1 for no limit: stashCapacity=" + value);
        }
        return value;
    }

    /**
     * How long {@link ActorSystem#close()} waits.
     *
     * @return the time-out, 10 s by default
     */
    public Duration shutdownTimeout() {
        return shutdownTimeout;
    }

    /**
     * Changes how long {@link ActorSystem#close()} waits.
     *
     * @param value the time-out, positive
     * @return a copy
     */
    public SystemSettings withShutdownTimeout(Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("shutdown timeout must be positive: value=" + value);
        }
        return changed(copy -> copy.shutdownTimeout = value);
    }

    /**
     * The resolution of timers.
     *
     * @return one tick, 10 ms by default
     */
    public Duration tick() {
        return tick;
    }

    /**
     * Changes the resolution of timers: they fire at most that late on an idle machine.
     *
     * @param value one tick, from 1 ms to 1 s
     * @return a copy
     */
    public SystemSettings withTick(Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("tick must be from 1 ms to 1 s: tick=" + value);
        }
        return changed(copy -> copy.tick = value);
    }

    /**
     * Whether the JVM may end while the system runs.
     *
     * @return {@code false} by default
     */
    public boolean daemonic() {
        return daemonic;
    }

    /**
     * Changes whether the JVM may end while the system runs.
     *
     * @param value whether all threads are daemons
     * @return a copy
     */
    public SystemSettings withDaemonic(boolean value) {
        return changed(copy -> copy.daemonic = value);
    }

    /**
     * How many dead letters are logged in 10 s; the others are counted.
     *
     * @return log lines, 10 by default
     */
    public int deadLettersLogged() {
        return deadLettersLogged;
    }

    /**
     * Changes how many dead letters are logged in 10 s.
     *
     * @param value log lines, 0 for none
     * @return a copy
     */
    public SystemSettings withDeadLettersLogged(int value) {
        return changed(copy -> copy.deadLettersLogged = notNegative("dead letters logged", value));
    }

    /**
     * Whether dead letters are logged that come after the system's end has begun.
     *
     * @return {@code true} by default
     */
    public boolean deadLettersLoggedDuringShutdown() {
        return deadLettersLoggedDuringShutdown;
    }

    /**
     * Changes whether dead letters are logged that come after the system's end has begun; they are counted and published either way.
     *
     * @param value whether they are
     * @return a copy
     */
    public SystemSettings withDeadLettersLoggedDuringShutdown(boolean value) {
        return changed(copy -> copy.deadLettersLoggedDuringShutdown = value);
    }

    /**
     * How many unhandled messages are logged in 10 s; the others are counted.
     *
     * @return log lines, 10 by default
     */
    public int unhandledLogged() {
        return unhandledLogged;
    }

    /**
     * Changes how many unhandled messages are logged in 10 s.
     *
     * @param value log lines, 0 for none
     * @return a copy
     */
    public SystemSettings withUnhandledLogged(int value) {
        return changed(copy -> copy.unhandledLogged = notNegative("unhandled logged", value));
    }

    /**
     * How long an unbounded mailbox may grow before the log says so, once for each doubling.
     *
     * @return messages, 0 for never; 100,000 by default
     */
    public int mailboxMark() {
        return mailboxMark;
    }

    /**
     * Changes how long an unbounded mailbox may grow before the log says so. Marks below 1,024 are noticed when a mailbox has that length.
     *
     * @param value messages, 0 for never
     * @return a copy
     */
    public SystemSettings withMailboxMark(int value) {
        return changed(copy -> copy.mailboxMark = notNegative("mailbox mark", value));
    }

    /**
     * Whether logs of the runtime show what is in messages; otherwise they name classes, paths and sizes only.
     *
     * @return {@code false} by default
     */
    public boolean logMessageContent() {
        return logMessageContent;
    }

    /**
     * Changes whether logs of the runtime show what is in messages.
     *
     * @param value whether they do
     * @return a copy
     */
    public SystemSettings withLogMessageContent(boolean value) {
        return changed(copy -> copy.logMessageContent = value);
    }

    /**
     * What the logs of the system and of its actors hand on.
     *
     * @return {@link LogLevel#ALL} by default: the logging backend decides
     */
    public LogLevel logLevel() {
        return logLevel;
    }

    /**
     * Changes what the logs of the system and of its actors hand on; lines below are off for the backend and for listeners.
     *
     * @param value the least level that is handed on
     * @return a copy
     */
    public SystemSettings withLogLevel(LogLevel value) {
        return changed(copy -> copy.logLevel = Objects.requireNonNull(value, "logLevel"));
    }

    /**
     * What makes contexts such as the MDC or a trace travel with the messages (Q11).
     *
     * @return empty by default: nothing travels
     */
    public Optional<ContextPropagation> contextPropagation() {
        return Optional.ofNullable(contextPropagation);
    }

    /**
     * Makes contexts travel with the messages.
     *
     * @param value how; in the place of the one before, which {@link ContextPropagation#and} can join
     * @return a copy
     */
    public SystemSettings withContextPropagation(ContextPropagation value) {
        return changed(copy -> copy.contextPropagation = Objects.requireNonNull(value, "context propagation"));
    }

    /**
     * How the system is shut down.
     *
     * @return the settings of {@link CoordinatedShutdown}
     */
    public CoordinatedShutdownSettings coordinatedShutdown() {
        return coordinatedShutdown;
    }

    /**
     * Changes how the system is shut down.
     *
     * @param value phases, their order and time-outs, and what makes them run
     * @return a copy
     */
    public SystemSettings withCoordinatedShutdown(CoordinatedShutdownSettings value) {
        return changed(copy -> copy.coordinatedShutdown = Objects.requireNonNull(value, "coordinatedShutdown"));
    }

    /**
     * What is done after a fatal error has been reported.
     *
     * @return {@link OnFatal#TERMINATE_SYSTEM} by default
     */
    public OnFatal onFatal() {
        return onFatal;
    }

    /**
     * Changes what is done after a fatal error has been reported.
     *
     * @param value what to do
     * @return a copy
     */
    public SystemSettings withOnFatal(OnFatal value) {
        return changed(copy -> copy.onFatal = Objects.requireNonNull(value, "onFatal"));
    }

    /**
     * How {@code /user} supervises top-level actors.
     *
     * @return {@link SupervisorStrategy#defaultStrategy()} by default
     */
    public SupervisorStrategy guardianStrategy() {
        return guardianStrategy;
    }

    /**
     * Changes how {@code /user} supervises top-level actors.
     *
     * @param value the strategy
     * @return a copy
     */
    public SystemSettings withGuardianStrategy(SupervisorStrategy value) {
        return changed(copy -> copy.guardianStrategy = Objects.requireNonNull(value, "guardianStrategy"));
    }

    /**
     * Where time, randomness and threads come from.
     *
     * @return the machine's by default
     */
    public Platform.Factory platform() {
        return platform;
    }

    /**
     * Changes where time, randomness and threads come from; a rehearsal gives its own.
     *
     * @param value what makes the platform of a system
     * @return a copy
     */
    public SystemSettings withPlatform(Platform.Factory value) {
        return changed(copy -> copy.platform = Objects.requireNonNull(value, "platform"));
    }

    /**
     * The extensions that are made when the system starts.
     *
     * @return names of classes that implement {@link ExtensionIdProvider} or {@link ExtensionId}
     */
    public List<String> extensions() {
        return extensions;
    }

    /**
     * Changes which extensions are made when the system starts, in this order, each when the one before is made. One that cannot be made keeps the
     * system from starting.
     *
     * @param classNames classes with a constructor without arguments, that implement {@link ExtensionIdProvider} or {@link ExtensionId}
     * @return a copy
     */
    public SystemSettings withExtensions(List<String> classNames) {
        return changed(copy -> copy.extensions = List.copyOf(classNames));
    }

    /**
     * What loads the classes that the configuration names.
     *
     * @return what was given; else the context class loader of the calling thread, or this library's where there is none
     */
    public ClassLoader classLoader() {
        ClassLoader given = classLoader;
        if (given == null) {
            given = Thread.currentThread().getContextClassLoader();
        }
        return given == null ? Objects.requireNonNull(SystemSettings.class.getClassLoader()) : given;
    }

    /**
     * Changes what loads the classes that the configuration names.
     *
     * @param value the loader
     * @return a copy
     */
    public SystemSettings withClassLoader(ClassLoader value) {
        return changed(copy -> copy.classLoader = Objects.requireNonNull(value, "classLoader"));
    }

    private SystemSettings changed(Consumer<SystemSettings> change) {
        try {
            SystemSettings copy = (SystemSettings) clone(); // every field, also one that is new
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new TreeMap<>(map);
        copy.put(key, Objects.requireNonNull(value, "value"));
        return Collections.unmodifiableMap(copy);
    }

    private static int notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative: value=" + value);
        }
        return value;
    }
}
