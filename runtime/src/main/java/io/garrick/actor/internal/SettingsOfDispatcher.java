package io.garrick.actor.internal;

import com.typesafe.config.Config;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.DispatcherSettings.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a block of the configuration says about a dispatcher. The names that programs bring along stand beside ours: {@code type} and {@code
 * executor} for {@code kind}, {@code throughput-deadline-time} for {@code throughput-deadline}, {@code fork-join-executor} and {@code
 * thread-pool-executor} for {@code parallelism}. With a key of a mailbox the block describes the one that actors get who run there.
 */
final class SettingsOfDispatcher {

    private static final String FORK_JOIN = "fork-join-executor";
    private static final String THREAD_POOL = "thread-pool-executor";

    private static final List<String> KEYS = List.of(
            "kind",
            "type",
            "executor",
            "parallelism",
            FORK_JOIN,
            THREAD_POOL,
            "throughput",
            "throughput-deadline",
            "throughput-deadline-time",
            "watchdog",
            "mailbox",
            "mailbox-requirement");

    private SettingsOfDispatcher() {}

    /** For the configuration page: ours, not the names beside them. */
    static List<SettingsReader.Key> keys() {
        DispatcherSettings base = DispatcherSettings.of("x");
        return List.of(
                new SettingsReader.Key(
                        "kind",
                        Stream.of(Kind.values())
                                .filter(kind -> kind != Kind.EXECUTOR) // only code can give one
                                .map(SettingsReader::hyphenated)
                                .collect(Collectors.joining(", ")),
                        SettingsReader.hyphenated(base.kind()),
                        "Of a dispatcher: what runs the mailboxes."),
                new SettingsReader.Key(
                        "parallelism",
                        "threads, 0 for one per processor",
                        String.valueOf(base.parallelism()),
                        "Of a work-stealing dispatcher or a thread pool: its threads."),
                new SettingsReader.Key(
                        "throughput",
                        "messages, at least 1",
                        String.valueOf(base.throughput()),
                        "Of a dispatcher: how many messages an actor handles before others have their turn."),
                new SettingsReader.Key(
                        "throughput-deadline",
                        "duration, 0 for none",
                        SettingsReader.text(base.throughputDeadline()),
                        "Of a dispatcher: for how long."),
                new SettingsReader.Key(
                        "watchdog",
                        "duration, off",
                        SettingsReader.text(base.watchdog()),
                        "Of a work-stealing dispatcher: how long a handler may hold a worker before it is reported."),
                new SettingsReader.Key(
                        "mailbox",
                        "id of a mailbox",
                        "none",
                        "Of a dispatcher: the mailbox of those who run there and have none named."),
                new SettingsReader.Key(
                        "mailbox-requirement",
                        "name of an interface",
                        "none",
                        "Of a dispatcher: what every mailbox must meet that runs there."));
    }

    /** Settings with this dispatcher in them, and with its mailbox, if it has one of its own. */
    static SystemSettings read(SystemSettings settings, DispatcherSettings base, Config block) {
        DispatcherSettings result = base;
        boolean ownMailbox = false;
        for (String key :
                new TreeSet<>(block.root().keySet())) { // type is after executor, as it should be: it is the stronger
            if (KEYS.contains(key)) {
                result = read(result, key, block);
            } else if (SettingsOfMailbox.SHARED_KEYS.contains(key) || block.hasPath(SettingsOfMailbox.TYPE)) {
                ownMailbox = true;
            } else {
                throw SettingsReader.unknown("dispatcher " + base.id(), key, allKeys());
            }
        }
        SystemSettings changed = settings;
        if (ownMailbox) {
            String id = "dispatchers." + base.id();
            changed = SettingsOfMailbox.read(changed, id, onlyMailbox(block));
            result = result.withMailbox(result.mailbox().isEmpty() ? id : result.mailbox());
        }
        return base.id().equals(SystemSettings.DEFAULT_DISPATCHER)
                ? changed.withDefaultDispatcher(result)
                : changed.withDispatcher(result);
    }

    /** What a mailbox is told of a dispatcher's block. */
    static Config onlyMailbox(Config block) {
        Config result = block;
        for (String key : KEYS) {
            result = result.withoutPath(key);
        }
        return result;
    }

