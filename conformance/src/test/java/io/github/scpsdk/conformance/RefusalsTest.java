// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.NotFoundException;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.UnauthorizedException;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.time.Clock;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the platform refuses a sender, and what the exception then explains. */
class RefusalsTest {

    private ScpEmulator emulator;

    @BeforeEach
    void start() {
        emulator = ScpEmulator.builder().replaying().strictRequests().start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void explainsAWrongKey() {
        try (FileStorageClient files = FileStorageClient.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(ScpCredentials.of("ANOTHER-ACCESS-KEY", "another-secret"))
                .build()) {
            UnauthorizedException e = catchThrowableOfType(UnauthorizedException.class, files::listVolumes);
            assertThat(e)
                    .hasMessageContaining("The keys come from: the client's builder (access key ANOT***)."
                            + " This machine's clock agrees with the platform's.");
            assertThat(e.signing().signedText())
                    .startsWith("GET" + emulator.endpoint("kr-west1") + "/v1/volumes")
                    .endsWith("***Openapi");
        }
    }

    @Test
    void explainsAHeaderThatAnInterceptorTakesAway() {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .removeHeader("Scp-Timestamp")
                        .build()))
                .build();
        try (FileStorageClient files = client(http, Clock.systemUTC())) {
            NotFoundException e = catchThrowableOfType(NotFoundException.class, files::listVolumes);
            assertThat(e)
                    .hasMessageContaining(
                            "The gateway in front of it answers 404, not 401, when a signature header is missing")
                    .hasMessageContaining("The endpoint comes from: endpoint override from the client's builder.")
                    .hasMessageContaining("The keys come from: the client's builder (access key EMUL***).");
        }
    }

    @Test
    void explainsAClockThatCannotBeCorrected() {
        OkHttpClient http = new OkHttpClient.Builder()
                .addNetworkInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("Scp-Timestamp", "1000")
                        .build()))
                .build();
        try (FileStorageClient files = client(http, Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)))) {
            ScpServiceException e = catchThrowableOfType(ScpServiceException.class, files::listVolumes);
            assertThat(e.status()).isEqualTo(401);
            assertThat(e.signing().clockOffset()).isBetween(Duration.ofSeconds(7190), Duration.ofSeconds(7210));
            assertThat(e)
                    .hasMessageContaining(" s ahead of this machine's; the signature was dated by the platform's.");
        }
    }

    private FileStorageClient client(OkHttpClient http, Clock clock) {
        return FileStorageClient.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .httpClient(http)
                .clock(clock)
                .build();
    }
}
