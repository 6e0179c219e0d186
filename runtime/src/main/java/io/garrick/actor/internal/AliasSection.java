package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.garrick.dispatch.BoundedMailbox;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns what stands under the root that a program brings along into what would stand under {@code garrick}, and tells what of it means nothing here. A key that is known
 * with a value that is not is handed on, to be refused where it is read.
 */
final class AliasSection {

    /**
     * What has come of it.
     *
     * @param section what would stand under {@code garrick}
     * @param ignored paths below the root that mean nothing here, in order
     */
    record Translation(Config section, Set<String> ignored) {}

    /** Keys whose values mean the same here, with ours. */
    private static final Map<String, String> SAME = Map.of(
            "daemonic", "daemonic",
            "log-dead-letters-during-shutdown", "dead-letters-logged-during-shutdown",
            "scheduler.tick-duration", "tick",
            "actor.default-mailbox.stash-capacity", "stash-capacity",
            "test.timefactor", "test.timefactor",
            "test.single-expect-default", "test.single-expect-default",
            "test.expect-no-message-default", "test.expect-no-message-default",
            "test.default-timeout", "test.default-timeout",
            "test.filter-leeway", "test.filter-leeway");

    /** Strategies for {@code /user} by the simple name of their class. */
    private static final Map<String, String> STRATEGIES =
            Map.of("DefaultSupervisorStrategy", "default", "StoppingSupervisorStrategy", "stopping");

    private static final String DEPLOYMENT = "actor.deployment";
    private static final String REQUIREMENTS = "actor.mailbox.requirements";
    private static final String BLOCKING = "actor.default-blocking-io-dispatcher";

    private final MigrationRoot root;
    private final Config alias;

    /** Paths of values that have not been understood. */
    private final Set<String> left = new TreeSet<>();

    private Config result = ConfigFactory.empty();

    private AliasSection(MigrationRoot root, Config alias) {
        this.root = root;
        this.alias = alias;
        alias.entrySet().forEach(entry -> left.add(entry.getKey()));
    }

    /** Translates what stands under a root. */
    static Translation translate(MigrationRoot root, Config alias) {
        AliasSection read = new AliasSection(root, alias);
        SAME.forEach(read::move);
        read.readLogging();
        read.readGuardian();
        read.readExtensions();
        read.readDeployments();
        read.readRequirements();
        read.readDispatchers();
        read.readMailboxes();
        read.readShutdown();
        read.readRemote();
        read.understandBlocks(alias.root(), "");
        return new Translation(read.result, read.left);
    }

    private void readLogging() {
        if (has("loglevel")) {
            put("loglevel", alias.getString("loglevel").toLowerCase(Locale.ROOT));
            left.remove("loglevel");
        }
        if (has("log-dead-letters")) {
            move("log-dead-letters", "dead-letters-logged");
            String most = alias.getString("log-dead-letters").toLowerCase(Locale.ROOT);
            if (List.of("on", "true").contains(most)) {
                put("dead-letters-logged", Integer.MAX_VALUE);
            } else if (List.of("off", "false").contains(most)) {
                put("dead-letters-logged", 0);
            }
        }
        if (has("actor.debug.unhandled") && alias.getBoolean("actor.debug.unhandled")) {
            left.remove("actor.debug.unhandled"); // they are logged anyway
        }
    }

    /** Written alike; what a phase says beyond what phases say here is left. */
    private void readShutdown() {
        for (Map.Entry<String, ConfigValue> entry : alias.entrySet()) {
            if (SettingsOfShutdown.understands(ConfigUtil.splitPath(entry.getKey()))) {
                result = result.withValue(entry.getKey(), entry.getValue());
                left.remove(entry.getKey());
            }
        }
    }

    /** Only for programs that ask for it: the old runtime's defaults say something about it in any case, and here a section is enough to listen. */
    private void readRemote() {
        String provider = has("actor.provider") ? alias.getString("actor.provider") : "";
        if (List.of("remote", "cluster").contains(provider) || provider.endsWith(".RemoteActorRefProvider")) {
            if (!provider.equals("cluster")) { // whose members nobody keeps here
                left.remove("actor.provider");
            }
            result = result.withValue("remote", ConfigFactory.empty().root());
            String host = "remote.artery.canonical.hostname";
            if (has(host)
                    && !alias.getString(host).startsWith("<")
                    && !alias.getString(host).isBlank()) {
                move(host, "remote.host");
            }
            move("remote.artery.canonical.port", "remote.port");
        }
    }

    private void readGuardian() {
        String key = "actor.guardian-supervisor-strategy";
        if (has(key)) {
            String name = alias.getString(key);
            String simple = root.owns(name) ? name.substring(name.lastIndexOf('.') + 1) : "";
            put("guardian-supervisor-strategy", STRATEGIES.getOrDefault(simple, name));
            left.remove(key);
        }
    }