    private static DispatcherSettings read(DispatcherSettings settings, String key, Config block) {
        return switch (key) {
            case "kind" -> settings.withKind(SettingsReader.choice(block, key, Kind.class));
            case "type" -> withType(settings, block.getString(key));
            case "executor" -> settings.withKind(kindOfExecutor(block.getString(key)));
            case "parallelism" -> settings.withParallelism(block.getInt(key));
            case FORK_JOIN -> withParallelism(settings, FORK_JOIN, "parallelism", block.getConfig(key));
            case THREAD_POOL -> withParallelism(settings, THREAD_POOL, "core-pool-size", block.getConfig(key));
            case "throughput" -> settings.withThroughput(block.getInt(key));
            case "throughput-deadline", "throughput-deadline-time" ->
                settings.withThroughputDeadline(deadline(block, key));
            case "watchdog" ->
                settings.withWatchdog(block.getString(key).equals("off") ? Duration.ZERO : block.getDuration(key));
            case "mailbox" -> settings.withMailbox(block.getString(key));
            case "mailbox-requirement" -> settings.withMailboxRequirement(block.getString(key));
            default -> throw new IllegalArgumentException("key is not read: key=" + key);
        };
    }

    /** Those of mailboxes, which may stand there too, included. */
    static List<String> allKeys() {
        List<String> all = new ArrayList<>(KEYS);
        all.addAll(SettingsOfMailbox.SHARED_KEYS);
        return all;
    }

    /** Zero or less is no deadline. */
    private static Duration deadline(Config block, String key) {
        Duration deadline = block.getDuration(key);
        return deadline.isNegative() ? Duration.ZERO : deadline;
    }

    private static DispatcherSettings withType(DispatcherSettings settings, String type) {
        return switch (type) {
            case "Dispatcher" -> settings;
            case "PinnedDispatcher" -> settings.withKind(Kind.PINNED);
            default ->
                throw SettingsReader.unknown(
                        "type of dispatcher " + settings.id(), type, List.of("Dispatcher", "PinnedDispatcher"));
        };
    }

    private static Kind kindOfExecutor(String executor) {
        return switch (executor) {
            case FORK_JOIN, "default-executor" -> Kind.WORK_STEALING;
            case THREAD_POOL -> Kind.THREAD_POOL;
            case "virtual-thread-executor" -> Kind.VIRTUAL_THREADS;
            default ->
                throw SettingsReader.unknown(
                        "executor",
                        executor,
                        List.of(FORK_JOIN, THREAD_POOL, "virtual-thread-executor", "default-executor"));
        };
    }

    /** A fixed number, or {@code …-factor} times the processors, at least {@code …-min}, at most {@code …-max}. */
    private static DispatcherSettings withParallelism(
            DispatcherSettings settings, String where, String prefix, Config block) {
        List<String> known = prefix.equals("parallelism")
                ? List.of(prefix + "-min", prefix + "-factor", prefix + "-max")
                : List.of("fixed-pool-size", prefix + "-min", prefix + "-factor", prefix + "-max");
        for (String key : new TreeSet<>(block.root().keySet())) {
            if (!known.contains(key)) {
                throw SettingsReader.unknown(where + " of dispatcher " + settings.id(), key, known);
            }
        }
        if (block.hasPath("fixed-pool-size")) {
            String size = block.getString("fixed-pool-size");
            if (!size.equals("off")) {
                return settings.withParallelism(block.getInt("fixed-pool-size"));
            }
        }
        double factor = block.hasPath(prefix + "-factor") ? block.getDouble(prefix + "-factor") : 1;
        int least = block.hasPath(prefix + "-min") ? block.getInt(prefix + "-min") : 1;
        int most = block.hasPath(prefix + "-max") ? block.getInt(prefix + "-max") : DispatcherSettings.MAX_PARALLELISM;
        int wanted = (int) Math.ceil(Runtime.getRuntime().availableProcessors() * factor);
        return settings.withParallelism(Math.max(1, Math.min(Math.max(wanted, least), most)));
    }
}
