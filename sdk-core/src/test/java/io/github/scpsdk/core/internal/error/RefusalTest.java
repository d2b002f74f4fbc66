// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.ForbiddenException;
import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.SigningDetails;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.core.internal.auth.HmacSigner;
import io.github.scpsdk.core.internal.auth.Identity;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.AuthScheme;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.testing.FakeEnvironment;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.FaultServer.Received;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an exception says of who sent a request, when that may be why it was refused. */
class RefusalTest {

    private static final String NOW = "Wed, 01 Jul 2026 12:00:00 GMT";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-01T12:00:01Z"), ZoneOffset.UTC);
    private static final String GATEWAY =
            "{\"timestamp\":\"2026-07-01T12:00:00.262+00:00\",\"path\":\"/v1\",\"status\":404,\"error\":\"Not Found\",\"requestId\":\"gw-1\"}";

    @AutoClose
    final FaultServer server = FaultServer.start();

    private final FakeEnvironment around = new FakeEnvironment();
    private @Nullable CallExecutor client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void namesKeySourceAndClockOnA401() {
        around.variables.put("SCP_ACCESS_KEY", TestService.KEYS.accessKey());
        around.variables.put("SCP_SECRET_KEY", TestService.KEYS.secretKey());
        around.variables.put("SCP_TF_ACCESS_KEY", "other");
        around.variables.put("SCP_TF_SECRET_KEY", "other");
        client = builder().buildExecutor();
        response(401, "", NOW);

        UnauthorizedException e = catchThrowableOfType(UnauthorizedException.class, this::show);

        assertThat(e)
                .hasMessageContaining("The keys come from: environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY"
                        + " (access key 2sd2***). This machine's clock agrees with the platform's.");
        SigningDetails signing = e.signing();
        assertThat(signing.credentialsSource()).isEqualTo("environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY");
        assertThat(signing.accessKey()).isEqualTo("2sd2***");
        assertThat(signing.clockOffset()).isEqualTo(Duration.ofSeconds(-1));
        assertThat(signing.clockCorrected()).isFalse();
    }

    @Test
    void showsTheSignedTextWithTheKeyMasked() throws InterruptedException {
        client = builder().credentials(TestService.KEYS).accountId("acc-1").buildExecutor();
        response(401, "", NOW);

        UnauthorizedException e = catchThrowableOfType(UnauthorizedException.class, this::show);

        Received request = server.take();
        String url = server.endpoint() + "/v1/notes/t%20%EB%B3%BC";
        String signed = "GET" + url + request.header("Scp-Timestamp") + "***" + "acc-1" + "Openapi";
        assertThat(e.signing().signedText()).isEqualTo(signed);
        assertThat(e.getMessage()).doesNotContain("Openapi");
        assertThat(e.call().toString()).doesNotContain("Openapi").contains("the client's builder");

        // what is shown is what the signature was made over: with the key put back it gives the signature that was sent
        assertThat(new HmacSigner().signedText("GET", HttpUrl.get(server.endpoint() + "/x"), identity(), Instant.EPOCH))
                .isEqualTo("GET" + server.endpoint() + "/x0" + TestService.KEYS.accessKey() + "acc-1Openapi");
        assertThat(hmac(signed.replace("***", TestService.KEYS.accessKey())))
                .isEqualTo(request.header("Scp-Signature"));
    }

    @Test
    void tellsHowFarTheClockIsOff() {
        client = builder().credentials(TestService.KEYS).buildExecutor();
        response(403, "", "Wed, 01 Jul 2026 11:58:00 GMT");
        ForbiddenException behind = catchThrowableOfType(ForbiddenException.class, this::show);
        assertThat(behind)
                .hasMessageContaining("The keys come from: the client's builder (access key 2sd2***)."
                        + " The platform's clock is 121 s behind this machine's. [");
        assertThat(behind.signing().clockOffset()).isEqualTo(Duration.ofSeconds(-121));

        response(401, "", "Wed, 01 Jul 2026 13:00:01 GMT");
        response(401, "", "Wed, 01 Jul 2026 13:00:01 GMT"); // signed again with the platform's time, and refused again
        UnauthorizedException ahead = catchThrowableOfType(UnauthorizedException.class, this::show);
        assertThat(ahead)
                .hasMessageContaining(
                        "The platform's clock is 3600 s ahead of this machine's; the signature was dated by the platform's.");
        assertThat(ahead.signing().clockCorrected()).isTrue();
    }

