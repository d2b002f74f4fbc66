// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.testing;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Certificates made for the tests. */
public final class Tls {

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();

    private static FaultServer untrusted;

    private Tls() {}

    public static HandshakeCertificates server() {
        return new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
    }

    /** A client that trusts {@link #server()}. */
    public static OkHttpClient trusting() {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    /** A server whose certificate nobody trusts; it is there until the tests end. */
    public static synchronized FaultServer untrusted() throws IOException {
        if (untrusted == null) {
            untrusted = FaultServer.start(server().sslContext());
        }
        return untrusted;
    }

    /** A client that trusts {@link #server()}, but whose first connection breaks before TLS begins. */
    public static OkHttpClient failingFirst() {
        AtomicBoolean failed = new AtomicBoolean();
        return trusting()
                .newBuilder()
                .eventListener(new EventListener() {
                    @Override
                    public void secureConnectStart(Call call) {
                        if (failed.compareAndSet(false, true)) {
                            call.cancel();
                        }
                    }
                })
                .build();
    }
}
