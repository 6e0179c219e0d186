package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.garrick.dispatch.SingleConsumerOnlyUnboundedMailbox;
import io.garrick.dispatch.UnboundedMailbox;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The block of a dispatcher or of a mailbox as programs bring it along, put into our words. Of executors, the one that is chosen says how many threads there are; what the
 * others say is understood, and has no effect.
 */
final class AliasBlock {

    static final String DEFAULT_DISPATCHER = "actor.default-dispatcher";
    static final String DEFAULT_MAILBOX = "actor.default-mailbox";

    private static final String EXECUTOR = "executor";
    private static final String FORK_JOIN = "fork-join-executor";
    private static final String AFFINITY = "affinity-pool-executor";
    private static final String THREAD_POOL = "thread-pool-executor";
    private static final String VIRTUAL = "virtual-thread-executor";
    private static final String FALLBACK = "default-executor.fallback";
    private static final String REQUIREMENT = "mailbox-requirement";
    private static final String DEADLINE = "throughput-deadline";

    /** Kinds of ours by executor. */
    private static final Map<String, String> KINDS = Map.of(
            FORK_JOIN,
            "work-stealing",
            AFFINITY,
            "work-stealing",
            THREAD_POOL,
            "thread-pool",
            VIRTUAL,
            "virtual-threads");

    private static final List<String> SIZES_OF_POOLS =
            List.of("fixed-pool-size", "core-pool-size-min", "core-pool-size-factor", "core-pool-size-max");
    private static final List<String> SIZES_OF_OTHERS =
            List.of("parallelism-min", "parallelism-factor", "parallelism-max");

    /** By these a block is known for that of a dispatcher or a mailbox, wherever it stands. */
    private static final List<String> MARKS =
            List.of(EXECUTOR, "throughput", FORK_JOIN, THREAD_POOL, REQUIREMENT, SettingsOfMailbox.TYPE);

    private static final Set<String> WITHOUT_BOUND =
            Set.of("", UnboundedMailbox.class.getName(), SingleConsumerOnlyUnboundedMailbox.class.getName());

    private final MigrationRoot root;
    private final Config block;

    /** Paths of values that have not been understood. */
    private final Set<String> left = new TreeSet<>();

    private Config result = ConfigFactory.empty();

    private AliasBlock(MigrationRoot root, Config own, Config block) {
        this.root = root;
        this.block = block;
        own.entrySet().forEach(entry -> left.add(entry.getKey()));
    }

    /** Of a dispatcher, which inherits what the default one has, and for its mailbox what the default mailbox has. */
    static AliasBlock dispatcher(MigrationRoot root, Config own, Config alias) {
        Config block = own.withFallback(MigrationRoot.sectionOf(alias, DEFAULT_DISPATCHER));
        boolean ownMailbox = block.hasPath(SettingsOfMailbox.TYPE);
        Config whole = ownMailbox ? block.withFallback(MigrationRoot.sectionOf(alias, DEFAULT_MAILBOX)) : block;
        AliasBlock read = new AliasBlock(root, own, whole);
        read.readKind();
        read.readThroughput();
        read.keep("mailbox");
        read.readRequirement();
        read.readMailbox(
                ownMailbox ? SettingsOfMailbox.KEYS : SettingsOfMailbox.SHARED_KEYS,
                SettingsOfDispatcher.onlyMailbox(whole));
        return read;
    }

    /** Of a mailbox, which inherits what the default one has. */
    static AliasBlock mailbox(MigrationRoot root, Config own, Config alias) {
        Config whole = own.withFallback(MigrationRoot.sectionOf(alias, DEFAULT_MAILBOX));
        AliasBlock read = new AliasBlock(root, own, whole);
        read.readMailbox(SettingsOfMailbox.KEYS, whole);
        return read;
    }

    /** Of whichever it is. */
    static AliasBlock found(MigrationRoot root, Config own, Config alias) {
        boolean onlyMailbox = SettingsOfDispatcher.onlyMailbox(own).equals(own);
        return onlyMailbox ? mailbox(root, own, alias) : dispatcher(root, own, alias);
    }