    @Test
    void saysWhenNoDateTellsTheClock() {
        client = builder().credentials(TestService.KEYS).buildExecutor();
        response(401, "", null);
        UnauthorizedException e = catchThrowableOfType(UnauthorizedException.class, this::show);
        assertThat(e).hasMessageContaining("The response has no date to hold this machine's clock against.");
        assertThat(e.signing().clockOffset()).isNull();
    }

    @Test
    void explainsAGateway404LikeA401() {
        client = builder().credentialsProvider(new Vault()).buildExecutor();
        response(404, GATEWAY, NOW);

        NotFoundException e = catchThrowableOfType(NotFoundException.class, this::show);

        assertThat(e)
                .hasMessageContaining(
                        "The response does not come from the service. The gateway in front of it answers 404, not 401,"
                                + " when a signature header is missing or was changed, for example by an interceptor or a proxy,"
                                + " and when it does not know the host or path. Check region, environment, endpoint override and keys."
                                + " The endpoint comes from: endpoint override from the client's builder."
                                + " The keys come from: the credentialsProvider of the client's builder, "
                                + Vault.class.getName()
                                + " (access key 2sd2***). This machine's clock agrees with the platform's.");
        assertThat(e.signing()).isNotNull();
    }

    @Test
    void saysNothingOfTheSenderOnAServices404() {
        client = builder().credentials(TestService.KEYS).buildExecutor();
        response(404, TestService.SERVICE_404, NOW);
        NotFoundException e = catchThrowableOfType(NotFoundException.class, this::show);
        assertThat(e.getMessage()).doesNotContain("keys come from");
        assertThat(e.signing()).isNull();

        response(409, "", NOW);
        assertThat(catchThrowableOfType(ScpServiceException.class, this::show).signing())
                .isNull();
    }

    @Test
    void namesAFileAndSystemPropertiesAsSources() throws IOException {
        around.properties.put("scp.accessKey", "short");
        around.properties.put("scp.secretKey", "secret");
        client = builder().buildExecutor();
        response(401, "", NOW);
        assertThat(catchThrowableOfType(ScpServiceException.class, this::show))
                .hasMessageContaining(
                        "The keys come from: system properties scp.accessKey and scp.secretKey (access key ***).");
    }

    @Test
    void saysNothingOfClocksForATokenWithoutADate() {
        ServiceVersion tokens = ServiceVersion.builder("tokens", "1.0")
                .authentication(AuthScheme.header("X-Auth-Token"))
                .build();
        TestService.Builder builder = new TestService.Builder(tokens);
        builder.environment(around);
        client = builder.endpointOverride(endpoint())
                .credentials(TestService.KEYS.withAuthToken("token-1"))
                .retryPolicy(RetryPolicy.none())
                .buildExecutor();
        response(401, "", NOW);
        ScpServiceException e = catchThrowableOfType(
                ScpServiceException.class,
                () -> client.execute(
                        Operation.<@Nullable Void>builder(tokens, "show", "Show", "GET", "/show")
                                .build(),
                        Arguments.none()));
        assertThat(e).hasMessageContaining("The keys come from: the client's builder (access key 2sd2***). [");
        assertThat(e.signing().signedText()).isNull();
        assertThat(e.signing().clockOffset()).isNull();
    }

    @Test
    void travelsWithTheExceptionWhenThatIsSerialized() throws Exception {
        client = builder().credentials(TestService.KEYS).buildExecutor();
        response(401, "", NOW);
        UnauthorizedException e = catchThrowableOfType(UnauthorizedException.class, this::show);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((UnauthorizedException) in.readObject()).signing()).isEqualTo(e.signing());
        }
    }

    private static final class Vault implements ScpCredentialsProvider {
        @Override
        public ScpCredentials credentials() {
            return TestService.KEYS;
        }
    }

    private TestService.Builder builder() {
        TestService.Builder builder = new TestService.Builder(TestService.SERVICE);
        builder.environment(around);
        return builder.endpointOverride(endpoint())
                .clock(CLOCK)
                .retryPolicy(RetryPolicy.none())
                .timeout(Duration.ofSeconds(90))
                .attemptTimeout(Duration.ofSeconds(60));
    }

    private URI endpoint() {
        return server.endpoint();
    }

    private void show() {
        client.execute(TestService.SHOW_NOTE, Arguments.path("t 볼"));
    }

    private void response(int status, String body, @Nullable String date) {
        server.then(date == null ? Responses.body(status, body) : Responses.body(status, body, "Date: " + date));
    }

    private static Identity identity() {
        return new Identity(TestService.KEYS, "acc-1");
    }

    private static String hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(TestService.KEYS.secretKey().getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
