// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.archivestorage.model.ObjectRecoverRequest;
import io.github.scpsdk.archivestorage.model.RecoveryHistoryShowResponse;
import io.github.scpsdk.archivestorage.v1_1.ArchiveStorageClient;
import io.github.scpsdk.backup.model.BackupHistoryResponse;
import io.github.scpsdk.backup.model.BackupPolicyCategory;
import io.github.scpsdk.backup.model.BackupPolicyType;
import io.github.scpsdk.backup.model.BackupRestoreHistoryResponse;
import io.github.scpsdk.backup.model.BackupRestoreRequest;
import io.github.scpsdk.backup.model.BackupScheduleDay;
import io.github.scpsdk.backup.model.BackupScheduleFrequency;
import io.github.scpsdk.backup.model.BackupScheduleType;
import io.github.scpsdk.backup.model.ServerCategory;
import io.github.scpsdk.backup.v1_2.BackupClient;
import io.github.scpsdk.blockstoragebm.model.BlockStorageAttachmentObjectType;
import io.github.scpsdk.blockstoragebm.model.DiskType;
import io.github.scpsdk.blockstoragebm.model.QoSModel;
import io.github.scpsdk.blockstoragebm.v1_3.BlockStorageBmClient;
import io.github.scpsdk.core.ConflictException;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpInterruptedException;
import io.github.scpsdk.core.ScpWaitFailedException;
import io.github.scpsdk.core.ScpWaitTimeoutException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.core.WaitProgress;
import io.github.scpsdk.emulator.Fault;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;
import io.github.scpsdk.parallelfilestorage.model.VolumeCapacityRequest;
import io.github.scpsdk.parallelfilestorage.v1_0.ParallelFileStorageClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that goes on after its operation has answered, waited for on the emulator that keeps state and whose time the test moves. */
@Timeout(120)
class RunsTest {

    private static final String SERVER = "3f342bf9-a557-405c-b8a5-1c9b5a7e6d10";

    private final List<WaitProgress> told = new ArrayList<>();
    private ScpEmulator scp;

    /** Each poll is told, and lets ten minutes pass. */
    private WaitOptions polling() {
        return polling(progress -> {});
    }

