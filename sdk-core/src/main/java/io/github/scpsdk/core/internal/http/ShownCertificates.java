// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Keeps the certificates that a server shows, and refuses every one of them. Nothing is sent over such a connection. */
final class ShownCertificates implements X509TrustManager {

    private volatile List<X509Certificate> shown = List.of();

    /** Returns a client like this one that trusts nobody. */
    OkHttpClient with(OkHttpClient client) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, null);
        return client.newBuilder()
                .sslSocketFactory(context.getSocketFactory(), this)
                .build();
    }

    /** Returns what the last server showed; empty when it showed nothing. */
    List<X509Certificate> shown() {
        return shown;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        shown = List.of(chain);
        throw new CertificateException("only looked at");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
