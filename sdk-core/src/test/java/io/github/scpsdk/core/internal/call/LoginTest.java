// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpConnectionException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpDecodingException;
import io.github.scpsdk.core.ScpTimeoutException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.LoginSpec;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.testing.ClosedPort;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.Eventually;
import io.github.scpsdk.core.testing.FakeEnvironment;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Received;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.ShortLimit;
import io.github.scpsdk.core.testing.TestService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client of a system that one logs in to gets its token by itself, and only as often as it must. */
@Timeout(120)
class LoginTest {

    private static final ScpCredentials USER =
            ScpCredentials.login("root", "pässword with \"quotes\"").withLoginField("domain", "d-1");
    private static final String SHA =
            // of the password above
            "888454ecdc22f76f6aaf9a2fa9b463dd8e8cd9ae45c6dfcdad2511189f1342746bc67f05592d982784b1d094fcce7a34bf3cc71203380b5f65f34cb0ca64b409";

    private final FaultServer server = FaultServer.start();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2031-01-01T00:00:00Z"));
    private volatile String good = "token-1";

    private static LoginSpec.Builder spec() {
        return LoginSpec.builder("Log In", "POST", "/v1/login")
                .body("{\"auth\":{\"name\":\"{user}\",\"password\":\"{password}\",\"domain\":\"{domain}\","
                        + "\"project\":{\"id\":\"{project}\"},\"methods\":[\"password\"]}}")
                .tokenField("session.token")
                .secondsField("session.seconds")
                .endedCodes("ENDED")
                .lifetime(Duration.ofMinutes(10));
    }

    private static ServiceVersion version(LoginSpec login) {
        return ServiceVersion.builder("appliance", "1.0")
                .hostTemplate("https://{endpoint}")
                .authentication(AuthScheme.login("Authorization", "OAuth", login))
                .build();
    }

    private TestService.Builder builder() {
        return builder(spec().build());
    }

