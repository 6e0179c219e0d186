package io.garrick.remoting;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.garrick.actor.ConfigurationException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@link RemoteSettings}. */
final class SettingsOfRemote {

    static final String ROOT = "garrick.remote";

    static final Set<String> KEYS = Set.of(
            "host",
            "port",
            "bind-host",
            "bind-port",
            "lanes",
            "queue",
            "signals",
            "max-connections",
            "max-frame",
            "max-large-frame",
            "large",
            "handshake-timeout",
            "backoff-min",
            "backoff-max",
            "idle-timeout",
            "flush-timeout",
            "heartbeat",
            "patience",
            "untrusted",
            "trusted-selections",
            "deployment",
            "tls");

    private SettingsOfRemote() {}

    static RemoteSettings read(Config config) {
        if (!config.hasPath(ROOT)) {
            return RemoteSettings.defaults();
        }
        Config section = config.getConfig(ROOT);
        for (String key : new TreeSet<>(section.root().keySet())) {
            if (!KEYS.contains(key)) {
                throw new ConfigurationException(
                        "configuration key is unknown: path=" + ROOT + "." + key + " known=" + new TreeSet<>(KEYS));
            }
        }
        try {
            return settings(section, RemoteSettings.defaults());
        } catch (ConfigException | ArithmeticException e) {
            throw new ConfigurationException("configuration is wrong: path=" + ROOT + " problem=" + e.getMessage(), e);
        }
    }

    private static RemoteSettings settings(Config section, RemoteSettings or) {
        return new RemoteSettings(
                section.hasPath("host") ? section.getString("host") : or.host(),
                section.hasPath("port") ? section.getInt("port") : or.port(),
                section.hasPath("bind-host") ? section.getString("bind-host") : or.bindHost(),
                section.hasPath("bind-port") ? section.getInt("bind-port") : or.bindPort(),
                section.hasPath("lanes") ? section.getInt("lanes") : or.lanes(),
                section.hasPath("queue") ? section.getInt("queue") : or.queue(),
                section.hasPath("signals") ? section.getInt("signals") : or.signals(),
                section.hasPath("max-connections") ? section.getInt("max-connections") : or.maxConnections(),
                section.hasPath("max-frame") ? bytes(section, "max-frame") : or.maxFrame(),
                section.hasPath("max-large-frame") ? bytes(section, "max-large-frame") : or.maxLargeFrame(),
                section.hasPath("large") ? section.getStringList("large") : or.large(),
                section.hasPath("handshake-timeout") ? section.getDuration("handshake-timeout") : or.handshakeTimeout(),
                section.hasPath("backoff-min") ? section.getDuration("backoff-min") : or.backoffMin(),
                section.hasPath("backoff-max") ? section.getDuration("backoff-max") : or.backoffMax(),
                section.hasPath("idle-timeout") ? section.getDuration("idle-timeout") : or.idleTimeout(),
                section.hasPath("flush-timeout") ? section.getDuration("flush-timeout") : or.flushTimeout(),
                section.hasPath("heartbeat") ? section.getDuration("heartbeat") : or.heartbeat(),
                section.hasPath("patience") ? section.getDuration("patience") : or.patience(),
                section.hasPath("untrusted") ? section.getBoolean("untrusted") : or.untrusted(),
                section.hasPath("trusted-selections")
                        ? section.getStringList("trusted-selections")
                        : or.trustedSelections(),
                section.hasPath("deployment") ? deployable(section.getConfig("deployment")) : or.deployable(),
                section.hasPath("tls") ? SettingsOfTls.read(section.getConfig("tls")) : or.tls());
    }

    private static List<String> deployable(Config deployment) {
        for (String key : new TreeSet<>(deployment.root().keySet())) {
            if (!key.equals("allow")) {
                throw new ConfigurationException(
                        "configuration key is unknown: path=" + ROOT + ".deployment." + key + " known=[allow]");
            }
        }
        return deployment.hasPath("allow") ? deployment.getStringList("allow") : List.of();
    }

    private static int bytes(Config section, String key) {
        return Math.toIntExact(section.getBytes(key));
    }
}