    /** Whether a value is such a block. */
    static boolean is(ConfigValue value) {
        if (value.valueType() != ConfigValueType.OBJECT) {
            return false;
        }
        Config block = ((ConfigObject) value).toConfig();
        return MARKS.stream().anyMatch(block::hasPath)
                || block.hasPath("type")
                        && List.of("Dispatcher", "PinnedDispatcher").contains(String.valueOf(block.getAnyRef("type")));
    }

    /** In our words. */
    Config result() {
        return result;
    }

    /** Paths in the block that mean nothing here, in order. */
    Set<String> ignored() {
        return left;
    }

    /** Whether it describes a mailbox that takes whatever comes, which is what actors have anyway. */
    boolean isWithoutBound() {
        return WITHOUT_BOUND.contains(className());
    }

    private String className() {
        return result.hasPath(SettingsOfMailbox.TYPE) ? result.getString(SettingsOfMailbox.TYPE) : "";
    }

    private void readKind() {
        boolean ours = block.hasPath("kind");
        keep("kind");
        keep("parallelism");
        String type = taken("type");
        String executor = taken(EXECUTOR);
        String fallback = taken(FALLBACK);
        understand(FORK_JOIN, SIZES_OF_OTHERS);
        understand(AFFINITY, SIZES_OF_OTHERS);
        understand(THREAD_POOL, SIZES_OF_POOLS);
        if (ours) {
            return;
        }
        if (executor.isEmpty() || executor.equals("default-executor")) {
            executor = fallback.isEmpty() ? FORK_JOIN : fallback;
        }
        if (type.equals("PinnedDispatcher")) {
            put("kind", "pinned");
        } else if (!type.isEmpty() && !type.equals("Dispatcher")) {
            put("type", type); // which will be refused
        } else {
            readExecutor(executor);
        }
    }

    private void readExecutor(String executor) {
        String kind = KINDS.get(executor);
        if (kind == null) {
            put(EXECUTOR, executor); // which will be refused
            return;
        }
        put("kind", kind);
        boolean pool = executor.equals(THREAD_POOL);
        for (String size : pool ? SIZES_OF_POOLS : SIZES_OF_OTHERS) {
            String from = executor + "." + size;
            if (block.hasPath(from) && !block.hasPath("parallelism")) {
                result = result.withValue((pool ? THREAD_POOL : FORK_JOIN) + "." + size, block.getValue(from));
            }
        }
    }

    private void readThroughput() {
        keep("throughput");
        keep(DEADLINE);
        String theirs = DEADLINE + "-time";
        left.remove(theirs);
        if (block.hasPath(theirs) && !block.hasPath(DEADLINE)) {
            result = result.withValue(DEADLINE, block.getValue(theirs));
        }
    }

    private void readRequirement() {
        String demanded = taken(REQUIREMENT);
        if (!demanded.isEmpty()) {
            put(REQUIREMENT, root.className(demanded));
        }
    }

    /** A class of the program's own is given all that stands there. */
    private void readMailbox(List<String> keys, Config all) {
        String name = root.className(taken(SettingsOfMailbox.TYPE));
        if (!name.isEmpty()) {
            put(SettingsOfMailbox.TYPE, name);
        }
        if (!name.isEmpty() && !MigrationRoot.isOurs(name)) {
            result = result.withFallback(all);
            left.clear();
        } else {
            keys.stream().filter(key -> !key.equals(SettingsOfMailbox.TYPE)).forEach(this::keep);
        }
    }

    private void understand(String executor, List<String> sizes) {
        sizes.forEach(size -> left.remove(executor + "." + size));
    }

    /** A text of the block, which is then understood; empty where there is none. */
    private String taken(String path) {
        left.remove(path);
        return block.hasPath(path) ? block.getString(path) : "";
    }

    private void put(String path, String value) {
        result = result.withValue(
                path, ConfigValueFactory.fromAnyRef(value, block.origin().description()));
    }

    private void keep(String path) {
        left.remove(path);
        if (block.hasPath(path)) {
            result = result.withValue(path, block.getValue(path));
        }
    }
}
