// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.otccbr.model.BackupReplicateRequest;
import io.github.scpsdk.otccbr.v3_0.OtcCbrClient;
import io.github.scpsdk.unitrends.model.SourceResolution;
import io.github.scpsdk.unitrends.v1_0.UnitrendsClient;
import io.github.scpsdk.zstack.model.CreateVolumeBackupRequest;
import io.github.scpsdk.zstack.v1_0.ZStackClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/** The systems of others, each with its documented write, a read, and what its server says. */
enum Neighbours {
    OTC_CBR("otc-cbr/3.0/replicateBackup", "listOperationLogs") {
        @Override
        MockResponse session(String token) {
            return new MockResponse.Builder()
                    .code(201)
                    .addHeader("X-Subject-Token", token)
                    .body("{\"token\":{\"expires_at\":\"2101-01-01T00:00:00.000000Z\"}}")
                    .build();
        }

        @Override
        String refusal(String words) {
            return "{\"error_code\":\"BackupService.0001\",\"error_msg\":\"" + words + "\"}";
        }

        @Override
        <T> T with(URI endpoint, ScpCredentials user, Consumer<ScpClientBuilder<?, ?>> settings, Use<T> use) {
            OtcCbrClient.Builder builder = OtcCbrClient.builder();
            settings.accept(common(builder, endpoint, user));
            try (OtcCbrClient client = builder.build()) {
                BackupReplicateRequest body = body(BackupReplicateRequest.class);
                return use.of(new Calls(
                        () -> client.replicateBackup(PROJECT, BACKUP, body),
                        () -> client.async().replicateBackup(PROJECT, BACKUP, body),
                        () -> client.listVaults(PROJECT),
                        () -> client.async().listVaults(PROJECT)));
            }
        }
    },

    UNITRENDS("unitrends/1.0/resolveSource", "listPendingSources") {
        @Override
        MockResponse session(String token) {
            return new MockResponse.Builder()
                    .code(201)
                    .body("{\"auth_token\":\"" + token + "\",\"timeout\":600}")
                    .build();
        }

        @Override
        String refusal(String words) {
            return "{\"result\":[{\"code\":1,\"message\":\"" + words + "\"}]}";
        }

        @Override
        <T> T with(URI endpoint, ScpCredentials user, Consumer<ScpClientBuilder<?, ?>> settings, Use<T> use) {
            UnitrendsClient.Builder builder = UnitrendsClient.builder();
            settings.accept(common(builder, endpoint, user));
            try (UnitrendsClient client = builder.build()) {
                SourceResolution body = body(SourceResolution.class);
                return use.of(new Calls(
                        () -> {
                            client.resolveSource(body);
                            return null;
                        },
                        () -> client.async().resolveSource(body),
                        client::listPendingSources,
                        () -> client.async().listPendingSources()));
            }
        }
    },

    ZSTACK("zstack/1.0/createVolumeBackup", "queryVolumeBackups") {
        @Override
        MockResponse session(String token) {
            return new MockResponse.Builder()
                    .body("{\"inventory\":{\"uuid\":\"" + token + "\",\"expiredDate\":\"Nov 14, 2017 10:20:57 PM\"}}")
                    .build();
        }

        @Override
        String refusal(String words) {
            return "{\"error\":{\"code\":\"SYS.1006\",\"description\":\"it failed\",\"details\":\"" + words
                    + "\",\"cause\":{\"code\":\"HOST.1001\",\"details\":\"the host is gone\"}}}";
        }

        @Override
        <T> T with(URI endpoint, ScpCredentials user, Consumer<ScpClientBuilder<?, ?>> settings, Use<T> use) {
            ZStackClient.Builder builder = ZStackClient.builder();
            settings.accept(common(builder, endpoint, user));
            try (ZStackClient client = builder.build()) {
                CreateVolumeBackupRequest body = body(CreateVolumeBackupRequest.class);
                return use.of(new Calls(
                        () -> client.createVolumeBackup(VOLUME, body),
                        () -> client.async().createVolumeBackup(VOLUME, body),
                        client::queryVolumes,
                        () -> client.async().queryVolumes()));
            }
        }
    };

    static final String PROJECT = "f841e01fd2b14e7fa41b6ae7aa6b0594";
    static final String BACKUP = "a5200268-74a5-4806-acc6-95793ab0228b";
    static final String VOLUME = "1a0c6b2ca31a3b40b2c06a0f2ecb0849";

    private final Path examples;
    private final String verifyWith;

    Neighbours(String examples, String verifyWith) {
        this.examples = Path.of("../api/examples", examples);
        this.verifyWith = verifyWith;
    }

    /** The documented write and a read, blocking and not. */
    record Calls(Call write, Async writing, Call read, Async reading) {

        @Nullable
        Object write(boolean async) {
            return async ? joined(writing.begin()) : write.make();
        }

        @Nullable
        Object read(boolean async) {
            return async ? joined(reading.begin()) : read.make();
        }

        private static @Nullable Object joined(CompletableFuture<?> future) {
            try {
                return future.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    interface Call {
        @Nullable
        Object make();
    }

    interface Async {
        CompletableFuture<?> begin();
    }

    interface Use<T> {
        T of(Calls calls);
    }

    /** What its login responds with. */
    abstract MockResponse session(String token);

    /** The body of a failure. */
    abstract String refusal(String words);

    /** Makes a client and uses it. */
    abstract <T> T with(URI endpoint, ScpCredentials user, Consumer<ScpClientBuilder<?, ?>> settings, Use<T> use);

    /** The folder of the documented call. */
    Path examples() {
        return examples;
    }

    /** What tells how the write went. */
    String verifyWith() {
        return verifyWith;
    }

    /** Whether a request logs in. */
    static boolean logsIn(String target) {
        return target.endsWith("/auth/tokens") || target.endsWith("/login");
    }

    private static ScpClientBuilder<?, ?> common(ScpClientBuilder<?, ?> builder, URI endpoint, ScpCredentials user) {
        builder.endpointOverride(endpoint);
        builder.credentials(user);
        builder.retryPolicy(RetryPolicy.builder()
                .baseDelay(Duration.ofMillis(1))
                .throttlingBaseDelay(Duration.ofMillis(1))
                .build());
        return builder;
    }

    <B> B body(Class<B> record) {
        return Json.MAPPER.convertValue(Json.read(examples.resolve("request.json")), record);
    }
}
