package io.garrick.remoting.netty;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.spi.Transport.End;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and who does not. */
class TlsTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    static Path folder;

    private static Papers papers;

    @BeforeAll
    static void makePapers() {
        papers = new Papers(folder);
    }

    private static NettySettings as(String name) throws Exception {
        return NettySettings.defaults().withTls(TlsSettings.of(papers.pem(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid", "wrong-name"})
    void callerOfTheAuthority_getsIn_andItsNamesAreKnown(String name) throws Exception {
        try (Wire server = new Wire(as("valid"));
                Wire client = new Wire(as(name))) {
            Ear near = client.connect(server.listen());
            near.send("let me in");
            Ear far = server.accepted();

            await().until(() -> far.text().equals("let me in"));
            CompletableFuture<Optional<Set<String>>> names = new CompletableFuture<>();
            far.link().execute(() -> names.complete(far.link().peerNames()));
            assertEquals(
                    Optional.of(name.equals("valid") ? Set.of("127.0.0.1", "localhost") : Set.of("elsewhere.example")),
                    names.get(5, SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-ca", "expired", "not-yet-valid", "self-signed"})
    void callerWithOtherPapers_isNotLetIn(String name) throws Exception {
        try (Wire server = new Wire(as("valid"));
                Wire client = new Wire(as(name))) {
            Ear near = client.connect(server.listen());
            near.end();

            assertNotEquals(End.CLOSED, near.endOrNull());
            assertTrue(server.accepted.isEmpty());
        }
    }

    @DisplayName("N10: a host without a certificate of the authority for its name is not trusted")
    @ParameterizedTest
    @ValueSource(strings = {"wrong-ca", "expired", "not-yet-valid", "self-signed", "wrong-name"})
    void hostWithOtherPapers_isNotTrusted(String name) throws Exception {
        try (Wire server = new Wire(as(name));
                Wire client = new Wire(as("valid"))) {
            Ear near = client.connect(server.listen());

            assertEquals(End.UNREACHABLE, near.end());
            assertInstanceOf(SSLException.class, near.cause());
            assertNull(near.linkOrNull());
            assertTrue(server.accepted.isEmpty());
        }
    }

    @Test
    void callerWithoutPapers_orOfAnOlderProtocol_isNotLetIn() throws Exception {
        try (Wire server = new Wire(as("valid"))) {
            int port = server.listen();

            assertThrows(IOException.class, () -> knock(port, null, "TLSv1.3"));
            assertThrows(IOException.class, () -> knock(port, "valid", "TLSv1.2"));
            assertTrue(server.accepted.isEmpty());

            assertEquals('!', knock(port, "valid", "TLSv1.3"));
            server.accepted();
        }
    }

    /** Says something as a client of the JDK; gives the first byte of the answer. */
    private static int knock(int port, @Nullable String name, String protocol) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) Papers.context(name).getSocketFactory().createSocket(HERE, port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setSoTimeout(1000);
            socket.getOutputStream().write('?');
            try {
                return socket.getInputStream().read();
            } catch (java.net.SocketTimeoutException accepted) { // an ear says nothing, but it has not hung up either
                return '!';
            }
        }
    }

    @Test
    void callerWithoutTls_isNotLetIn_andItsBytesAreNotLogged() throws Exception {
        try (Wire server = new Wire(as("valid"));
                Socket plain = new Socket(HERE, server.listen())) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            plain.getInputStream().readAllBytes(); // until it is hung up

            assertTrue(server.accepted.isEmpty());
            assertEquals(List.of(), server.warnings);
            assertEquals(
                    "what came is not TLS", Ends.problem(new io.netty.handler.ssl.NotSslRecordException("47455420")));
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT) // mostly waits
    void callerThatSaysNothing_isNotWaitedForLong() throws Exception {
        try (Wire server = new Wire(as("valid"));
                Socket silent = new Socket(HERE, server.listen())) {
            silent.setSoTimeout(15_000);

            assertEquals(-1, silent.getInputStream().read());
            assertTrue(server.accepted.isEmpty());
        }
    }

    @Test
    void hostThatSaysNothing_isUnreachable_inTheTimeOfTheCall() throws Exception {
        try (Wire client = new Wire(as("valid"));
                ServerSocket silent = new ServerSocket(0, 5, HERE)) {
            Ear near = new Ear();
            client.transport.connect("127.0.0.1", silent.getLocalPort(), MILLISECONDS.toNanos(300), near);

            assertEquals(End.UNREACHABLE, near.end());
            assertInstanceOf(io.netty.channel.ConnectTimeoutException.class, near.cause());
        }
    }

    @Test
    void pkcs12_worksAsWell_andItsPasswordIsNotShown() throws Exception {
        TlsSettings settings = TlsSettings.of(papers.pkcs12("valid"));
        try (Wire wire = new Wire(NettySettings.defaults().withTls(settings))) {
            Ear near = new Ear();
            wire.transport.connect("localhost", wire.listen(), SECONDS.toNanos(5), near);
            near.send("by store");
            Ear far = wire.accepted();

            await().until(() -> far.text().equals("by store"));
            assertFalse(settings.toString().contains(Papers.PASSWORD));
        }
    }

    @Test
    void orderlyClose_deliversAll_inBothDirections() throws Exception {
        int chunks = 300;
        try (Wire wire = new Wire(as("valid"))) {
            Ear near = wire.connect(wire.listen());
            Ear far = wire.accepted();
            for (Ear ear : List.of(near, far)) {
                ear.sendAndTell(chunks);
            }
            await().until(() -> near.hasTold() && far.hasTold());
            near.link().close();
            far.link().close();

            assertEquals(End.CLOSED, near.end());
            assertEquals(End.CLOSED, far.end());
            assertEquals(chunks * 64 * 1024, near.size());
            assertEquals(chunks * 64 * 1024, far.size());
        }
    }

    /** Anybody on the way can end a TCP connection; TLS tells that from an end that was meant. */
    @Test
    void endWithoutFarewell_isReset() throws Exception {
        try (Wire server = new Wire(as("valid"))) {
            int port = server.listen();
            try (Socket tcp = new Socket(HERE, port);
                    SSLSocket tls = (SSLSocket)
                            Papers.context("valid").getSocketFactory().createSocket(tcp, "127.0.0.1", port, false)) {
                tls.startHandshake();
                Ear far = server.accepted();
                far.link();
                tcp.shutdownOutput();

                assertEquals(End.RESET, far.end());
            }
        }
    }
}
