package io.garrick.remoting.netty;

import io.garrick.actor.ConfigurationException;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Makes the TLS part of connections, with what the files say now. Any thread; reading the files is for one that may block, one at a time. */
final class Tls {

    private static final String PROTOCOL = "TLSv1.3";

    /** How long one that has knocked may take to show who it is. */
    private static final int WELCOME_SECONDS = 5;

    /** How long the other side has for its part of an orderly end. */
    private static final int LINGER_SECONDS = 5;

    /** So short that no session is resumed: a connection lasts, and each is to be checked against the certificates of its day. */
    private static final int SESSION_SECONDS = 1;

    private final TlsSettings settings;
    private final Logger log;

    /** What has been made of the files, or that nothing can be. Written by {@link #reload} only. */
    private String seen;

    private volatile Contexts contexts;

    /** The two sides of connections. */
    private record Contexts(SslContext server, SslContext client) {}

    /**
     * Reads the files.
     *
     * @throws ConfigurationException when that cannot be done, or makes no sense
     */
    Tls(TlsSettings settings, Logger log) {
        this.settings = settings;
        this.log = log;
        try {
            List<byte[]> contents = read(settings.files());
            seen = digest(contents);
            contexts = made(settings.files(), contents);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new ConfigurationException(problem(settings, e), e);
        }
    }

    /** For a connection to that host, which has to show that it is that. The handshake has no time of its own. */
    SslHandler outgoing(ByteBufAllocator buffers, String host, int port) {
        SslHandler handler = contexts.client().newHandler(buffers, Hosts.bare(host), port);
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyReadTimeout(LINGER_SECONDS, TimeUnit.SECONDS);
        return handler;
    }

    /** For a connection from somebody who has to show a certificate. */
    SslHandler incoming(ByteBufAllocator buffers) {
        SslHandler handler = contexts.server().newHandler(buffers);
        handler.setHandshakeTimeout(WELCOME_SECONDS, TimeUnit.SECONDS);
        handler.setCloseNotifyReadTimeout(LINGER_SECONDS, TimeUnit.SECONDS);
        return handler;
    }

    /** Looks at the files again. What is broken is said once; meanwhile what was read before is good enough. */
    synchronized void reload() {
        String now = null;
        try {
            List<byte[]> contents = read(settings.files());
            now = digest(contents);
            if (now.equals(seen)) {
                return;
            }
            contexts = made(settings.files(), contents);
            log.info("TLS files were read anew: files={}", settings.files());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            keepOld(now, e);
        }
        seen = now == null ? "" : now;
    }

    private void keepOld(@Nullable String now, Exception problem) {
        if (now != null || !seen.isEmpty()) {
            log.warn("{} the former ones stay in use", problem(settings, problem));
        }
    }

    private static String problem(TlsSettings settings, Exception problem) {
        return "TLS files cannot be used: files=" + settings.files() + " problem=" + problem;
    }

    private static List<byte[]> read(TlsSettings.Source files) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path path : files.paths()) {
            contents.add(Files.readAllBytes(path));
        }
        return contents;
    }

    private static String digest(List<byte[]> contents) throws GeneralSecurityException {
        StringBuilder digests = new StringBuilder();
        for (byte[] content : contents) {
            digests.append(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        }
        return digests.toString();
    }

    private static Contexts made(TlsSettings.Source files, List<byte[]> contents)
            throws IOException, GeneralSecurityException {
        TlsIdentity identity = TlsIdentity.of(files, contents);
        SslContext server = common(SslContextBuilder.forServer(identity.key(), identity.chain()), identity)
                .clientAuth(ClientAuth.REQUIRE)
                .build();
        SslContext client = common(SslContextBuilder.forClient().keyManager(identity.key(), identity.chain()), identity)
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
        return new Contexts(server, client);
    }

    private static SslContextBuilder common(SslContextBuilder builder, TlsIdentity identity) {
        return builder.sslProvider(SslProvider.JDK)
                .protocols(PROTOCOL)
                .trustManager(identity.authorities())
                .sessionTimeout(SESSION_SECONDS);
    }
}