    private TestService.Builder builder(LoginSpec login) {
        return new TestService.Builder(version(login))
                .endpointOverride(server.endpoint())
                .credentials(USER)
                .retryPolicy(TestService.quick().build())
                .clock(new Clock() {
                    @Override
                    public Instant instant() {
                        return time.get();
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                });
    }

    /** Gives tokens, and answers whoever sends the last one. */
    private void serve() {
        server.always((request, wire) -> {
            if (request.target().equals("/v1/login")) {
                good = "token-" + logins.incrementAndGet();
                Responses.json(201, "{\"session\":{\"token\":\"" + good + "\",\"seconds\":600}}")
                        .to(request, wire);
            } else if (("OAuth " + good).equals(request.header("Authorization"))) {
                Responses.note().to(request, wire);
            } else {
                Responses.json(401, "{}").to(request, wire);
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void logsInOnceAndSendsTheToken(Driver driver) throws InterruptedException {
        serve();
        try (TestService notes = builder().build().through(driver)) {
            assertThat(notes.show().name()).isEqualTo("hello");
            notes.create();
        }

        Received login = server.take();
        assertThat(login.requestLine()).startsWith("POST /v1/login ");
        assertThat(login.text())
                .isEqualTo(
                        "{\"auth\":{\"name\":\"root\",\"password\":\"pässword with \\\"quotes\\\"\",\"domain\":\"d-1\","
                                + "\"methods\":[\"password\"]}}");
        assertThat(login.header("Authorization")).isNull();
        assertThat(server.take().header("Authorization")).isEqualTo("OAuth token-1");
        assertThat(server.take().header("Authorization")).isEqualTo("OAuth token-1");
        assertThat(server.count()).isEqualTo(3);
    }

    @Test
    void sendsTheHashOfThePasswordWhereThatIsAsked() throws InterruptedException {
        server.always(Responses.json(200, "{\"session\":{\"token\":\"t\"}}"));
        LoginSpec hashed = spec().body("{\"password\":\"{password:sha-512}\"}").build();
        try (TestService notes = builder(hashed).build()) {
            notes.show();
        }
        assertThat(server.take().text()).isEqualTo("{\"password\":\"" + SHA + "\"}");
    }

    @Test
    void findsTheTokenInAHeader() throws InterruptedException {
        server.always(Responses.json(201, "{\"id\":\"n-1\"}", "X-Subject-Token: from-a-header"));
        try (TestService notes =
                builder(spec().tokenHeader("X-Subject-Token").build()).build()) {
            notes.show();
        }
        server.take();
        assertThat(server.take().header("Authorization")).isEqualTo("OAuth from-a-header");
    }

    @Test
    void logsInOnceForManyCallsAtATime() {
        serve();
        try (TestService notes = builder().build()) {
            List<CompletableFuture<Note>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(notes.showing("n-" + i));
            }
            calls.forEach(Driver::joined);
            assertThat(logins).hasValue(1);

            good = "another"; // the server has forgotten all sessions
            List<CompletableFuture<Note>> again = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                again.add(notes.showing("n-" + i));
            }
            again.forEach(Driver::joined);
        }
        assertThat(logins).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void logsInAgainOnceAfterA401AndNoMore(Driver driver) {
        serve();
        try (TestService notes = builder().build().through(driver)) {
            notes.show();
            good = "forgotten";
            notes.create(); // a write, too: a refused one has done nothing
            assertThat(logins).hasValue(2);

            server.always((request, wire) -> Responses.json(
                            request.target().equals("/v1/login") ? 201 : 401, "{\"session\":{\"token\":\"t\"}}")
                    .to(request, wire));
            int before = server.count();
            assertThatThrownBy(notes::create).isInstanceOf(UnauthorizedException.class);
            assertThat(server.count() - before).as("refused, login, refused").isEqualTo(3);
        }
    }

    @Test
    void logsInAgainWhenAnErrorSaysThatTheSessionHasEnded() {
        serve();
        try (TestService notes = builder().build()) {
            notes.show();
            server.then(Responses.json(503, "{\"errors\":[{\"code\":\"ENDED\"}]}"));
            notes.show();
        }
        assertThat(logins).hasValue(2);
    }

    @Test
    void renewsTheTokenShortlyBeforeItsEndWithoutWaiting() throws InterruptedException {
        serve();
        try (TestService notes = builder().build()) {
            notes.show();
            time.updateAndGet(now -> now.plusSeconds(530)); // a minute of 600 s is the margin
            notes.show();
            assertThat(logins).hasValue(1);

            time.updateAndGet(now -> now.plusSeconds(15));
            notes.show(); // still with the old one, or with the new one: nobody waits
            Eventually.is(2, logins::get);
            notes.show();

            time.updateAndGet(now -> now.plusSeconds(3600));
            notes.show();
            assertThat(logins).hasValue(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void saysThatTheLoginFailed(Driver driver) {
        server.always(Responses.json(
                401, "{\"errors\":[{\"code\":\"WRONG\",\"detail\":\"not pässword with \\\"quotes\\\"\"}]}"));
        try (TestService notes = builder().build().through(driver)) {
            assertThatThrownBy(notes::create)
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("login")
                    .hasMessageContaining("WRONG")
                    .hasMessageNotContaining("pässword");
        }
        try (TestService notes =
                builder().endpointOverride(ClosedPort.uri()).build().through(driver)) {
            assertThatThrownBy(notes::create)
                    .isInstanceOf(ScpConnectionException.class)
                    .hasMessageContaining("login");
        }
        server.always(Responses.json(200, "{}"));
        try (TestService notes = builder().build().through(driver)) {
            assertThatThrownBy(notes::create)
                    .isInstanceOf(ScpDecodingException.class)
                    .hasMessageContaining("it has no token in session.token");
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void aCallWaitsForALoginNoLongerThanItsLimit(Driver driver) throws Exception {
        server.always(Responses.stalling());
        try (TestService notes =
                builder().timeout(Duration.ofSeconds(60)).build().through(driver)) {
            ShortLimit.of(
                    300,
                    limit -> assertThatThrownBy(
                                    () -> notes.with(o -> o.timeout(limit)).show())
                            .isInstanceOf(ScpTimeoutException.class)
                            .hasMessageContaining("the login before it has not ended"));
        }
    }

    @Test
    void sendsATokenThatTheApplicationHas() throws InterruptedException {
        serve();
        good = "of-my-own";
        try (TestService notes =
                builder().credentials(USER.withAuthToken("of-my-own")).build()) {
            notes.show();
        }
        assertThat(logins).hasValue(0);
        assertThat(server.take().header("Authorization")).isEqualTo("OAuth of-my-own");
    }

    @Test
    void takesNothingThatIsSetOutside() {
        FakeEnvironment outside = new FakeEnvironment();
        outside.variables.put("SCP_ACCESS_KEY", "2sd2gg=2agbdSD26svcD");
        outside.variables.put("SCP_SECRET_KEY", "5n1Qp0kXr8Tz+Example/Secret==");
        outside.variables.put("SCP_ENDPOINT_OVERRIDE", "https://filestorage.example.com");
        TestService.Builder without = new TestService.Builder(version(spec().build())).environment(outside);

        assertThatThrownBy(without::build)
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageContaining("appliance 1.0 has no address of its own");
        assertThatThrownBy(() -> without.endpointOverride(server.endpoint()).build())
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageContaining("ScpCredentials.login(user, password)");
    }

    @Test
    void logsInAtAnAddressOfItsOwn() {
        LoginSpec elsewhere =
                spec().hostTemplate("https://iam.{region}.example.com").build();
        ServiceVersion service = ServiceVersion.builder("cloud", "1.0")
                .hostTemplate("https://cbr.{region}.example.com")
                .location("cloud", "eu-1", "eu-2")
                .authentication(AuthScheme.login("X-Auth-Token", null, elsewhere))
                .build();
        TestService.Builder cloud =
                new TestService.Builder(service).region("eu-1").credentials(USER);

        ClientConfig config = cloud.config();
        assertThat(config.endpoint().url()).hasToString("https://cbr.eu-1.example.com/");
        assertThat(config.forLogin(elsewhere).endpoint().url()).hasToString("https://iam.eu-1.example.com/");
        assertThatThrownBy(() -> new TestService.Builder(service)
                        .region("mars")
                        .credentials(USER)
                        .build())
                .hasMessageContaining("does not exist in region mars");
        try (TestService notes = cloud.build()) {
            assertThatThrownBy(() -> notes.inRegion("eu-2")).hasMessageContaining("Build a client for the other one");
        }
    }

    @Test
    void showsNoSecret() {
        assertThat(USER.withAuthToken("a-token-of-some-length").toString())
                .doesNotContain("pässword", "a-token-of-some-length");
    }
}
