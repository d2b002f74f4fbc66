// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.neighbours;

import static io.github.scpsdk.emulator.neighbours.PlainClient.PROJECT;
import static io.github.scpsdk.emulator.neighbours.PlainClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.EmulatorExtension;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OtcCbrEmulatorTest {
    private static final Path EXAMPLE = Path.of("..", "api", "examples", "otc-cbr", "3.0", "replicateBackup");
    private static final String OTHER_PROJECT = "68589cac08274b82b4e254268a3862d8";
    private static final String BACKUP = "a5200268-74a5-4806-acc6-95793ab0228b";
    private static final String REPLICAS = "0ca3eb86-8800-46da-9c37-9d657a825274";

    @RegisterExtension
    static final EmulatorExtension<OtcCbrEmulator> OTC = new EmulatorExtension<>(
            OtcCbrEmulator.class,
            () -> OtcCbrEmulator.builder().region("region1").region("region2").start());

    private final OtcCbrEmulator otc;

    OtcCbrEmulatorTest(OtcCbrEmulator otc) {
        this.otc = otc;
    }

    /** What the documented request refers to. */
    private void seedTheDocumented() {
        otc.seed("region1", PROJECT).vault("vault-1", "servers").backup(BACKUP, "nightly", "vault-1", "server-1");
        otc.seed("region2", OTHER_PROJECT).vaultForReplicas(REPLICAS, "replicas");
    }

    private static String documentedRequest() throws IOException {
        return Files.readString(EXAMPLE.resolve("request.json"));
    }

    @Test
    void respondsToTheDocumentedRequestWithTheDocumentedFields() throws IOException {
        seedTheDocumented();
        JsonNode documented = json(Files.readString(EXAMPLE.resolve("response-200.json")));

        JsonNode response = PlainClient.of(otc, "region1", PROJECT)
                .ok("POST /v3/{project}/backups/" + BACKUP + "/replicate", documentedRequest());

        JsonNode replication = response.path("replication");
        assertThat(replication.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        () -> documented.path("replication").fieldNames());
        assertThat(replication.path("backup_id").textValue()).isEqualTo(BACKUP);
        assertThat(replication.path("project_id").textValue()).isEqualTo(PROJECT);
        for (String same : new String[] {
            "destination_vault_id", "destination_project_id", "destination_region", "source_region", "provider_id"
        }) {
            assertThat(replication.path(same))
                    .isEqualTo(documented.path("replication").path(same));
        }
    }

    @Test
    void respondsByteForByteAsDocumentedWhenAResponderDoes() throws IOException {
        PlainClient client = PlainClient.of(otc, "region1", PROJECT);
        otc.respondWith(call -> call.documented());
        assertThat(client.send("POST /v3/{project}/backups/" + BACKUP + "/replicate", documentedRequest())
                        .body())
                .isEqualTo(Files.readString(EXAMPLE.resolve("response-200.json")));
    }

    @Test
    void replicatesABackupToAnotherRegion() throws IOException {
        seedTheDocumented();
        otc.delay("otc-cbr", "replicateBackup", Duration.ofMinutes(10));
        PlainClient here = PlainClient.of(otc, "region1", PROJECT);
        PlainClient there = PlainClient.of(otc, "region2", OTHER_PROJECT);
        String replicate = "POST /v3/{project}/backups/" + BACKUP + "/replicate";
        String record = here.ok(replicate, documentedRequest())
                .at("/replication/replication_record_id")
                .textValue();

        JsonNode records = here.ok("GET /v3/{project}/backups/" + BACKUP).at("/backup/replication_records");
        assertThat(records.at("/0/id").textValue()).isEqualTo(record);
        assertThat(records.at("/0/status").textValue()).isEqualTo("replicating");
        String list = "GET /v3/" + OTHER_PROJECT + "/backups?image_type=replication&vault_id=" + REPLICAS;
        assertThat(there.ok(list).at("/backups/0/status").textValue()).isEqualTo("protecting");
        assertThat(here.ok("GET /v3/{project}/operation-logs?operation_type=replication&status=running")
                        .path("count")
                        .intValue())
                .isEqualTo(1);
        assertThat(here.answer(replicate, documentedRequest()))
                .startsWith("400 ")
                .contains("BackupService.6402");

        otc.clock().advance(Duration.ofMinutes(10));
        assertThat(here.ok("GET /v3/{project}/backups/" + BACKUP)
                        .at("/backup/replication_records/0/status")
                        .textValue())
                .isEqualTo("success");
        JsonNode replica = there.ok(list).at("/backups/0");
        assertThat(replica.path("status").textValue()).isEqualTo("available");
        assertThat(replica.path("name").textValue()).isEqualTo("backup_name");
        assertThat(replica.path("description").textValue()).isEqualTo("backup_description");
        assertThat(here.ok("GET /v3/{project}/operation-logs?operation_type=replication")
                        .at("/operation_logs/0/status")
                        .textValue())
                .isEqualTo("success");

        String other = "/v3/" + OTHER_PROJECT + "/backups/" + replica.path("id").textValue();
        assertThat(there.answer("POST " + other + "/restore", "{'restore':{}}")).startsWith("400 ");
        assertThat(there.answer("DELETE " + other)).isEqualTo("204 ");
        assertThat(there.answer("GET " + other)).startsWith("404 ");
        here.ok(replicate, documentedRequest()); // once the replica is gone, it can be made again
    }

    @Test
    void takesABackupThroughItsLife() {
        PlainClient client = PlainClient.of(otc);
        String vault = client.ok(
                        "POST /v3/{project}/vaults",
                        "{'vault':{'name':'v','billing':{'consistent_level':'crash_consistent','object_type':'server',"
                                + "'protect_type':'backup','size':100},'resources':[]}}")
                .at("/vault/id")
                .textValue();
        String path = "/v3/{project}/vaults/" + vault;
        assertThat(client.answer("POST /v3/{project}/checkpoints", "{'checkpoint':{'vault_id':'" + vault + "'}}"))
                .contains("The vault has no resources.");
        String add = "{'resources':[{'id':'server-1','type':'OS::Nova::Server'}]}";
        client.ok("POST " + path + "/addresources", add);
        assertThat(client.answer("POST " + path + "/addresources", add))
                .isEqualTo(
                        "400 {\"error_code\":\"BackupService.6103\",\"error_msg\":\"Resource server-1 is in a vault.\"}");

        otc.delay("otc-cbr", "createCheckpoint", Duration.ofHours(1));
        String checkpoint = client.ok("POST /v3/{project}/checkpoints", "{'checkpoint':{'vault_id':'" + vault + "'}}")
                .at("/checkpoint/id")
                .textValue();
        JsonNode backup = client.ok("GET /v3/{project}/backups?checkpoint_id=" + checkpoint)
                .at("/backups/0");
        String backupPath = "/v3/{project}/backups/" + backup.path("id").textValue();
        assertThat(backup.path("status").textValue()).isEqualTo("protecting");
        assertThat(client.answer("DELETE " + backupPath)).contains("BackupService.6302");
        otc.clock().advance(Duration.ofHours(1));
        assertThat(client.ok("GET /v3/{project}/checkpoints/" + checkpoint)
                        .at("/checkpoint/status")
                        .textValue())
                .isEqualTo("available");
        assertThat(client.ok("GET " + path)
                        .at("/vault/resources/0/backup_count")
                        .intValue())
                .isEqualTo(1);

        String disk = client.ok("GET " + backupPath).at("/backup/children/0/id").textValue();
        assertThat(client.answer("POST " + backupPath + "/restore", "{'restore':{}}"))
                .startsWith("400 ");
        assertThat(client.answer(
                        "POST " + backupPath + "/restore",
                        "{'restore':{'mappings':[{'backup_id':'" + disk + "','volume_id':'v'}]}}"))
                .isEqualTo("202 ");
        assertThat(client.answer("DELETE " + path)).isEqualTo("204 ");
        assertThat(client.answer("GET " + backupPath)).startsWith("404 ").contains("BackupService.6301");
        assertThat(client.ok("GET /v3/{project}/operation-logs").at("/operation_logs"))
                .extracting(log -> log.path("operation_type").textValue() + " "
                        + log.path("status").textValue())
                .containsExactly("vault_delete success", "restore success", "backup success");
    }

    @Test
    void appliesPoliciesToVaults() {
        otc.seed("eu-de", PROJECT).vault("vault-1", "servers");
        PlainClient client = PlainClient.of(otc);
        String policy = client.ok(
                        "POST /v3/{project}/policies",
                        "{'policy':{'name':'p','operation_type':'backup','operation_definition':{'max_backups':7},"
                                + "'trigger':{'properties':{'pattern':['FREQ=DAILY;BYHOUR=3']}}}}")
                .at("/policy/id")
                .textValue();
        String body = "{'policy_id':'" + policy + "'}";
        client.ok("POST /v3/{project}/vaults/vault-1/associatepolicy", body);
        assertThat(client.ok("GET /v3/{project}/policies?vault_id=vault-1")
                        .at("/policies/0/associated_vaults/0/vault_id")
                        .textValue())
                .isEqualTo("vault-1");
        assertThat(client.ok("GET /v3/{project}/vaults?policy_id=" + policy)
                        .path("count")
                        .intValue())
                .isEqualTo(1);
        client.ok("POST /v3/{project}/vaults/vault-1/dissociatepolicy", body);
        assertThat(client.ok("GET /v3/{project}/policies?vault_id=vault-1")
                        .path("count")
                        .intValue())
                .isZero();
        assertThat(client.answer("DELETE /v3/{project}/policies/" + policy)).isEqualTo("204 ");
    }

    @Test
    void refusesReplicationsThatCannotBe() {
        seedTheDocumented();
        otc.seed("region2", OTHER_PROJECT).vault("vault-2", "no replicas");
        PlainClient client = PlainClient.of(otc, "region1", PROJECT);
        String path = "POST /v3/{project}/backups/" + BACKUP + "/replicate";
        assertThat(client.answer(path, replicate("region1", REPLICAS)))
                .startsWith("400 ")
                .contains("6404");
        assertThat(client.answer(path, replicate("mars", REPLICAS)))
                .startsWith("400 ")
                .contains("6404");
        assertThat(client.answer(path, replicate("region2", "vault-9")))
                .startsWith("404 ")
                .contains("6001");
        assertThat(client.answer(path, replicate("region2", "vault-2")))
                .startsWith("400 ")
                .contains("6004");
        assertThat(client.answer("POST /v3/{project}/backups/none/replicate", replicate("region2", REPLICAS)))
                .startsWith("404 ")
                .contains("6301");
        assertThat(client.answer(path, "{'replicate':{}}"))
                .isEqualTo(
                        "400 {\"error_code\":\"BackupService.9900\",\"error_msg\":\"The request is not as described: "
                                + "body.replicate.destination_project_id: Field required; "
                                + "body.replicate.destination_region: Field required; "
                                + "body.replicate.destination_vault_id: Field required\"}");
    }

    private static String replicate(String region, String vault) {
        return "{'replicate':{'destination_project_id':'" + OTHER_PROJECT + "','destination_region':'" + region
                + "','destination_vault_id':'" + vault + "'}}";
    }

    @Test
    void wantsATokenThatHoldsForTheProject() {
        PlainClient client = PlainClient.of(otc);
        String list = "GET /v3/{project}/vaults";
        assertThat(new PlainClient(otc.endpoint(), "", "").answer(list))
                .startsWith("401 ")
                .contains("APIGW.0301");
        assertThat(new PlainClient(otc.endpoint(), "X-Auth-Token", "x").answer(list))
                .startsWith("401 ");
        assertThat(client.answer("GET /v3/" + OTHER_PROJECT + "/vaults")).startsWith("403 ");
        otc.clock().advance(Duration.ofHours(24).minusMinutes(2)); // which this test does not take by itself
        client.ok(list);
        otc.clock().advance(Duration.ofMinutes(2));
        assertThat(client.answer(list)).startsWith("401 ").contains("token expires");
        PlainClient.of(otc).ok(list);
        assertThat(client.answer("GET /v3/{project}/nothing"))
                .startsWith("404 ")
                .contains("APIGW.0101");
    }

    @Test
    void keepsNoSecrets() {
        PlainClient client = PlainClient.of(otc);
        client.ok("GET /v3/{project}/vaults");
        assertThat(client.answer("POST /v3/auth/tokens", PlainClient.otcLogin("WrongSecret", PROJECT)))
                .startsWith("401 ")
                .doesNotContain("WrongSecret");
        new PlainClient(otc.endpoint(), "", "").send("POST /v3/auth/tokens", "{'password':'HalfSecret");

        String known = otc.saveState() + otc.requests();
        for (ReceivedRequest request : otc.requests()) {
            known += request.headers() + new String(request.body(), StandardCharsets.UTF_8);
        }
        assertThat(known)
                .contains("***")
                .doesNotContain(client.token(), OtcCbrEmulator.DEMO_PASSWORD, "WrongSecret", "HalfSecret");
    }
}
