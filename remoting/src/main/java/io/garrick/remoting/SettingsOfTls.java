package io.garrick.remoting;

import com.typesafe.config.Config;
import io.garrick.actor.ConfigurationException;
import io.garrick.remoting.netty.TlsSettings;
import io.garrick.remoting.netty.TlsSettings.Pem;
import io.garrick.remoting.netty.TlsSettings.Pkcs12;
import io.garrick.remoting.netty.TlsSettings.Source;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code garrick.remote.tls}: three PEM files, or two PKCS#12 stores. */
final class SettingsOfTls {

    private static final Set<String> OF_PEM = Set.of("certificates", "key", "authorities");
    private static final Set<String> OF_STORES =
            Set.of("key-store", "key-store-password", "trust-store", "trust-store-password");
    private static final String RELOAD = "reload";

    private SettingsOfTls() {}

    static TlsSettings read(Config section) {
        Set<String> given = new TreeSet<>(section.root().keySet());
        boolean reload = given.remove(RELOAD);
        Source source;
        if (given.equals(OF_PEM)) {
            source = new Pem(path(section, "certificates"), path(section, "key"), path(section, "authorities"));
        } else if (given.equals(OF_STORES)) {
            source = new Pkcs12(
                    path(section, "key-store"),
                    section.getString("key-store-password"),
                    path(section, "trust-store"),
                    section.getString("trust-store-password"));
        } else {
            throw new ConfigurationException("configuration is wrong: path=" + SettingsOfRemote.ROOT + ".tls keys="
                    + given
                    + " wanted=either " + new TreeSet<>(OF_PEM) + " or " + new TreeSet<>(OF_STORES) + ", and " + RELOAD
                    + " if you like");
        }
        TlsSettings settings = TlsSettings.of(source);
        return reload ? settings.withReloadPeriod(section.getDuration(RELOAD)) : settings;
    }

    private static Path path(Config section, String key) {
        return Path.of(section.getString(key));
    }
}
