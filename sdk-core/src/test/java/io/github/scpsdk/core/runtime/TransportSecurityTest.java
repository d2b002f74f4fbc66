// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.schema.Arguments;
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
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** TLS is the only thing that protects a body, so nothing of ours can switch it off; who trusts whom is the application's own client to say. */
@Isolated // sets the process's proxy for a moment
class TransportSecurityTest {

    private static final String THING = "{\"name\":\"x\"}";

    @StartStop
    final MockWebServer server = new MockWebServer();

    @Test
    void refusesACertificateThatNobodyTrusts() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        speak(certificate);

        assertThatThrownBy(() -> call(Things.builder().endpointOverride(https())))
                .isInstanceOf(ScpConnectionException.class)
                .hasMessageContaining("The request did not reach the platform")
                .hasMessageContaining("Check the certificate");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void refusesATrustedCertificateOfAnotherHost() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("things.example.com")
                .build();
        speak(certificate);

        assertThatThrownBy(() -> call(Things.builder().endpointOverride(https()).httpClient(trusting(certificate))))
                .isInstanceOf(ScpConnectionException.class)
                .hasMessageContaining("Check the certificate");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void trustsWhatTheApplicationsClientTrusts() {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        speak(certificate);
        server.enqueue(new MockResponse.Builder().body(THING).build());

        call(Things.builder().endpointOverride(https()).httpClient(trusting(certificate)));

        assertThat(server.getRequestCount()).isEqualTo(1);
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
            assertThatThrownBy(
                            () -> call(Things.builder().endpointOverride(https).httpClient(clear)))
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
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            server.enqueue(new MockResponse.Builder().body(THING).build());

            withProxy(proxy, () -> call(Things.builder(server)));

            assertThat(proxy.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void showsTheProcesssProxyNothingButTheHost() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(new MockResponse.Builder().code(502).build());

            withProxy(
                    proxy,
                    () -> assertThatThrownBy(() -> call(Things.builder()
                                    .region("kr-west1")
                                    .environment(io.github.scpsdk.core.ScpEnvironment.ENTERPRISE)))
                            .isInstanceOf(ScpConnectionException.class));

            RecordedRequest seen = proxy.takeRequest();
            assertThat(seen.getRequestLine()).isEqualTo("CONNECT things.kr-west1.e.samsungsdscloud.com:443 HTTP/1.1");
            assertThat(seen.getHeaders().names()).noneMatch(name -> name.startsWith("Scp-"));
        }
    }

    /** No class of ours says whom to trust, so there is nothing to say it wrongly. */
    @Test
    void hasNoCodeThatDecidesTrust() {
        noClasses()
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

    private static void withProxy(MockWebServer proxy, Run run) {
        String[] names = {"http.proxyHost", "http.proxyPort", "https.proxyHost", "https.proxyPort", "http.nonProxyHosts"
        };
        String port = Integer.toString(proxy.getPort());
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

    private void speak(HeldCertificate certificate) {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
    }

    private static OkHttpClient trusting(HeldCertificate certificate) {
        HandshakeCertificates trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    private URI https() {
        return URI.create("https://localhost:" + server.getPort());
    }

    private static void call(Things.Builder builder) {
        CallExecutor client =
                builder.credentials(Things.KEYS).retryPolicy(RetryPolicy.none()).build();
        try {
            client.execute(Things.SHOW, Arguments.path("x"));
        } finally {
            client.close();
        }
    }
}
