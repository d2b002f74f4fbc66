// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.resilience;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Certificates made for the tests. */
final class Tls {

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();

    private static FaultServer untrusted;

    private Tls() {}

    static HandshakeCertificates server() {
        return new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
    }

    /** A client that trusts {@link #server()}. */
    static OkHttpClient trusting() {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    /** A server whose certificate nobody trusts; it is there until the tests end. */
    static synchronized FaultServer untrusted() throws IOException {
        if (untrusted == null) {
            untrusted = FaultServer.start(server().sslContext());
        }
        return untrusted;
    }

    /** A client that trusts {@link #server()}, but whose first connection breaks before TLS begins. */
    static OkHttpClient failingFirst() {
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
