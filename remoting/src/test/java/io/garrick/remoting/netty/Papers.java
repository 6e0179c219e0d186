package io.garrick.remoting.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates for tests, made by the JDK's keytool when they are wanted. */
final class Papers {

    static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path all;

    Papers(Path folder) throws Exception {
        this.folder = folder;
        this.all = folder.resolve("all.p12");
        keytool("-alias", "ca", "-ext", "bc:critical=ca:true");
        keytool("-alias", "other-ca", "-ext", "bc:critical=ca:true");
    }

    /** One more, signed by this authority, or by itself. */
    Papers with(String name, @Nullable String signer, String host, int fromDay, int days) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "-alias", name, "-ext", "san=" + host, "-startdate", fromDay + "d", "-validity", String.valueOf(days)));
        if (signer != null) {
            options.addAll(List.of("-signer", signer));
        }
        options.replaceAll(option -> option.matches("\\d+d") ? "+" + option : option);
        keytool(options.toArray(String[]::new));
        return this;
    }

    private void keytool(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-keystore",
                all.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + options[1]));
        command.addAll(List.of(options));
        Path said = folder.resolve("keytool.txt");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        assertEquals(0, status, Files.readString(said));
    }

    /** The files of one, in a folder of its own. */
    TlsSettings.Pem pem(String name) throws Exception {
        Path own = Files.createDirectories(folder.resolve(name));
        TlsSettings.Pem pem =
                new TlsSettings.Pem(own.resolve("chain.pem"), own.resolve("key.pem"), own.resolve("ca.pem"));
        write(name, pem);
        return pem;
    }

    /** As a renewal does it. */
    void write(String name, TlsSettings.Pem to) throws Exception {
        KeyStore store = store();
        StringBuilder chain = new StringBuilder();
        for (Certificate each : store.getCertificateChain(name)) {
            chain.append(block("CERTIFICATE", each.getEncoded()));
        }
        Files.writeString(
                to.authorities(),
                block("CERTIFICATE", store.getCertificate("ca").getEncoded()));
        Files.writeString(to.certificates(), chain);
        Files.writeString(
                to.key(),
                block("PRIVATE KEY", store.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    TlsSettings.Pkcs12 pkcs12(String name) throws Exception {
        KeyStore from = store();
        KeyStore own = empty();
        own.setKeyEntry(
                name,
                from.getKey(name, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                from.getCertificateChain(name));
        KeyStore trusted = empty();
        trusted.setCertificateEntry("ca", from.getCertificate("ca"));
        return new TlsSettings.Pkcs12(
                saved(own, name + "-key.p12"), PASSWORD, saved(trusted, name + "-trust.p12"), PASSWORD);
    }

    /** What a client of the JDK needs: with this certificate, or without one. */
    SSLContext context(@Nullable String name) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = empty();
        if (name != null) {
            own.setKeyEntry(
                    name,
                    store().getKey(name, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    store().getCertificateChain(name));
        }
        keys.init(own, PASSWORD.toCharArray());
        KeyStore trusted = empty();
        trusted.setCertificateEntry("ca", store().getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    Certificate certificate(String name) throws Exception {
        return store().getCertificate(name);
    }

    private Path saved(KeyStore store, String name) throws Exception {
        Path path = folder.resolve(name);
        try (var out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return path;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(all)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String block(String label, byte[] content) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }
}
