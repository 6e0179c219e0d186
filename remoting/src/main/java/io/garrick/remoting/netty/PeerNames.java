package io.garrick.remoting.netty;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The hosts in the certificate that the other end of a connection has shown: alternative names only, never the subject. */
final class PeerNames {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private PeerNames() {}

    /** Empty where there is no certificate, or none with such names. */
    static Set<String> of(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain[0] instanceof X509Certificate own ? names(own) : Set.of();
        } catch (SSLPeerUnverifiedException | CertificateParsingException none) {
            return Set.of();
        }
    }

    private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new LinkedHashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> each : alternatives) {
                int kind = (Integer) each.get(0);
                if (kind == DNS_NAME || kind == IP_ADDRESS) {
                    names.add((String) each.get(1));
                }
            }
        }
        return names;
    }
}
