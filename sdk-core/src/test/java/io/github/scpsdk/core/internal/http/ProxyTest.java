// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A proxy between us and the platform: of the application's own client, or of the system properties. */
@Timeout(180)
class ProxyTest {

    private static final URI PLATFORM = URI.create("https://notes.example");

    private FaultServer proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = FaultServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private OkHttpClient.Builder throughProxy() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(loopback, proxy.port())));
    }

    @Test
    void theProxyOfTheSystemPropertiesIsUsed() throws Exception {
        Map<String, String> properties = Map.of(
                "https.proxyHost",
                "127.0.0.1",
                "https.proxyPort",
                String.valueOf(proxy.port()),
                "http.proxyHost",
                "127.0.0.1",
                "http.proxyPort",
                String.valueOf(proxy.port()));
        proxy.always(Responses.empty(502));
        properties.forEach(System::setProperty);
        try (TestService tunnelled = TestService.at(PLATFORM).build();
                TestService inTheClear = TestService.at(URI.create("http://notes.example"))
                        .allowPlainHttp(true)
                        .build()) {
            assertThatThrownBy(tunnelled::create).isInstanceOf(ScpConnectionException.class);
            assertThat(proxy.received()).allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("CONNECT");
                assertThat(request.target()).isEqualTo("notes.example:443");
            });
            assertThatThrownBy(inTheClear::create).isInstanceOf(OutcomeUnknownException.class);
            assertThat(proxy.count("POST")).isEqualTo(1);
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void aTunnelThatIsRefusedMeansThatNothingArrived() throws Exception {
        List<FaultServer.Response> refusals = List.of(
                Responses.empty(502),
                Responses.empty(503, "Retry-After: 0"),
                Responses.empty(403),
                Responses.closing(),
                Responses.resetting(),
                Responses.empty(407, "Proxy-Authenticate: Basic realm=\"proxy\""),
                Responses.garbage());
        for (FaultServer.Response refusal : refusals) {
            proxy.always(refusal);
            try (TestService notes =
                    TestService.at(PLATFORM).httpClient(throughProxy().build()).build()) {
                int before = proxy.count();
                assertThatThrownBy(notes::create)
                        .isInstanceOf(ScpConnectionException.class)
                        .hasMessageContaining("did not reach the platform");
                assertThat(proxy.count("CONNECT")).isEqualTo(proxy.count());
                assertThat(proxy.count() - before).isEqualTo(3);
            }
        }
        assertThat(proxy.received()).allMatch(request -> request.header("Scp-Signature") == null);
    }

    @Test
    void aTunnelThatIsNeverMadeIsBounded() throws Exception {
        proxy.always(Responses.stalling());
        try (TestService notes = TestService.at(PLATFORM)
                .httpClient(throughProxy().build())
                .timeout(Duration.ofMillis(400))
                .build()) {
            assertThatThrownBy(notes::create).isInstanceOf(ScpTimeoutException.class);
        }
    }

    @Test
    void theProxyAuthenticatorMakesTheTunnelAndSeesNoSignature() throws Exception {
        proxy.then(Responses.empty(407, "Proxy-Authenticate: Basic realm=\"proxy\""))
                .always((request, wire) -> {
                    wire.send("HTTP/1.1 200 Connection established\r\n\r\n");
                    wire.awaitRequest(); // the TLS handshake
                    wire.close();
                });
        OkHttpClient http = throughProxy()
                .proxyAuthenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", Credentials.basic("user", "password"))
                        .build())
                .build();
        try (TestService notes = TestService.at(PLATFORM)
                .httpClient(http)
                .retryPolicy(RetryPolicy.none())
                .build()) {
            assertThatThrownBy(notes::create).isInstanceOf(ScpConnectionException.class); // in the TLS handshake
        }
        assertThat(proxy.received()).hasSize(2).allMatch(request -> request.header("Scp-Signature") == null);
        assertThat(proxy.received().get(1).header("Proxy-Authorization")).startsWith("Basic ");
    }

    @Test
    void aPlainHttpProxyMayHavePassedTheRequestOn() throws Exception {
        try (TestService notes = TestService.at(URI.create("http://notes.example"))
                .allowPlainHttp(true)
                .httpClient(throughProxy().build())
                .build()) {
            proxy.always(Responses.empty(502));
            assertThatThrownBy(notes::create).isInstanceOf(OutcomeUnknownException.class);
            proxy.always(Responses.empty(407, "Proxy-Authenticate: Basic realm=\"proxy\""));
            assertThatThrownBy(notes::create)
                    .isInstanceOfSatisfying(
                            ScpServiceException.class,
                            e -> assertThat(e.status()).isEqualTo(407));
        }
        assertThat(proxy.count("POST")).isEqualTo(2);
    }
}
