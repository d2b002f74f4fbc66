// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import io.github.scpsdk.core.ScpConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Trusts the certificates that the application pins, and no others. A server that shows a pinned certificate itself is the
 * one that is meant, whatever name its certificate has: those of appliances often have none that fits. One whose
 * certificate comes from a pinned authority must have the right name.
 */
final class PinnedCertificates {

    private PinnedCertificates() {}

    /** Makes a client trust these certificates only. */
    static OkHttpClient.Builder pin(OkHttpClient.Builder client, List<X509Certificate> certificates) {
        HostnameVerifier byName = client.build().hostnameVerifier();
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("pinned-" + i, certificates.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return client.sslSocketFactory(context.getSocketFactory(), trust)
                    .hostnameVerifier(
                            (host, session) -> isPinned(session, certificates) || byName.verify(host, session));
        } catch (GeneralSecurityException | IOException e) {
            throw new ScpConfigurationException("The pinned certificates cannot be used on this JVM.", e);
        }
    }

    private static boolean isPinned(SSLSession session, List<X509Certificate> certificates) {
        try {
            Certificate[] shown = session.getPeerCertificates();
            return shown.length > 0 && shown[0] instanceof X509Certificate own && certificates.contains(own);
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }
}
