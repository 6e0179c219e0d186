package io.garrick.remoting.netty;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a node is and whom it trusts, as read from files.
 *
 * @param key belongs to the first of the chain
 */
record TlsIdentity(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {

    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** Makes sense of files; what is wrong with them the exception says, but not what is in them. */
    static TlsIdentity of(TlsSettings.Source source, List<byte[]> contents)
            throws GeneralSecurityException, IOException {
        TlsIdentity read = source instanceof TlsSettings.Pkcs12 stores
                ? ofStores(stores, contents)
                : new TlsIdentity(
                        pemKey(contents.get(1)), certificates(contents.get(0)), certificates(contents.get(2)));
        if (read.chain.isEmpty() || read.authorities.isEmpty()) {
            throw new CertificateException(
                    "certificates are missing: chain=" + read.chain.size() + " authorities=" + read.authorities.size());
        }
        read.ensureKeyFits();
        return read;
    }

    private static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        return x509(new ArrayList<>(found));
    }

    private static PrivateKey pemKey(byte[] pem) throws GeneralSecurityException {
        Matcher block = PEM_KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw new InvalidKeyException("no \"BEGIN PRIVATE KEY\": the key has to be PKCS#8 and not encrypted");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // one of another algorithm
            }
        }
        throw new InvalidKeyException("key is none of EC, RSA, EdDSA");
    }

    private static TlsIdentity ofStores(TlsSettings.Pkcs12 stores, List<byte[]> contents)
            throws GeneralSecurityException, IOException {
        char[] password = stores.keyStorePassword().toCharArray();
        KeyStore own = store(contents.get(0), password);
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(own.aliases())) {
            if (own.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new InvalidKeyException("key store must have one key: keys=" + keys);
        }
        Key key = own.getKey(keys.get(0), password);
        if (!(key instanceof PrivateKey)) {
            throw new InvalidKeyException("key is not a private one: alias=" + keys.get(0));
        }
        KeyStore trusted = store(contents.get(1), stores.trustStorePassword().toCharArray());
        List<Certificate> authorities = new ArrayList<>();
        for (String alias : Collections.list(trusted.aliases())) {
            if (trusted.isCertificateEntry(alias)) {
                authorities.add(trusted.getCertificate(alias));
            }
        }
        return new TlsIdentity(
                (PrivateKey) key, x509(List.of(own.getCertificateChain(keys.get(0)))), x509(authorities));
    }

    private static KeyStore store(byte[] content, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(content), password);
        return store;
    }

    private static List<X509Certificate> x509(List<? extends Certificate> certificates) {
        return certificates.stream().map(X509Certificate.class::cast).toList();
    }

    /** Half of a renewal, a new key beside the old certificate, would fail each handshake. */
    private void ensureKeyFits() throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        Signature signing = Signature.getInstance(signatureOf(key));
        signing.initSign(key);
        signing.update(probe);
        byte[] signed = signing.sign();
        String other = chain.get(0).getPublicKey().getAlgorithm();
        if (!sameKind(other, key.getAlgorithm()) || !verifies(probe, signed)) {
            throw new InvalidKeyException("key does not belong to the certificate: subject="
                    + chain.get(0).getSubjectX500Principal());
        }
    }

    private boolean verifies(byte[] probe, byte[] signed) throws GeneralSecurityException {
        Signature checking = Signature.getInstance(signatureOf(key));
        checking.initVerify(chain.get(0).getPublicKey());
        checking.update(probe);
        return checking.verify(signed);
    }

    private static boolean sameKind(String one, String other) {
        return kind(one).equals(kind(other));
    }

    private static String kind(String algorithm) {
        return algorithm.startsWith("Ed") ? "EdDSA" : algorithm;
    }

    private static String signatureOf(PrivateKey key) {
        return switch (kind(key.getAlgorithm())) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "EdDSA";
        };
    }
}
