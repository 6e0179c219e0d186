package io.garrick.remoting.netty;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * TLS 1.3, both sides with a certificate: that of a node names the host by which others reach it, and an authority that all nodes trust has signed it.
 *
 * @param files where certificate, key and authorities are
 * @param reloadPeriod how often it is seen whether the files have changed; new connections then use what is new
 */
public record TlsSettings(Source files, Duration reloadPeriod) {

    /** How often files are looked at when nothing else is said: each minute. */
    public static final Duration DEFAULT_RELOAD_PERIOD = Duration.ofMinutes(1);

    /**
     * Checks.
     *
     * @param files any
     * @param reloadPeriod more than zero
     * @throws IllegalArgumentException when the period is not
     */
    public TlsSettings {
        Objects.requireNonNull(files, "files");
        if (reloadPeriod.isZero() || reloadPeriod.isNegative()) {
            throw new IllegalArgumentException("reloadPeriod must be more than zero: reloadPeriod=" + reloadPeriod);
        }
    }

    /**
     * By the files, looked at each minute.
     *
     * @param files where certificate, key and authorities are
     * @return the settings
     */
    public static TlsSettings of(Source files) {
        return new TlsSettings(files, DEFAULT_RELOAD_PERIOD);
    }

    /**
     * Another period.
     *
     * @param period more than zero
     * @return otherwise the same
     */
    public TlsSettings withReloadPeriod(Duration period) {
        return new TlsSettings(files, period);
    }

    /** Where certificate, key and authorities are. */
    public sealed interface Source {

        /**
         * All files.
         *
         * @return in the order of the components
         */
        List<Path> paths();
    }

    /**
     * PEM files.
     *
     * @param certificates the node's certificate first, then those between it and the authority
     * @param key PKCS#8, not encrypted
     * @param authorities whom to trust
     */
    public record Pem(Path certificates, Path key, Path authorities) implements Source {

        @Override
        public List<Path> paths() {
            return List.of(certificates, key, authorities);
        }
    }

    /**
     * PKCS#12 stores.
     *
     * @param keyStore has one key, with its certificates
     * @param keyStorePassword opens it and its key
     * @param trustStore has the authorities
     * @param trustStorePassword opens it
     */
    public record Pkcs12(Path keyStore, String keyStorePassword, Path trustStore, String trustStorePassword)
            implements Source {

        @Override
        public List<Path> paths() {
            return List.of(keyStore, trustStore);
        }

        /** Without the passwords. */
        @Override
        public String toString() {
            return "Pkcs12[keyStore=" + keyStore + ", trustStore=" + trustStore + "]";
        }
    }
}