    /** Those of the old runtime itself are none here. */
    private void readExtensions() {
        if (has("extensions")) {
            List<String> names = alias.getStringList("extensions");
            List<String> own = names.stream().filter(name -> !root.owns(name)).toList();
            if (!own.isEmpty()) {
                result = result.withValue("extensions", ConfigValueFactory.fromIterable(own));
            }
            left.remove("extensions");
            names.stream().filter(root::owns).forEach(name -> left.add("extensions=" + name));
        }
    }

    /** What is said about all paths holds for those that are named. */
    private void readDeployments() {
        if (!isObject(DEPLOYMENT)) {
            return;
        }
        Config deployments = alias.getConfig(DEPLOYMENT);
        Config all = MigrationRoot.sectionOf(deployments, "default");
        for (Map.Entry<String, ConfigValue> entry : deployments.root().entrySet()) {
            String path = ConfigUtil.joinPath(entry.getKey());
            boolean named = entry.getKey().startsWith("/") && !entry.getKey().contains("*");
            if (!(entry.getValue() instanceof ConfigObject) || !named && !path.equals("default")) {
                continue;
            }
            Config deployment = ((ConfigObject) entry.getValue()).toConfig().withFallback(all);
            for (String setting : List.of("dispatcher", "mailbox", "remote")) {
                left.remove(DEPLOYMENT + "." + path + "." + setting);
                if (named && deployment.hasPath(setting)) {
                    result = result.withValue("deployment." + path + "." + setting, deployment.getValue(setting));
                }
            }
        }
    }

    private void readRequirements() {
        if (!isObject(REQUIREMENTS)) {
            return;
        }
        Config requirements = alias.getConfig(REQUIREMENTS);
        for (Map.Entry<String, ConfigValue> entry : requirements.entrySet()) {
            String name = String.join(".", ConfigUtil.splitPath(entry.getKey())); // quoted or not
            String ours = root.className(name);
            if (!root.owns(ours)) {
                result = result.withValue("mailbox-requirements." + ConfigUtil.joinPath(ours), entry.getValue());
                left.remove(REQUIREMENTS + "." + entry.getKey());
            }
        }
    }

    private void readDispatchers() {
        if (isObject(AliasBlock.DEFAULT_DISPATCHER)) {
            AliasBlock block = AliasBlock.dispatcher(root, alias.getConfig(AliasBlock.DEFAULT_DISPATCHER), alias);
            understand(AliasBlock.DEFAULT_DISPATCHER, block);
            enter("default-dispatcher", block.result());
        }
        if (!alias.hasPath(BLOCKING)) {
            enter(
                    "dispatchers." + ConfigUtil.joinPath(root.text() + "." + BLOCKING),
                    ConfigFactory.parseMap(Map.of("kind", "thread-pool", "parallelism", 16)));
        }
    }

    /** Those that are there whether they are written or not have ids. */
    private void readMailboxes() {
        Config standard = MigrationRoot.sectionOf(alias, AliasBlock.DEFAULT_MAILBOX);
        AliasBlock block = AliasBlock.mailbox(root, standard, ConfigFactory.empty());
        understand(AliasBlock.DEFAULT_MAILBOX, block);
        Config bounds = block.isWithoutBound() ? ConfigFactory.empty() : block.result();
        if (!block.isWithoutBound()) {
            enter("default-mailbox", bounds);
        }
        enter("mailboxes." + ConfigUtil.joinPath(root.text() + "." + AliasBlock.DEFAULT_MAILBOX), bounds);
        enter("mailboxes.unbounded", ConfigFactory.empty());
        Config bounded = ConfigFactory.parseMap(Map.of(SettingsOfMailbox.TYPE, BoundedMailbox.class.getName()));
        enter("mailboxes.bounded", AliasBlock.mailbox(root, bounded, alias).result());
    }

    /** Blocks wherever they stand, which are read when something asks for them by their paths. */
    private void understandBlocks(ConfigObject object, String prefix) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            if (!(entry.getValue() instanceof ConfigObject)) {
                continue;
            }
            ConfigObject inner = (ConfigObject) entry.getValue();
            String path = prefix + ConfigUtil.joinPath(entry.getKey());
            if (AliasBlock.is(inner)) {
                understand(path, AliasBlock.found(root, inner.toConfig(), alias));
            } else {
                understandBlocks(inner, path + ".");
            }
        }
    }

    private void understand(String path, AliasBlock block) {
        for (Map.Entry<String, ConfigValue> entry :
                MigrationRoot.sectionOf(alias, path).entrySet()) {
            if (!block.ignored().contains(entry.getKey())) {
                left.remove(path + "." + entry.getKey());
            }
        }
    }

    private boolean has(String path) {
        return alias.hasPath(path);
    }

    private boolean isObject(String path) {
        return has(path) && alias.getValue(path).valueType() == ConfigValueType.OBJECT;
    }

    private void enter(String path, Config block) {
        result = result.withValue(path, block.root());
    }

    private void put(String path, Object value) {
        result = result.withValue(path, ConfigValueFactory.fromAnyRef(value));
    }

    private void move(String from, String to) {
        if (has(from)) {
            result = result.withValue(to, alias.getValue(from));
            left.remove(from);
        }
    }
}
