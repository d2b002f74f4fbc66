// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.FULL;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.SCHEDULES;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.agent;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.copy;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.files;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.image;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.newAgent;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.newFiles;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.newImage;
import static io.github.scpsdk.emulator.internal.rules.backup.BackupScenes.newServer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
    private static final String INVALID = "400 ValidationError";
    private static final String BUSY = "409 Backup.InvalidBackupState";
    private static final String NO_AGENT = "404 Backup.NotFoundCreatedBackupAgent";

    private ScpEmulator scp;
    private TestClient west;
    private TestClient east;

    @BeforeEach
    void start() {
        scp = ScpEmulator.start();
        west = TestClient.of(scp, "backup 1.2");
        east = west.in("kr-east1");
    }

    @AfterEach
    void stop() {
        scp.close();
    }

    private int count(String line) {
        return west.ok("GET /backups" + line).path("count").intValue();
    }

    private static JsonNode first(TestClient client, String line) {
        return client.ok("GET /backups/" + line).path("contents").path(0);
    }

    @Test
    void createsABackupThatIsReadyAtOnce() {
        String backup = image(west);
        JsonNode shown = west.ok("GET /backups/" + backup);
        assertThat(backup).matches("[0-9a-f]{32}");
        assertThat(shown.path("state").textValue()).isEqualTo("AVAILABLE");
        assertThat(shown.path("role_type").textValue()).isEqualTo("ORIGINAL");
        assertThat(shown.path("retention_period").textValue()).isEqualTo("WEEK_2");
        assertThat(shown.path("encrypt_enabled").booleanValue()).isTrue();
        assertThat(shown.path("dr_enabled").booleanValue()).isFalse();
        assertThat(shown.path("server_region").textValue()).isEqualTo("kr-west1");
        assertThat(shown.path("backup_agent_id").isNull()).isTrue();
        assertThat(west.speaking("backup 1.0").ok("GET /backups/" + backup).has("dr_enabled"))
                .isFalse();
        assertThat(first(west, backup + "/schedules").path("name").textValue())
                .matches("FULL_WEEKLY_09:00:00-[a-z0-9]{6}");
        west.ok("DELETE /backups/" + backup);
        assertThat(west.refused("GET /backups/" + backup)).isEqualTo("404 Backup.NotFoundBackup");
        assertThat(west.ok("GET /backups").toString()).isEqualTo("{\"contents\":[],\"count\":0}");
    }

    @Test
    void hasEachNameOnce() {
        assertThat(west.ok("GET /backups/check-name-duplication?backup_name=nightly")
                        .path("result")
                        .booleanValue())
                .isFalse();
        west.ok("POST /backups", newImage("nightly", "server"));
        assertThat(west.ok("GET /backups/check-name-duplication?backup_name=nightly")
                        .path("result")
                        .booleanValue())
                .isTrue();
        assertThat(west.refused("POST /backups", newImage("nightly", "server")))
                .isEqualTo("400 Backup.InvalidBackupName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09:00:00 -> 09:15:00",
                "09:00:00 -> 00:30:00",
                "'start_day':'MON', -> ",
                "WEEKLY -> MONTHLY",
                "'FULL' -> 'INCREMENTAL'",
                "'INCREMENTAL' -> 'FULL'",
                "AGENTLESS -> AGENT",
                "VM_IMAGE -> FILESYSTEM",
                "VIRTUAL_SERVER -> BAREMETAL_SERVER",
            })
    void refusesSchedulesAndPoliciesThatDoNotFit(String change) {
        String[] words = change.split(" -> ", 2);
        assertThat(west.refused("POST /backups", newImage("nightly", "server").replace(words[0], words[1])))
                .isEqualTo(INVALID);
    }

    @Test
    void replacesAllSchedules() {
        String backup = image(west);
        String before = first(west, backup + "/schedules").path("id").textValue();
        west.ok("PUT /backups/" + backup + "/schedules", "{'schedules':[" + FULL + "]}");
        assertThat(count("/" + backup + "/schedules")).isEqualTo(1);
        assertThat(first(west, backup + "/schedules").path("id").textValue()).isNotEqualTo(before);
        assertThat(west.refused("PUT /backups/" + backup + "/schedules", "{'schedules':[]}"))
                .isEqualTo(INVALID);
        west.ok("PUT /backups/" + backup + "/schedules", SCHEDULES);
        assertThat(count("/" + backup + "/schedules")).isEqualTo(2);
    }

    @Test
    void leavesACopyOnceARunHasEnded() {
        scp.delay("backup", "manualBackup", Duration.ofMinutes(10));
        String backup = image(west);
        west.ok("POST /backups/" + backup + "/manual-backup");
        JsonNode running = first(west, backup + "/backup-histories");
        assertThat(running.path("backup_job_state").textValue()).isEqualTo("INPROGRESS");
        assertThat(running.path("backup_end_time").isNull()).isTrue();
        assertThat(running.path("schedule_name").textValue()).startsWith("FULL_");
        assertThat(count("/" + backup + "/restore-targets")).isZero();
        assertThat(west.refused("POST /backups/" + backup + "/manual-backup")).isEqualTo(BUSY);
        assertThat(west.refused("DELETE /backups/" + backup)).isEqualTo(BUSY);

        scp.clock().advance(Duration.ofMinutes(10));

        assertThat(count("/" + backup + "/backup-histories?backup_job_state=SUCCESS"))
                .isEqualTo(1);
        assertThat(count("/" + backup + "/backup-histories?backup_job_state=FAILED"))
                .isZero();
        assertThat(count("/" + backup + "/backup-histories?backup_end_time=2001-01-01T00:00:00Z"))
                .isZero();
        JsonNode copy = first(west, backup + "/restore-targets");
        assertThat(copy.path("is_restore_available").booleanValue()).isTrue();
        String delete = "DELETE /backups/" + backup + "/restore-targets";
        assertThat(west.refused(delete, "{'restore_target_ids':['none']}"))
                .isEqualTo("404 Backup.NotFoundRestoreTarget");
        west.ok(
                delete,
                "{'restore_target_ids':['" + copy.path("restore_target_id").textValue() + "']}");
        assertThat(count("/" + backup + "/restore-targets")).isZero();
        assertThat(count("/" + backup + "/backup-histories")).isEqualTo(1);
    }

    @Test
    void dropsCopiesWhenTheirRetentionIsOver() {
        String backup = image(west);
        copy(west, backup);
        west.ok("PUT /backups/" + backup + "/retention-period", "{'retention_period':'MONTH_1'}");
        copy(west, backup);
        scp.clock().advance(Duration.ofDays(14));
        assertThat(count("/" + backup + "/restore-targets")).isEqualTo(1);
        scp.clock().advance(Duration.ofDays(17));
        assertThat(count("/" + backup + "/restore-targets")).isZero();
    }

    @Test
    void restoresAnImageAsANewServer() {
        scp.delay("backup", "restoreBackup", Duration.ofMinutes(10));
        String backup = image(west);
        String body = newServer(copy(west, backup), "restored");
        String restore = "POST /backups/" + backup + "/restore";
        west.ok(restore, body);
        assertThat(first(west, backup + "/restore-histories")
                        .path("restore_state")
                        .textValue())
                .isEqualTo("INPROGRESS");
        assertThat(west.refused(restore, body)).isEqualTo(BUSY);
        scp.clock().advance(Duration.ofMinutes(10));

        JsonNode done = first(west, backup + "/restore-histories");
        assertThat(done.path("restore_state").textValue()).isEqualTo("COMPLETED");
        assertThat(done.path("restore_end_time").textValue()).doesNotEndWith("Z");
        assertThat(west.refused(restore, body)).isEqualTo("409 Backup.InvalidRestoreServerName");
        assertThat(west.ok("GET /backups/restore/check-name-duplication?restore_server_name=restored")
                        .path("result")
                        .booleanValue())
                .isTrue();
        JsonNode target = first(west, "backup-targets?server_category=VIRTUAL_SERVER&policy_type=VM_IMAGE");
        assertThat(target.path("server_uuid")).isEqualTo(done.path("restore_server_id"));
        assertThat(target.path("server_name").textValue()).isEqualTo("restored");
        assertThat(west.refused("POST /backups/" + backup + "/restore-agent-backup", newFiles("none", "server")))
                .isEqualTo("404 Backup.NotFoundRestoreTarget");
        assertThat(west.refused("GET /backups/" + backup + "/restore/restorable-subnets"))
                .isEqualTo(INVALID);
    }

    @Test
    void restoresFilesIntoAServerThatHasAnAgent() {
        String backup = files(west);
        String copy = copy(west, backup);
        String restore = "POST /backups/" + backup + "/restore-agent-backup";
        assertThat(west.refused(restore, newFiles(copy, "bare"))).isEqualTo(NO_AGENT);
        agent(west, "bare");
        west.ok(restore, newFiles(copy, "bare"));
        assertThat(first(west, backup + "/restore-histories")
                        .path("restore_server_id")
                        .textValue())
                .isEqualTo("bare");
        JsonNode entry = first(west, backup + "/filesystem-path?path=%2F&restore_target_id=" + copy);
        assertThat(entry.path("name").textValue()).isEqualTo("data/");
        assertThat(west.refused("POST /backups/" + backup + "/restore", newServer(copy, "restored")))
                .isEqualTo("400 Backup.InvalidPolicyType");
    }

    @Test
    void keepsAgentsOnePerServerWhileBackupsUseThem() {
        assertThat(west.refused("POST /backups", newFiles("files", "bare", "/a")))
                .isEqualTo(NO_AGENT);
        assertThat(west.refused("GET /backups/check-filesystem-duplication?filesystem_path=%2Fa&server_uuid=bare"))
                .isEqualTo(NO_AGENT);
        String agent = agent(west, "bare");
        assertThat(agent).startsWith("BACKUP_AGENT-");
        assertThat(west.refused("POST /backup-agents", newAgent("bare")))
                .isEqualTo("409 Backup.InvalidBackupAgentState");
        String backup = west.ok("POST /backups", newFiles("files", "bare", "/a"))
                .path("resource")
                .path("id")
                .textValue();
        assertThat(west.ok("GET /backups/check-filesystem-duplication?filesystem_path=%2Fa&server_uuid=bare")
                        .path("result")
                        .booleanValue())
                .isTrue();
        assertThat(west.refused("DELETE /backup-agents/" + agent)).isEqualTo("409 Backup.InvalidBackupAgentState");
        JsonNode shown = west.ok("GET /backup-agents/" + agent);
        assertThat(shown.path("backup_policy_count").intValue()).isEqualTo(1);
        assertThat(shown.path("connection_state").isNull()).isTrue();
        west.ok("GET /backup-agents/" + agent + "/check-connection-state");
        assertThat(west.ok("GET /backup-agents/" + agent)
                        .path("connection_state")
                        .textValue())
                .isEqualTo("SUCCESS");
        west.ok("PUT /backups/" + backup + "/filesystem-path", "{'is_all_filesystem':true}");
        assertThat(west.ok("GET /backups/" + backup).path("filesystem_paths").isNull())
                .isTrue();
        west.ok("DELETE /backups/" + backup);
        west.ok("DELETE /backup-agents/" + agent);
        assertThat(west.refused("GET /backup-agents/" + agent)).isEqualTo("404 Backup.NotFoundBackupAgent");
    }

    @Test
    void replicatesABackupToThePartnerRegion() {
        String backup = files(west);
        String use = "PUT /backups/" + backup + "/replication";
        assertThat(west.refused("PUT /backups/" + image(west) + "/replication", "{'dr_enabled':true}"))
                .isEqualTo("400 Backup.InvalidReplication");

        west.ok(use, "{'dr_enabled':true}");

        JsonNode original = west.ok("GET /backups/" + backup);
        String replica = original.path("replica_backup_id").textValue();
        assertThat(original.path("dr_region").textValue()).isEqualTo("kr-east1");
        JsonNode there = east.ok("GET /backups/" + replica);
        assertThat(there.path("role_type").textValue()).isEqualTo("REPLICA");
        assertThat(there.path("origin_backup_id").textValue()).isEqualTo(backup);
        copy(west, backup);
        assertThat(east.ok("GET /backups/" + replica + "/restore-targets")
                        .path("count")
                        .intValue())
                .isEqualTo(1);
        west.ok("PUT /backups/" + backup + "/retention-period", "{'retention_period':'YEAR_1'}");
        assertThat(east.ok("GET /backups/" + replica).path("retention_period").textValue())
                .isEqualTo("YEAR_1");
        assertThat(east.refused("DELETE /backups/" + replica)).isEqualTo("400 Backup.InvalidBackupRole");
        west.ok(use, "{'dr_enabled':false}");
        assertThat(east.refused("GET /backups/" + replica)).isEqualTo("404 Backup.NotFoundBackup");
        assertThat(west.ok("GET /backups/" + backup).path("replica_backup_id").isNull())
                .isTrue();
    }

    @Test
    void listsTheRegionsOfReplicas() {
        assertThat(count("/region-relationship")).isEqualTo(2);
        assertThat(first(west, "region-relationship?from_region=kr-east1")
                        .path("to_region")
                        .textValue())
                .isEqualTo("kr-west1");
    }

    @Test
    void refusesServersThatAStrictRegistryDoesNotKnow() {
        try (ScpEmulator strict = ScpEmulator.builder().strictReferences().start()) {
            TestClient client = TestClient.of(strict, "backup 1.2");
            String refusal = "404 Backup.NotFoundVirtualServerForSearchError";
            assertThat(client.refused("POST /backups", newImage("nightly", "none")))
                    .isEqualTo(refusal);
            assertThat(client.refused("POST /backup-agents", newAgent("none"))).isEqualTo(refusal);
        }
    }

    @Test
    void refusesSubnetsThatAStrictRegistryDoesNotKnow() {
        try (ScpEmulator strict = ScpEmulator.builder().strictReferences().start()) {
            TestClient client = TestClient.of(strict, "backup 1.2");
            strict.seed("kr-west1").server("web", "web");
            String agent = newAgent("web").replace("}", ",'subnet_id':'front'}");
            String backup = client.ok("POST /backups", newImage("nightly", "web"))
                    .at("/resource/id")
                    .textValue();
            client.ok("POST /backups/" + backup + "/manual-backup");
            String copy = client.ok("GET /backups/" + backup + "/restore-targets")
                    .at("/contents/0/restore_target_id")
                    .textValue();
            String restore = "POST /backups/" + backup + "/restore";
            String server = "{'restore_server_name':'again','restore_target_id':'" + copy
                    + "','server_type_id':'s1','networks':[{'subnet_id':'front'}],'security_groups':['any']}";

            assertThat(client.refused("POST /backup-agents", agent)).isEqualTo("404 Backup.NotFoundSubnet");
            assertThat(client.refused(restore, server)).isEqualTo("404 Backup.NotFoundSubnet");
            strict.seed("kr-west1").subnet("front", "front", "192.168.1.0/24");
            client.ok("POST /backup-agents", agent);
            client.ok(restore, server);
        }
    }
}
