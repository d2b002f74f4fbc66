// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.backup.model.BackupDeleteRequest1Dot4;
import io.github.scpsdk.backup.model.BackupPolicyType;
import io.github.scpsdk.backup.model.ServerCategory;
import io.github.scpsdk.backup.v1_4.BackupClient;
import io.github.scpsdk.blockstoragebm.model.DiskType;
import io.github.scpsdk.blockstoragebm.model.ReplicationCycle;
import io.github.scpsdk.blockstoragebm.v1_4.BlockStorageBmClient;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.ScpEmulator;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Backup 1.4 and Block Storage (BM) 1.4 demand and older versions do not: sessions, zones, fields that are null. */
class NewDemandsTest {

    private static final String SESSION = "e967d2a3d38e4fb4ab03393898eda8a0";

    private ScpEmulator emulator;
    private BackupClient backups;
    private BlockStorageBmClient blocks;

    @BeforeEach
    void start() {
        emulator = ScpEmulator.builder().replaying().start();
        backups = BackupClient.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .build();
        blocks = BlockStorageBmClient.builder()
                .endpointOverride(emulator.endpoint("kr-west1"))
                .credentials(Platform.KEYS)
                .build();
    }

    @AfterEach
    void stop() {
        blocks.close();
        backups.close();
        emulator.close();
    }

    @Test
    void saysThatNobodyDocumentsHowASessionIsOpened() {
        String advice =
                "the id of the OTP session that confirms the deletion; no document of the platform says how such a"
                        + " session is opened, so pass an id that you have, or delete in the console";

        assertThatThrownBy(() -> backups.deleteBackup("b-1", request -> {}))
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("BackupDeleteRequest1Dot4 is not complete. Missing: sessionId. sessionId: " + advice + ".");
        assertThatThrownBy(() ->
                        backups.deleteBackupRestoreTarget("b-1", request -> request.restoreTargetIds(List.of("t-1"))))
                .isInstanceOf(ScpValidationException.class)
                .hasMessageEndingWith("Missing: sessionId. sessionId: " + advice + ".");
        assertThatThrownBy(() -> backups.deleteBackup("b-1", withoutASession()))
                .isInstanceOf(ScpValidationException.class)
                .hasMessage("backup 1.4 deleteBackup was not sent: BackupDeleteRequest1Dot4.session_id is required: "
                        + advice + ".");
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void sendsTheSessionAndNeverShowsIt() {
        BackupDeleteRequest1Dot4 request =
                BackupDeleteRequest1Dot4.builder().sessionId(SESSION).build();

        backups.deleteBackup("b-1", request);

        // the emulator has checked the session before it masked it in what it keeps
        assertThat(received().bodyText()).isEqualTo("{\"session_id\":\"***\"}");
        assertThat(received().refusal()).isNull();
        assertThat(request.toString()).doesNotContain(SESSION).contains("***");
    }

    @Test
    void sendsNullForWhatAnAgentMustHaveAndLeavesOut() {
        backups.createBackupAgent(request -> request.serverUuid("89f5ef44-1021-4a5c-8e06-fbb289eac366"));

        assertThat(received().bodyText())
                .isEqualTo("{\"server_backup_agent_ip\":null,\"server_uuid\":\"89f5ef44-1021-4a5c-8e06-fbb289eac366\","
                        + "\"zone\":null}");
        assertThat(received().refusal()).isNull();
    }

    @Test
    void listsWhatFileStorageCanBeBackedUp() {
        backups.listBackupTargets(params -> params.serverCategory(ServerCategory.VIRTUAL_SERVER)
                .policyType(BackupPolicyType.FILE_STORAGE)
                .zone("kr-west1-a"));

        assertThat(received().refusal()).isNull();
        assertThat(received().target()).contains("policy_type=FILE_STORAGE", "zone=kr-west1-a");
    }

    @Test
    void refusesToCreateWithoutAZone() {
        String here = ": a zone of the client's region, for example kr-west1-a;";
        String there = ": a zone of the region that receives the replica, for example kr-east1-a;";

        assertMissingZone(
                "VolumeCreateRequestV1Dot4",
                here,
                () -> blocks.createVolume(volume ->
                        volume.name("bs-01").diskType(DiskType.SSD).sizeGb(10).attachments(List.of())));
        assertMissingZone(
                "VolumeGroupCreationRequestV1Dot4",
                here,
                () -> blocks.createVolumeGroup(
                        group -> group.name("vg-01").volumeIds(List.of("17e0b4fd27784dfb843440ec08bdd148"))));
        assertMissingZone(
                "VolumeReplicationCreateRequestV1Dot4",
                there,
                () -> blocks.createVolumeReplication(
                        "v-1",
                        replica -> replica.name("dr-01").region("kr-east1").cycle(ReplicationCycle.HOURLY)));
        assertMissingZone(
                "VolumeGroupReplicationCreateRequestV1Dot4",
                there,
                () -> blocks.createVolumeGroupReplication(
                        "g-1",
                        replica -> replica.name("dr-01")
                                .region("kr-east1")
                                .cycle(ReplicationCycle.HOURLY)
                                .replicationVolumeNamePrefix("dr")));
        assertThat(emulator.requests()).isEmpty();
    }

    private static void assertMissingZone(String type, String advice, ThrowingCallable create) {
        ScpValidationException e = catchThrowableOfType(ScpValidationException.class, create);
        assertThat(e).hasMessageStartingWith(type + " is not complete. Missing: zone. zone" + advice);
        assertThat(e.violations()).singleElement().asString().startsWith(type + ".zone is required" + advice);
    }

    /** A constructor never checks. */
    @SuppressWarnings("NullAway")
    private static BackupDeleteRequest1Dot4 withoutASession() {
        return new BackupDeleteRequest1Dot4(null);
    }

    private ReceivedRequest received() {
        assertThat(emulator.requests()).hasSize(1);
        return emulator.requests().get(0);
    }
}
