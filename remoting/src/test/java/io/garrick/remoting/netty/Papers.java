package io.garrick.remoting.netty;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The certificates of {@code resources/tls}, by their names, as files in a folder and as the JDK wants them. */
public final class Papers {

    static final String PASSWORD = "changeit";

    private final Path folder;

    public Papers(Path folder) {
        this.folder = folder;
    }

    /** The files of one, in a folder of its own. */
    public TlsSettings.Pem pem(String name) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        TlsSettings.Pem pem =
                new TlsSettings.Pem(own.resolve("chain.pem"), own.resolve("key.pem"), own.resolve("ca.pem"));
        write(name, pem);
        return pem;
    }

    /** As a renewal does it. */
    void write(String name, TlsSettings.Pem to) throws IOException {
        Files.write(to.authorities(), content("ca.pem"));
        Files.write(to.certificates(), content(name + ".pem"));
        Files.write(to.key(), content(name + ".key"));
    }

    TlsSettings.Pkcs12 pkcs12(String name) throws Exception {
        return new TlsSettings.Pkcs12(
                saved(own(name), name + "-key.p12"), PASSWORD, saved(trusted(), name + "-trust.p12"), PASSWORD);
    }

    /** What a client or server of the JDK needs: with this certificate, or without one. */
    public static SSLContext context(@Nullable String name) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(name == null ? empty() : own(name), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    static Certificate certificate(String name) throws GeneralSecurityException {
        return chain(name + ".pem")[0];
    }

    private static KeyStore own(String name) throws GeneralSecurityException, IOException {
        KeyStore own = empty();
        own.setKeyEntry(name, key(name), PASSWORD.toCharArray(), chain(name + ".pem"));
        return own;
    }

    private static KeyStore trusted() throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("ca", chain("ca.pem")[0]);
        return trusted;
    }

    private static Certificate[] chain(String file) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(content(file)))
                .toArray(Certificate[]::new);
    }

    private static PrivateKey key(String name) throws GeneralSecurityException {
        String text = new String(content(name + ".key"), StandardCharsets.US_ASCII).replaceAll("-----.*-----", "");
        byte[] encoded = Base64.getMimeDecoder().decode(text);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
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

    private static byte[] content(String file) {
        try (InputStream in = Objects.requireNonNull(Papers.class.getResourceAsStream("/tls/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
