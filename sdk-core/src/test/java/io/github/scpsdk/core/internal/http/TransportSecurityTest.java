// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Received;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** TLS is the only thing that protects a body, so nothing of ours can switch it off; who trusts whom is the application's own client to say. */
@Isolated // sets the process's proxy for a moment
class TransportSecurityTest {

    @AutoClose
    final FaultServer server = FaultServer.start();

    @Test
    void refusesACertificateThatNobodyTrusts() throws IOException {
        try (FaultServer secure = speaking(certificateOf("localhost"))) {
            assertThatThrownBy(() -> call(TestService.builder().endpointOverride(secure.endpoint("localhost"))))
                    .isInstanceOf(ScpConnectionException.class)
                    .hasMessageContaining("The request did not reach the platform")
                    .hasMessageContaining("Check the certificate");
            assertThat(secure.count()).isZero();
        }
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() throws IOException {
        HeldCertificate certificate = certificateOf("notes.example.com");
        try (FaultServer secure = speaking(certificate)) {
            assertThatThrownBy(() -> call(TestService.builder()
                            .endpointOverride(secure.endpoint("localhost"))
                            .httpClient(trusting(certificate))))
                    .isInstanceOf(ScpConnectionException.class)
                    .hasMessageContaining("Check the certificate");
            assertThat(secure.count()).isZero();
        }
    }

    @Test
    void trustsWhatTheApplicationsClientTrusts() throws IOException {
        HeldCertificate certificate = certificateOf("localhost");
        try (FaultServer secure = speaking(certificate)) {
            call(TestService.builder()
                    .endpointOverride(secure.endpoint("localhost"))
                    .httpClient(trusting(certificate)));
            assertThat(secure.count()).isEqualTo(1);
        }
    }

    @Test
    void speaksTlsToHttpsWhateverTheApplicationsClientSays() throws IOException {
        OkHttpClient clear = new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .build();

        // the server does not speak TLS; that it was spoken to it is what matters
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answerInTheClear(plain);
            URI https = URI.create("https://127.0.0.1:" + plain.getLocalPort());
            assertThatThrownBy(() ->
                            call(TestService.builder().endpointOverride(https).httpClient(clear)))
                    .isInstanceOf(ScpConnectionException.class)
                    .hasCauseInstanceOf(SSLException.class);
        }
    }

    /** Whatever it is told: the random bytes of a handshake can look like the beginning of a request, for which a real server would wait. */
    private static void answerInTheClear(ServerSocket server) {
        Thread thread = new Thread(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    if (server.isClosed()) {
                        return;
                    }
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void asksNoProxyTheWayToThisMachine() throws Exception {
        try (FaultServer proxy = FaultServer.start()) {
            server.always(Responses.note());

            withProxy(proxy, () -> call(TestService.at(server)));

            assertThat(proxy.count()).isZero();
            assertThat(server.count()).isEqualTo(1);
        }
    }

    @Test
    void showsTheProcesssProxyNothingButTheHost() throws Exception {
        try (FaultServer proxy = FaultServer.start()) {
            proxy.always(Responses.empty(502));

            withProxy(
                    proxy,
                    () -> assertThatThrownBy(() -> call(TestService.builder()
                                    .region("kr-west1")
                                    .environment(io.github.scpsdk.core.ScpEnvironment.ENTERPRISE)))
                            .isInstanceOf(ScpConnectionException.class));

            Received seen = proxy.take();
            assertThat(seen.requestLine()).isEqualTo("CONNECT notes.kr-west1.e.samsungsdscloud.com:443 HTTP/1.1");
            assertThat(seen.headers()).noneMatch(name -> name.startsWith("Scp-"));
        }
    }

    /** No class of ours says whom to trust, so there is nothing to say it wrongly. */
    @Test
    void hasNoCodeThatDecidesTrust() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PinnedCertificates") // trusts what the application pins, and nothing else
                .and()
                .doNotHaveSimpleName("ShownCertificates") // trusts nothing
                .should()
                .dependOnClassesThat()
                .areAssignableTo(TrustManager.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(HostnameVerifier.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SSLContext.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SSLSocketFactory.class)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.scpsdk.core"));
        assertThat(Arrays.stream(ScpClientBuilder.class.getMethods()).map(Method::getName))
                .noneMatch(name -> name.matches("(?i).*(trust|insecure|verif|ssl|tls|proxy).*"));
    }

    private interface Run {
        void run();
    }

    private static void withProxy(FaultServer proxy, Run run) {
        String[] names = {"http.proxyHost", "http.proxyPort", "https.proxyHost", "https.proxyPort", "http.nonProxyHosts"
        };
        String port = Integer.toString(proxy.port());
        String[] values = {"127.0.0.1", port, "127.0.0.1", port, ""};
        String[] before = Arrays.stream(names).map(System::getProperty).toArray(String[]::new);
        try {
            for (int i = 0; i < names.length; i++) {
                System.setProperty(names[i], values[i]);
            }
            run.run();
        } finally {
            for (int i = 0; i < names.length; i++) {
                if (before[i] == null) {
                    System.clearProperty(names[i]);
                } else {
                    System.setProperty(names[i], before[i]);
                }
            }
        }
    }

    private static HeldCertificate certificateOf(String host) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
    }

    private static FaultServer speaking(HeldCertificate certificate) {
        return FaultServer.start(new HandshakeCertificates.Builder()
                        .heldCertificate(certificate)
                        .build()
                        .sslContext())
                .always(Responses.note());
    }

    private static OkHttpClient trusting(HeldCertificate certificate) {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    private static void call(TestService.Builder builder) {
        CallExecutor client = builder.credentials(TestService.KEYS)
                .retryPolicy(RetryPolicy.none())
                .buildExecutor();
        try {
            client.execute(TestService.SHOW_NOTE, Arguments.path("x"));
        } finally {
            client.close();
        }
    }
}
