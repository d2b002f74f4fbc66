// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.CallListener;
import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.OutcomeUnknownException;
import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.ServerErrorException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.ReplicationTeardown;
import io.github.scpsdk.filestorage.v1_1.DeleteVolumeReplicationParams;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform refuses for a while, and what has to be taken down in an order. */
@Timeout(120)
class SettlingTest {

    private static final WaitOptions QUICK =
            WaitOptions.builder().interval(Duration.ofMillis(1)).build();

    private ScpEmulator scp;
    private FileStorageClient files;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        files = client("kr-west1");
    }

    /** A client whose pauses are short; at each of them, half a minute passes on the platform. */
    private FileStorageClient client(String region) {
        return FileStorageClient.builder()
                .endpointOverride(scp.endpoint(region))
                .credentials(Platform.KEYS)
                .retryPolicy(RetryPolicy.standard().toBuilder()
                        .throttlingBaseDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofMillis(2))
                        .build())
                .listener(new CallListener() {
                    @Override
                    public void onRetry(Call call, Retry retry) {
                        scp.clock().advance(Duration.ofSeconds(30));
                    }
                })
                .build();
    }

    @AfterEach
    void stop() {
        files.close();
        scp.close();
    }

    private String volume() {
        return files.createVolume(v -> v.name("my_volume").protocol("NFS").typeName("HDD"))
                .volumeId();
    }

    private long requests(String method) {
        return scp.requests().stream()
                .map(ReceivedRequest::method)
                .filter(method::equals)
                .count();
    }

    private static void join(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @ParameterizedTest
    @CsvSource({"409, false", "409, true", "500, false", "500, true"})
    void aDeleteIsRepeatedUntilItSettles(int status, boolean async) {
        String volume = volume();
        scp.inject(Fault.busy(Duration.ofMinutes(5), status).on("filestorage", "deleteVolume"));

        if (async) {
            join(files.async().deleteVolumeAndWait(volume, QUICK));
        } else {
            files.deleteVolumeAndWait(volume, QUICK);
        }

        assertThat(requests("DELETE")).isEqualTo(11);
        assertThat(files.listVolumes().count()).isZero();
    }

    @Test
    void theLastRefusalIsThrownWhenTheTimeIsOver() {
        String volume = volume();
        scp.inject(Fault.errorBefore(409).on("filestorage", "deleteVolume"));
        Duration limit = Duration.ofMillis(200);
        ConflictException refusal = refusedUntil(limit, volume);
        while (refusal.attempts() <= 3 && limit.toSeconds() < 20) { // by a slow machine
            limit = limit.multipliedBy(10);
            scp.clearRequests();
            refusal = refusedUntil(limit, volume);
        }

        assertThat(refusal.attempts()).isGreaterThan(3);
        assertThat(refusal.elapsed()).isGreaterThanOrEqualTo(limit);
        assertThat(refusal.getSuppressed()).isNotEmpty().allMatch(earlier -> earlier instanceof ConflictException);
        assertThat(requests("DELETE")).isEqualTo(refusal.attempts());
    }

    private ConflictException refusedUntil(Duration limit, String volume) {
        WaitOptions until = QUICK.toBuilder().retryConflicts(limit).build();
        return catchThrowableOfType(ConflictException.class, () -> files.deleteVolumeAndWait(volume, until));
    }

    @Test
    void nothingIsRepeatedUnlessAskedFor() {
        String volume = volume();
        scp.inject(Fault.errorBefore(409).on("filestorage", "deleteVolume"));

        assertThatThrownBy(() -> files.deleteVolume(volume)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> files.deleteVolumeAndWait(
                        volume, QUICK.toBuilder().retryConflicts(Duration.ZERO).build()))
                .isInstanceOf(ConflictException.class);
        assertThat(requests("DELETE")).isEqualTo(2);
    }

    @Test
    void aDeleteThatIsRefusedBecauseItIsUnderWayIsNoFailure() {
        String volume = volume();
        scp.delay("filestorage", "deleteVolume", Duration.ofMinutes(2));
        files.deleteVolume(volume);

        files.deleteVolumeAndWait(volume, QUICK);

        assertThat(files.listVolumes().count()).isZero();
    }

    @Test
    void aCreateIsRepeatedAfterARefusalAndNeverInDoubt() {
        FileStorageClient patient = files.withOptions(o -> o.retryConflicts(Duration.ofMinutes(1)));
        scp.inject(Fault.errorBefore(409).on("filestorage", "createVolume").times(5));
        patient.createVolume(v -> v.name("my_volume").protocol("NFS").typeName("HDD"));
        assertThat(requests("POST")).isEqualTo(6);

        scp.inject(Fault.errorAfter(500).on("filestorage", "createVolume"));
        assertThatThrownBy(() -> patient.createVolume(
                        v -> v.name("my_volume").protocol("NFS").typeName("HDD")))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(requests("POST")).isEqualTo(7);
    }

    @Test
    void readsKeepTheirAttempts() {
        scp.inject(Fault.errorBefore(500).on("filestorage", "listVolumes"));

        ScpException failure = catchThrowableOfType(
                ServerErrorException.class,
                () -> files.withOptions(o -> o.retryConflicts(Duration.ofMinutes(1)))
                        .listVolumes());

        assertThat(failure.attempts()).isEqualTo(3);
    }

    // ----- replications -----

    @ParameterizedTest
    @ValueSource(strings = {"replication", "backup"})
    void takesAReplicationDownAtTheSideOfTheReplica(String type) {
        scp.delay("filestorage", "deleteVolumeReplication", Duration.ofNanos(1));
        String source = volume();
        var made = files.createVolumeReplicationAndWait(r -> r.name("my_replica")
                .volumeId(source)
                .region("kr-east1")
                .replicationType(type)
                .replicationFrequency("daily")
                .backupRetentionCount(7));
        try (FileStorageClient east = client("kr-east1")) {
            if (type.equals("replication")) {
                assertThatThrownBy(() -> files.deleteVolumeReplicationAndWait(
                                made.replicationId(),
                                DeleteVolumeReplicationParams.builder()
                                        .volumeId(source)
                                        .build(),
                                QUICK))
                        .as("neither at this side nor unless it is paused")
                        .isInstanceOf(ScpException.class);
            }

            ReplicationTeardown.run(files, made.replicationId(), source, QUICK);
            ReplicationTeardown.run(files, made.replicationId(), source, QUICK);

            assertThat(files.showVolume(source).purpose()).isEqualTo("none");
            assertThat(files.listVolumeReplications(p -> p.volumeId(source)).replications())
                    .isEmpty();
            assertThat(east.listVolumes().count()).isEqualTo(type.equals("replication") ? 1 : 0);
        }
    }

    @Test
    void takesAReplicationDownFromEitherSideAndInTheNewestVersion() {
        try (var west = io.github.scpsdk.filestorage.v1_2.FileStorageClient.builder()
                .endpointOverride(scp.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .build()) {
            String source = west.createVolume(v ->
                            v.name("my_volume").protocol("NFS").typeName("HDD").zone("kr-west1-a"))
                    .volumeId();
            var made = west.createVolumeReplication(r -> r.name("my_replica")
                    .volumeId(source)
                    .zone("kr-east1-a")
                    .replicationType("replication")
                    .replicationFrequency("daily"));

            ReplicationTeardown.run(west.inRegion("kr-east1"), made.replicationId(), made.replicationVolumeId(), QUICK);

            assertThat(west.showVolume(source).purpose()).isEqualTo("none");
        }
    }
}
