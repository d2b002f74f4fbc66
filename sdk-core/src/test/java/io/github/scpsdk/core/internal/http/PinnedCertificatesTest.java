// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpSettings;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** A client trusts exactly the certificates that are pinned. */
class PinnedCertificatesTest {

    private static final HeldCertificate APPLIANCE = new HeldCertificate.Builder()
            .commonName("an appliance without a name")
            .build();

    private static FaultServer serving(HeldCertificate certificate, HeldCertificate... chain) {
        HandshakeCertificates.Builder tls = new HandshakeCertificates.Builder();
        tls.heldCertificate(
                certificate,
                Arrays.stream(chain).map(HeldCertificate::certificate).toArray(X509Certificate[]::new));
        return FaultServer.start(tls.build().sslContext()).always(Responses.note());
    }

    private static TestService trusting(FaultServer server, String pem) {
        return TestService.at(URI.create("https://127.0.0.1:" + server.port()))
                .pinnedCertificates(pem)
                .build();
    }

    @Test
    void trustsASelfSignedCertificateWhateverItsName() throws Exception {
        try (FaultServer server = serving(APPLIANCE);
                TestService notes = trusting(server, APPLIANCE.certificatePem())) {
            assertThat(notes.show().name()).isEqualTo("hello");
            assertThat(notes.create().name()).isEqualTo("hello");
        }
    }

    @Test
    void trustsNoOther() throws Exception {
        HeldCertificate other = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        try (FaultServer server = serving(other);
                TestService notes = trusting(server, APPLIANCE.certificatePem())) {
            assertThatThrownBy(notes::show)
                    .isInstanceOf(ScpConnectionException.class)
                    .hasMessageContaining("Check the certificate");
        }
    }

    @Test
    void asksForTheRightNameWhereAnAuthorityIsPinned() throws Exception {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate right = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(authority)
                .build();
        HeldCertificate wrong = new HeldCertificate.Builder()
                .addSubjectAlternativeName("another.example.com")
                .signedBy(authority)
                .build();
        try (FaultServer server = serving(right);
                TestService notes = trusting(server, authority.certificatePem())) {
            assertThat(notes.show().name()).isEqualTo("hello");
        }
        try (FaultServer server = serving(wrong);
                TestService notes = trusting(server, authority.certificatePem())) {
            assertThatThrownBy(notes::show).isInstanceOf(ScpConnectionException.class);
        }
    }

    @Test
    void refusesWhatIsNoCertificate() {
        assertThatThrownBy(() -> ScpSettings.builder().pinnedCertificates("none"))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageContaining("-----BEGIN CERTIFICATE-----");
        assertThat(ScpSettings.builder()
                        .pinnedCertificates(APPLIANCE.certificatePem() + APPLIANCE.certificatePem())
                        .build()
                        .pinnedCertificates())
                .hasSize(2);
    }
}
