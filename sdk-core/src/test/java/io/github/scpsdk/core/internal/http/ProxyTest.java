// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.testing.BlackHole;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

    /** The lookup of its name can be ended by nobody, so the caller must be elsewhere. */
    @Test
    void aSocksProxyIsConnectedToOnAnotherThread() throws Exception {
        Map<String, String> properties = Map.of(
                "socksProxyHost",
                "127.0.0.1",
                "socksProxyPort",
                String.valueOf(BlackHole.shared().getPort()));
        properties.forEach(System::setProperty);
        try (TestService notes = TestService.at(URI.create("https://192.0.2.1")).build()) {
            Thread caller = new Thread(() -> assertThatThrownBy(notes::create));
            caller.start();
            Eventually.isIn("FastFallbackExchangeFinder.find", caller);
            Eventually.someThreadIsIn("SocksSocketImpl.connect");
            caller.interrupt();
            caller.join();
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
                boolean wantsPassword = refusal == refusals.get(5);
                int before = proxy.count();
                assertThatThrownBy(notes::create)
                        .isInstanceOf(ScpConnectionException.class)
                        .hasMessageContaining("did not reach the platform");
                assertThat(proxy.count("CONNECT")).isEqualTo(proxy.count());
                // another attempt has no other password
                assertThat(proxy.count() - before).isEqualTo(wantsPassword ? 1 : 3);
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
                .proxyAuthenticator((route, response) -> response.request().header("Proxy-Authorization") != null
                                || "OkHttp-Preemptive".equals(response.header("Proxy-Authenticate"))
                        ? null
                        : response.request()
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

    private static final String CHALLENGE = "Proxy-Authenticate: Basic realm=\"proxy\"";
    private static final String ANSWER = Credentials.basic("user", "password");

    /** A proxy that passes on what brings its password. */
    private void protect() {
        proxy.always((request, wire) -> {
            boolean known = ANSWER.equals(request.header("Proxy-Authorization"));
            (known ? Responses.note() : Responses.empty(407, CHALLENGE)).to(request, wire);
        });
    }

    private TestService inTheClear(Authenticator authenticator) throws IOException {
        return TestService.at(URI.create("http://notes.example"))
                .allowPlainHttp(true)
                .httpClient(throughProxy().proxyAuthenticator(authenticator).build())
                .build();
    }

    /** An authenticator as our documentation has it: it answers whatever is asked. */
    private static Authenticator answering(String answer) {
        return (route, response) -> response.request()
                .newBuilder()
                .header("Proxy-Authorization", answer)
                .build();
    }

    @Test
    void aPlainHttpProxyHasItsPasswordBeforeItAsks() throws Exception {
        protect();
        try (TestService notes = inTheClear(answering(ANSWER))) {
            notes.create();
            notes.send();
            notes.show();
        }
        assertThat(proxy.received())
                .hasSize(3)
                .allMatch(request -> ANSWER.equals(request.header("Proxy-Authorization")));
    }

    @Test
    void soItIsWithTheAuthenticatorOfJava() throws Exception {
        protect();
        java.net.Authenticator.setDefault(new java.net.Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("user", "password".toCharArray());
            }
        });
        try (TestService notes = inTheClear(Authenticator.JAVA_NET_AUTHENTICATOR)) {
            notes.create();
        } finally {
            java.net.Authenticator.setDefault(null);
        }
        assertThat(proxy.count("POST")).isEqualTo(1);
    }

    @Test
    void aWrongProxyPasswordIsTriedOnceAndTheProxyNamed() throws Exception {
        protect();
        String wrong = Credentials.basic("user", "canary-password");
        try (TestService notes = inTheClear(answering(wrong))) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(notes::show, notes::create)) {
                int before = proxy.count();
                assertThatThrownBy(call)
                        .isInstanceOf(ScpServiceException.class)
                        .hasMessageContaining("was answered 407 Proxy Authentication Required.")
                        .hasMessageContaining(
                                "The proxy 127.0.0.1:" + proxy.port() + " wants a user and a password, or others;"
                                        + " the request did not get past it. Set user and password in the proxyAuthenticator of")
                        .hasMessageContaining("1 attempt in")
                        .hasMessageNotContaining("canary");
                assertThat(proxy.count() - before).isEqualTo(1);
            }
        }
        try (TestService notes = TestService.at(PLATFORM)
                .httpClient(throughProxy().proxyAuthenticator(answering(wrong)).build())
                .build()) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(notes::show, notes::create)) {
                int before = proxy.count();
                assertThatThrownBy(call)
                        .isInstanceOf(ScpConnectionException.class)
                        .hasMessageContaining(
                                "The proxy 127.0.0.1:" + proxy.port() + " refuses the user and password it was given")
                        .hasMessageContaining(
                                "did not reach the platform. Set user and password in the proxyAuthenticator")
                        .hasMessageNotContaining("canary");
                assertThat(proxy.count() - before).isEqualTo(1);
            }
        }
    }

    @Test
    void aProxyThatAsksIsNamedWhenThereIsNoPassword() throws Exception {
        protect();
        try (TestService notes = inTheClear(Authenticator.NONE);
                TestService tunnelled = TestService.at(PLATFORM)
                        .httpClient(throughProxy().build())
                        .build()) {
            assertThatThrownBy(notes::create).hasMessageContaining("The proxy 127.0.0.1:" + proxy.port() + " wants");
            assertThatThrownBy(tunnelled::create)
                    .hasMessageContaining("The proxy 127.0.0.1:" + proxy.port() + " asks for a user and a password");
        }
        assertThat(proxy.count()).isEqualTo(2);
    }

    /** Whoever is asked directly never sees the password of a proxy. */
    @Test
    void aServerWithoutAProxyGetsNoProxyPasswordWhateverItSays() throws Exception {
        proxy.always(Responses.empty(407, CHALLENGE, "Scp-Sdk-Hidden-Proxy: evil.example:1"));
        OkHttpClient http =
                new OkHttpClient.Builder().proxyAuthenticator(answering(ANSWER)).build();
        try (TestService notes =
                TestService.at(proxy.endpoint()).httpClient(http).build()) {
            assertThatThrownBy(notes::create).hasMessageContaining("407").hasMessageNotContaining("evil.example");
        }
        assertThat(proxy.received()).hasSize(1).allMatch(request -> request.header("Proxy-Authorization") == null);
    }
}
