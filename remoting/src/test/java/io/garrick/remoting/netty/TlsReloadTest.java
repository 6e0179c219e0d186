package io.garrick.remoting.netty;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ConfigurationException;
import io.garrick.actor.spi.SystemServices;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed while connections stand. */
class TlsReloadTest {

    @TempDir
    static Path folder;

    private static Papers papers;

    private TlsSettings.Pem files;

    @BeforeAll
    static void makePapers() {
        papers = new Papers(folder);
    }

    @BeforeEach
    void writeFiles() throws Exception {
        files = papers.pem("valid");
    }

    @Test
    void renewedFiles_areUsedByNewConnections_andOldOnesGoOn() throws Exception {
        TlsSettings settings = TlsSettings.of(files).withReloadPeriod(Duration.ofMillis(50));
        try (Wire wire = new Wire(NettySettings.defaults().withTls(settings))) {
            int port = wire.listen();
            Ear near = wire.connect(port);
            Ear far = wire.accepted();
            assertEquals(Papers.certificate("valid"), shownAt(port));

            papers.write("second", files);
            await().until(() -> shownAt(port).equals(Papers.certificate("second")));

            near.send("still here");
            await().until(() -> far.text().equals("still here"));
        }
    }

    @Test
    void brokenFiles_changeNothing_andOneLineSaysSo() throws Exception {
        try (Wire wire = new Wire()) {
            Tls tls = new Tls(
                    TlsSettings.of(files), SystemServices.of(wire.system).logger("tls"));
            String key = Files.readString(files.key());

            Files.writeString(files.key(), "no key at all");
            for (int i = 0; i < 3; i++) {
                tls.reload();
            }
            assertEquals(1, wire.warnings.size());
            String line = wire.warnings.get(0).message();
            assertTrue(line.startsWith("TLS files cannot be used: files=" + files + " problem="), line);
            assertTrue(line.endsWith(" the former ones stay in use"), line);

            Files.delete(files.key());
            for (int i = 0; i < 3; i++) {
                tls.reload();
            }
            assertEquals(2, wire.warnings.size());

            Files.writeString(files.key(), key);
            tls.reload();
            assertEquals(2, wire.warnings.size());
        }
    }

    /** In the middle of a renewal the certificate is new and the key is not. */
    @Test
    void halfOfARenewal_isNotUsed() throws Exception {
        try (Wire wire = new Wire()) {
            Tls tls = new Tls(
                    TlsSettings.of(files), SystemServices.of(wire.system).logger("tls"));
            TlsSettings.Pem second = papers.pem("second");

            Files.copy(second.key(), files.key(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            tls.reload();

            assertEquals(1, wire.warnings.size());
            assertTrue(wire.warnings
                    .get(0)
                    .message()
                    .contains("key does not belong to the certificate: subject=CN=valid"));
        }
    }

    @Test
    void filesThatAreNotThere_failTheStart_andAreNamed() throws Exception {
        Files.delete(files.key());
        try (Wire wire = new Wire()) {
            NettyTransport transport =
                    new NettyTransport(NettySettings.defaults().withTls(TlsSettings.of(files)));

            String message = assertThrows(ConfigurationException.class, () -> transport.start(wire.system))
                    .getMessage();

            assertTrue(message.startsWith("TLS files cannot be used: files=" + files), message);
            assertTrue(transport.close().toCompletableFuture().isDone());
        }
    }

    private Certificate shownAt(int port) throws Exception {
        try (SSLSocket socket = (SSLSocket)
                Papers.context("valid").getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
