package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a system, to which dispatchers and mailboxes are added at their first use that the program names by the path of their block in the whole
 * configuration, as it did elsewhere. What stands under {@code garrick} goes before. Any thread.
 */
final class SettingsInUse {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsInUse.class);

    @Nullable
    private final MigrationRoot root;

    /** Replaced under the monitor. */
    private volatile SystemSettings settings;

    /** Where {@code root} is given, blocks are read as they are written there. */
    SettingsInUse(SystemSettings settings, @Nullable MigrationRoot root) {
        this.settings = settings;
        this.root = root;
    }

    /** The id of a dispatcher that is meant by one. */
    String dispatcherId(String id) {
        return root == null ? id : root.dispatcherId(id);
    }

    /** With all that has been added up to now. */
    SystemSettings now() {
        return settings;
    }

    /** Whether a mailbox of this id is configured; then it is in the settings. */
    boolean hasMailbox(String id) {
        return settings.mailboxes().containsKey(id)
                || add(
                        id,
                        SettingsOfMailbox.SHARED_KEYS,
                        added -> SettingsOfMailbox.read(added, id, inOurWords(id, false)));
    }

    /** Whether a dispatcher of this id is configured; then it is in the settings. */
    boolean hasDispatcher(String id) {
        return id.equals(SystemSettings.DEFAULT_DISPATCHER)
                || settings.dispatchers().containsKey(id)
                || add(
                        id,
                        SettingsOfDispatcher.allKeys(),
                        added -> SettingsOfDispatcher.read(added, DispatcherSettings.of(id), inOurWords(id, true)));
    }

    private Config block(String path) {
        return settings.config().getConfig(path);
    }

    private Config inOurWords(String path, boolean dispatcher) {
        Config own = block(path);
        if (root == null) {
            return own;
        }
        Config alias = root.section(settings.config());
        AliasBlock read = dispatcher ? AliasBlock.dispatcher(root, own, alias) : AliasBlock.mailbox(root, own, alias);
        if (!read.ignored().isEmpty() && !path.startsWith(root.text() + ".")) { // those have been listed
            LOG.info("configuration keys mean nothing here and are ignored: path={} keys={}", path, read.ignored());
        }
        return read.result();
    }

    private synchronized boolean add(String path, List<String> keys, UnaryOperator<SystemSettings> reading) {
        try {
            Config config = settings.config();
            if (!config.hasPath(path)
                    || config.getValue(path).valueType() != ConfigValueType.OBJECT
                    || keys.stream().noneMatch(block(path)::hasPath)) {
                return false;
            }
            settings = reading.apply(settings);
            return true;
        } catch (ConfigException.BadPath noPath) {
            return false;
        } catch (ConfigException | IllegalArgumentException e) {
            throw new ConfigurationException("configuration is wrong: path=" + path + " problem=" + e.getMessage(), e);
        }
    }
}