    private WaitOptions polling(Consumer<WaitProgress> also) {
        return WaitOptions.builder()
                .limit(Duration.ofMinutes(1))
                .interval(Duration.ofMillis(1))
                .onState(progress -> {
                    told.add(progress);
                    also.accept(progress);
                    scp.clock().advance(Duration.ofMinutes(10));
                })
                .build();
    }

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    private <C, B extends ScpClientBuilder<C, B>> C client(B builder) {
        return builder.endpointOverride(scp.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .build();
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private List<String> states() {
        return told.stream().map(WaitProgress::state).toList();
    }

    // ----- backups -----

    private static String image(BackupClient backups) {
        return backups.createBackup(b -> b.name("nightly")
                        .policyCategory(BackupPolicyCategory.AGENTLESS)
                        .policyType(BackupPolicyType.VM_IMAGE)
                        .serverCategory(ServerCategory.VIRTUAL_SERVER)
                        .serverUuid(SERVER)
                        .schedules(s -> s.type(BackupScheduleType.FULL)
                                .frequency(BackupScheduleFrequency.WEEKLY)
                                .startDay(BackupScheduleDay.MON)
                                .startTime("09:00:00")))
                .resource()
                .id();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsForTheRunThatBeganAfterTheCall(boolean async) {
        try (BackupClient backups = client(BackupClient.builder())) {
            String id = image(backups);
            backups.manualBackup(id); // an older run, which has ended well
            scp.clock().advance(Duration.ofHours(1));
            scp.delay("backup", "manualBackup", Duration.ofMinutes(25));

            BackupHistoryResponse run = async
                    ? joined(backups.async().manualBackupAndWait(id, polling()))
                    : backups.manualBackupAndWait(id, polling());

            assertThat(states()).containsExactly("INPROGRESS", "INPROGRESS", "INPROGRESS", "SUCCESS");
            assertThat(run.backupJobState()).isEqualTo("SUCCESS");
            assertThat(backups.listBackupRestoreTargets(id).contents()).hasSize(2);
        }
    }

    @Test
    void tellsRunsApartThatBeganInTheSameSecond() {
        try (BackupClient backups = client(BackupClient.builder())) {
            String id = image(backups);
            backups.manualBackup(id);
            backups.manualBackup(id);
            scp.delay("backup", "manualBackup", Duration.ofMinutes(5));

            backups.manualBackupAndWait(id, polling());

            assertThat(states()).containsExactly("INPROGRESS", "SUCCESS");
        }
    }

    @Test
    void theLatestRunCanBeWaitedForByAnyoneElse() {
        try (BackupClient backups = client(BackupClient.builder())) {
            String id = image(backups);
            assertThatThrownBy(() -> backups.waiters()
                            .backupRunEnded(
                                    id, w -> w.limit(Duration.ofMillis(50)).interval(Duration.ofMillis(1))))
                    .isInstanceOf(ScpWaitTimeoutException.class);
            scp.delay("backup", "manualBackup", Duration.ofMinutes(5));
            backups.manualBackup(id);

            assertThat(backups.waiters().backupRunEnded(id, polling()).backupJobState())
                    .isEqualTo("SUCCESS");
            assertThat(states()).containsExactly("INPROGRESS", "SUCCESS");
        }
    }

    @Test
    void aRunThatIsRefusedIsNotWaitedFor() {
        try (BackupClient backups = client(BackupClient.builder())) {
            String id = image(backups);
            scp.delay("backup", "manualBackup", Duration.ofHours(1));
            backups.manualBackup(id);

            assertThatThrownBy(() -> backups.manualBackupAndWait(id, polling())).isInstanceOf(ConflictException.class);
            assertThat(told).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsForARestoreByTheNameOfTheNewServer(boolean async) {
        try (BackupClient backups = client(BackupClient.builder())) {
            String id = image(backups);
            backups.manualBackup(id);
            String copy = backups.listBackupRestoreTargets(id).contents().get(0).restoreTargetId();
            BackupRestoreRequest request = BackupRestoreRequest.builder()
                    .restoreTargetId(copy)
                    .restoreServerName("web-2")
                    .serverTypeId("s1v2m4")
                    .build();
            backups.restoreBackup(
                    id, request.toBuilder().restoreServerName("web-1").build());
            scp.delay("backup", "restoreBackup", Duration.ofMinutes(15));

            BackupRestoreHistoryResponse restore = async
                    ? joined(backups.async().restoreBackupAndWait(id, request, polling()))
                    : backups.restoreBackupAndWait(id, request, polling());

            assertThat(restore.restoreServerName()).isEqualTo("web-2");
            assertThat(restore.restoreServerId()).isNotNull();
            assertThat(states()).containsExactly("INPROGRESS", "INPROGRESS", "COMPLETED");
        }
    }

    @Test
    void aPollThatFailsForAWhileDoesNotEndTheWait() {
        try (BackupClient backups = client(BackupClient.builder())) {
            String id = image(backups);
            scp.delay("backup", "manualBackup", Duration.ofMinutes(25));
            backups.withOptions(o -> o.maxAttempts(1)).manualBackupAndWait(id, polling(progress -> {
                scp.clearFaults();
                if (progress.polls() == 1) {
                    scp.inject(Fault.errorBefore(503)
                            .on("backup", "listBackupHistories")
                            .times(1));
                }
            }));

            assertThat(told.get(1).forgiven()).isNotNull();
            assertThat(states()).endsWith("INPROGRESS", "SUCCESS");
        }
    }

    // ----- recoveries -----

    /** A bucket with one archived object. */
    private String archived(ArchiveStorageClient archive) {
        scp.seed("kr-west1").object("reports", "2026/sales.csv", 48_000).bucket("recovered");
        String bucket = archive.createBucket(b -> b.name("archive")).id();
        archive.createArchivingPolicy(
                p -> p.bucketId(bucket),
                p -> p.archivingSourceBucketName("reports").objectLifecycle("1").objectPath("/"));
        scp.clock().advance(Duration.ofDays(2).plusMinutes(1));
        return bucket;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsTheProgressOfARecoveryInPerCent(boolean async) {
        try (ArchiveStorageClient archive = client(ArchiveStorageClient.builder())) {
            String bucket = archived(archive);
            scp.delay("archivestorage", "recoverObjects", Duration.ofMinutes(15));

            Supplier<RecoveryHistoryShowResponse> recover = () -> async
                    ? joined(archive.async().recoverObjectsAndWait(bucket, recovery(), polling()))
                    : archive.recoverObjectsAndWait(bucket, recovery(), polling());
            RecoveryHistoryShowResponse first = recover.get();
            RecoveryHistoryShowResponse second = recover.get();

            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(states()).containsExactly("RUNNING", "RUNNING", "SUCCESS", "RUNNING", "RUNNING", "SUCCESS");
            assertThat(told).extracting(WaitProgress::percent).containsExactly(0, 0, 100, 0, 0, 100);
        }
    }

    private static ObjectRecoverRequest recovery() {
        return ObjectRecoverRequest.builder()
                .recoveryTargetBucketName("recovered")
                .recoveryInfos(i -> i.sourceObjectPath("2026/sales.csv").objectType("FILE"))
                .overwrite(true)
                .build();
    }

    @Test
    void aRecoveryThatIsCancelledFailsItsWaitAndEndsTheOther() {
        try (ArchiveStorageClient archive = client(ArchiveStorageClient.builder())) {
            String bucket = archived(archive);
            scp.delay("archivestorage", "recoverObjects", Duration.ofHours(3));

            ScpWaitFailedException failure = catchThrowableOfType(
                    ScpWaitFailedException.class,
                    () -> archive.recoverObjectsAndWait(bucket, recovery(), polling(progress -> {
                        if (progress.polls() == 2) {
                            OffsetDateTime now = scp.clock().now().atOffset(ZoneOffset.UTC);
                            String run = archive.listRecoveryHistories(p -> p.bucketId(bucket)
                                            .startAtFrom(now.minusDays(1))
                                            .startAtTo(now))
                                    .contents()
                                    .get(0)
                                    .id();
                            assertThat(archive.cancelRecoveryAndWait(
                                                    c -> c.id(run).bucketId(bucket))
                                            .state())
                                    .isEqualTo("CANCELED");
                        }
                    })));

            assertThat(failure.lastState()).isEqualTo("CANCELED");
            assertThat(failure.carriedOut()).isEqualTo("recoverObjects");
        }
    }

    // ----- the end of a wait is not the end of the work -----

    @Test
    void cancellingAWaitLeavesTheWorkGoingOn() {
        try (BackupClient backups = client(BackupClient.builder())) {
            String id = image(backups);
            scp.delay("backup", "manualBackup", Duration.ofHours(1));
            CompletableFuture<Void> polled = new CompletableFuture<>();
            CompletableFuture<BackupHistoryResponse> wait = backups.async()
                    .manualBackupAndWait(
                            id,
                            WaitOptions.builder()
                                    .onState(p -> polled.complete(null))
                                    .build());
            polled.join();

            assertThat(wait.cancel(true)).isTrue();
            assertThatThrownBy(wait::join).isInstanceOf(CancellationException.class);
            assertThat(backups.listBackupHistories(id).contents().get(0).backupJobState())
                    .isEqualTo("INPROGRESS");
        }
    }

    @Test
    void anInterruptSaysThatTheWorkGoesOn() {
        try (BackupClient backups = client(BackupClient.builder())) {
            String id = image(backups);
            scp.delay("backup", "manualBackup", Duration.ofHours(1));
            Thread waiting = Thread.currentThread();

            assertThatThrownBy(() -> backups.manualBackupAndWait(
                            id,
                            WaitOptions.builder()
                                    .onState(p -> waiting.interrupt())
                                    .build()))
                    .isInstanceOf(ScpInterruptedException.class)
                    .hasMessageContaining("manualBackup was carried out and must not be called again")
                    .hasMessageContaining("What is under way on the platform goes on");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    // ----- what a volume shows -----

    @Test
    void aNewSizeIsWaitedForAndNotOnlyAState() {
        try (ParallelFileStorageClient files = client(ParallelFileStorageClient.builder())) {
            String id = files.createVolume(v -> v.name("scratch").capacityTb(1)).id();
            scp.delay("parallel-filestorage", "setVolumeCapacity", Duration.ofMinutes(15));

            assertThat(files.setVolumeCapacityAndWait(
                                    id,
                                    VolumeCapacityRequest.builder()
                                            .capacityTb(2)
                                            .build(),
                                    polling())
                            .capacityTb())
                    .isEqualTo(2);
        }
    }

    @Test
    void serversAreWaitedForUntilTheyAreThereOrGone() {
        try (BlockStorageBmClient blocks = client(BlockStorageBmClient.builder())) {
            String id = blocks.createVolumeAndWait(v -> v.name("data")
                            .diskType(DiskType.SSD)
                            .sizeGb(10)
                            .qos(QoSModel.builder().iops(5000).throughput(250).build())
                            .attachments(
                                    a -> a.objectId("a".repeat(32)).objectType(BlockStorageAttachmentObjectType.BM)))
                    .result()
                    .id();

            assertThat(blocks.attachVolumeAndWait(
                                    id,
                                    a -> a.attachments(s ->
                                            s.objectId("b".repeat(32)).objectType(BlockStorageAttachmentObjectType.BM)))
                            .result()
                            .attachments())
                    .hasSize(2);
            assertThat(blocks.detachVolumeAndWait(id, d -> d.attachments(List.of("a".repeat(32), "b".repeat(32))))
                            .result()
                            .state()
                            .text())
                    .isEqualTo("AVAILABLE");
        }
    }

    @Test
    void aRestoredVolumeIsWaitedFor() {
        try (FileStorageClient files = client(FileStorageClient.builder())) {
            String volume = files.createVolume(
                            v -> v.name("my_volume").protocol("NFS").typeName("HDD"))
                    .volumeId();
            String snapshot =
                    files.createSnapshot(s -> s.volumeId(volume)).snapshot().id();

            assertThat(files.restoreSnapshotAndWait(snapshot, p -> p.volumeId(volume))
                            .id())
                    .isEqualTo(volume);
            assertThat(scp.requests().stream().map(ReceivedRequest::target).reduce((earlier, later) -> later))
                    .hasValueSatisfying(target -> assertThat(target).endsWith("/v1/volumes/" + volume));
        }
    }
}
