// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.internal.config.EnvironmentProxy;
import io.github.scpsdk.core.internal.config.ResolvedSetting;
import io.github.scpsdk.core.internal.config.SettingsLookup;
import io.github.scpsdk.core.testing.FakeEnvironment;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import nl.altindag.log.LogCaptor;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy of HTTPS_PROXY, with the exceptions of NO_PROXY. */
@Timeout(120)
class ProxyFromEnvironmentTest {

    private static final URI PLATFORM = URI.create("https://notes.example");
    private static final String CHALLENGE = "Proxy-Authenticate: Basic realm=\"proxy\"";
    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().commonName("platform").build();

    private final FakeEnvironment around = new FakeEnvironment();
    private FaultServer platform;
    private FaultServer proxy;

    @BeforeEach
    void start() {
        platform = FaultServer.start(new HandshakeCertificates.Builder()
                        .heldCertificate(CERTIFICATE)
                        .build()
                        .sslContext())
                .always(Responses.note());
        proxy = FaultServer.start().always(this::tunnel);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        platform.close();
    }

    /** Connects every tunnel to the platform of this test, whatever its name. */
    private void tunnel(FaultServer.Received request, FaultServer.Wire wire) throws IOException {
        if (!request.method().equals("CONNECT")) {
            Responses.empty(400).to(request, wire);
            return;
        }
        try (Socket behind = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), platform.port())) {
            wire.send("HTTP/1.1 200 Connection established\r\n\r\n");
            InputStream answers = behind.getInputStream();
            Thread back = new Thread(() -> {
                try (wire.socket) {
                    byte[] bytes = new byte[8192];
                    for (int n = answers.read(bytes); n >= 0; n = answers.read(bytes)) {
                        wire.send(java.util.Arrays.copyOf(bytes, n));
                    }
                } catch (IOException gone) {
                    // one of the two has left
                }
            });
            back.setDaemon(true);
            back.start();
            for (int b = wire.read(); b >= 0; b = wire.read()) {
                behind.getOutputStream().write(b);
            }
        }
    }

    private FaultServer.Response askingFor(String user, String password) {
        return (request, wire) -> {
            if (Credentials.basic(user, password, UTF_8).equals(request.header("Proxy-Authorization"))) {
                tunnel(request, wire);
            } else {
                Responses.empty(407, CHALLENGE).to(request, wire);
            }
        };
    }

    private TestService.Builder client() {
        return TestService.at(PLATFORM).environment(around).pinnedCertificates(CERTIFICATE.certificatePem());
    }

    private String address() {
        return "127.0.0.1:" + proxy.port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
    void callsGoThroughIt(String variable) {
        around.variables.put(variable, "http://" + address() + "/");
        try (TestService notes = client().build()) {
            assertThat(notes.create().name()).isEqualTo("hello");
            assertThat(notes.showing("n-1").join().name()).isEqualTo("hello");
        }
        assertThat(proxy.received()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.requestLine()).isEqualTo("CONNECT notes.example:443 HTTP/1.1");
            assertThat(request.header("Scp-Signature")).isNull();
            assertThat(request.header("Proxy-Authorization")).isNull();
        });
        assertThat(platform.received())
                .hasSize(2)
                .allMatch(request -> request.header("Host").equals("notes.example"));
    }

    @Test
    void lowerCaseComesFirstAsWithCurl() {
        around.variables.put("https_proxy", address());
        around.variables.put("HTTPS_PROXY", "http://nobody.example:1");
        assertThat(client().config().settings())
                .contains(new ResolvedSetting("proxy", address(), "environment variable https_proxy"));
        try (TestService notes = client().build()) {
            notes.show();
        }
        assertThat(proxy.count("CONNECT")).isEqualTo(1);
    }

    @Test
    void itsPasswordIsSentBeforeItAsksAndOnlyToIt() {
        proxy.always(askingFor("someone", "p@ss/w:rd %볼"));
        around.variables.put("HTTPS_PROXY", "http://someone:p%40ss%2Fw%3Ard%20%25%EB%B3%BC@" + address());
        try (TestService notes = client().build()) {
            notes.create();
            notes.show();
        }
        assertThat(proxy.received()).allMatch(request -> request.header("Proxy-Authorization") != null);
        assertThat(platform.received()).hasSize(2).allMatch(request -> request.header("Proxy-Authorization") == null);
    }

    @Test
    void aWrongPasswordIsTriedOnceAndNeverShown() {
        proxy.always(askingFor("someone", "right"));
        around.variables.put("HTTPS_PROXY", "http://someone:canary@" + address());
        try (LogCaptor log = LogCaptor.forRoot();
                TestService notes = client().build()) {
            log.setLogLevelToTrace();
            assertThatThrownBy(notes::create)
                    .isInstanceOf(ScpConnectionException.class)
                    .hasMessageContaining("The proxy " + address() + " refuses the user and password it was given")
                    .hasMessageContaining("or in HTTPS_PROXY.")
                    .hasMessageNotContaining("canary");
            assertThat(log.getLogs())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("canary")
                            || line.contains(
                                    Credentials.basic("someone", "canary").substring(6)));
        }
        assertThat(proxy.count()).isEqualTo(1);
        assertThat(client().config().settings().toString())
                .contains(address())
                .doesNotContain("canary", "someone", Credentials.basic("someone", "canary"));
    }

    @Test
    void aProxyThatWantsAPasswordIsNamedWhenThereIsNone() {
        proxy.always(askingFor("someone", "right"));
        around.variables.put("HTTPS_PROXY", address());
        try (TestService notes = client().build()) {
            assertThatThrownBy(notes::show)
                    .hasMessageContaining("The proxy " + address() + " asks for a user and a password");
        }
        assertThat(proxy.count()).isEqualTo(1);
    }

    /** OkHttp shares connections where selectors and authenticators are equal. */
    @Test
    void clientsWithTheSameProxyShareConnections() {
        around.variables.put("HTTPS_PROXY", "http://someone:canary@" + address());
        ProxySelector jvm = ProxySelector.getDefault();
        EnvironmentProxy one = new SettingsLookup(around).proxy();
        EnvironmentProxy same = new SettingsLookup(around).proxy();
        around.variables.put("HTTPS_PROXY", "http://someone:else@" + address());
        EnvironmentProxy other = new SettingsLookup(around).proxy();

        assertThat(new ProxyFromEnvironment(one, jvm))
                .isEqualTo(new ProxyFromEnvironment(same, jvm))
                .hasSameHashCodeAs(new ProxyFromEnvironment(same, jvm))
                .isNotEqualTo(new ProxyFromEnvironment(other, jvm))
                .hasToString(address());
        assertThat(new ProxyDialogue(new ProxyFromEnvironment.Password(one)))
                .isEqualTo(new ProxyDialogue(new ProxyFromEnvironment.Password(same)))
                .isNotEqualTo(new ProxyDialogue(new ProxyFromEnvironment.Password(other)))
                .asString()
                .contains(address())
                .doesNotContain("canary", "Basic");
    }

    @Test
    void nothingForThisMachineAndNoPlainTextGoesThroughIt() throws Exception {
        around.variables.put("HTTPS_PROXY", "canary is no address");
        try (FaultServer emulator = FaultServer.start().always(Responses.note());
                TestService here = TestService.at(emulator).environment(around).build();
                TestService plain = TestService.at(URI.create("http://notes.example"))
                        .environment(around)
                        .allowPlainHttp(true)
                        .build()) {
            here.show();
            assertThat(plain).isNotNull();
        }
        assertThat(proxy.count()).isZero();
    }

    @Test
    void whoeverDecidesInTheCodeOrTheJvmComesFirst() {
        around.variables.put("HTTPS_PROXY", "canary is no address");
        client().httpClient(new OkHttpClient()).build().close();
        for (String property : List.of("https.proxyHost", "socksProxyHost", "java.net.useSystemProxies")) {
            around.properties.put(property, property.startsWith("java") ? "true" : "jvm.example");
            client().build().close();
            around.properties.clear();
        }
        around.variables.put("HTTPS_PROXY", address());
        ProxySelector before = ProxySelector.getDefault();
        try (TestService notes = client().retryPolicy(RetryPolicy.none()).build()) {
            around.properties.put("https.proxyHost", "jvm.example"); // read for each connection
            assertThatThrownBy(notes::show).hasMessageContaining("notes.example");
            around.properties.clear();
            notes.show();
            assertThat(proxy.count("CONNECT")).isEqualTo(1);
        }
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                throw new IllegalStateException("the application decides");
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
        // OkHttp asks for the JVM's selector once, when the pool of this application is made
        try (TestService notes = client().build()) {
            assertThatThrownBy(notes::show).hasMessageContaining("IllegalStateException");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void exceptionsAreAskedForEachAddress() {
        around.variables.put("HTTPS_PROXY", address());
        around.variables.put("NO_PROXY", "notes.kr-east1.s.samsungsdscloud.com");
        TestService.Builder builder = TestService.builder()
                .environment(around)
                .region("kr-west1")
                .environment(io.github.scpsdk.core.ScpEnvironment.SAMSUNG)
                .credentials(TestService.KEYS)
                .retryPolicy(RetryPolicy.none())
                .pinnedCertificates(CERTIFICATE.certificatePem());
        try (TestService notes = builder.build()) {
            notes.show();
            assertThat(proxy.count("CONNECT")).isEqualTo(1);
            assertThatThrownBy(notes.inRegion("kr-east1")::show).isInstanceOf(ScpConnectionException.class);
            assertThat(proxy.count()).isEqualTo(1);
        }
        around.variables.put("no_proxy", ".example.com"); // lower case comes first
        try (TestService notes = builder.build()) {
            notes.inRegion("kr-east1").show();
        }
        assertThat(proxy.count("CONNECT")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://proxy.example:3128",
                "socks5://canary:canary@proxy.example:1080",
                "http://",
                "http://canary@",
                "http://proxy.example:canary",
                "http://proxy.example:0",
                "http://proxy.example:70000",
                "http://proxy.example/canary",
                "http://canary proxy",
                "http://canary%4@proxy.example",
                "http://canary%zz:x@proxy.example",
                "canary\u0000",
                "http://[canary]:1"
            })
    void aValueThatIsNoProxyIsNamedAndNotShown(String value) {
        around.variables.put("HTTPS_PROXY", value);
        assertThatThrownBy(client()::config)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The proxy (environment variable HTTPS_PROXY) ")
                .hasMessageContaining("Give http://host:port or http://user:password@host:port")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }
}
