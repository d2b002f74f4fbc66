// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.neighbours;

import static io.github.scpsdk.emulator.neighbours.PlainClient.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.Check;
import io.github.scpsdk.emulator.internal.description.DescribedOperation;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each operation of the systems of others, with the state it needs: it succeeds, and its response is as described. */
class NeighbourOperationsTest {
    private static final String VAULT = "vault-1";
    private static final String BACKUP = "backup-1";
    private static final String VOLUME = "1".repeat(32);
    private static final String LOCAL = "2".repeat(32);
    private static final String REMOTE = "3".repeat(32);
    private static final String POLICY = "{'policy':{'name':'p','operation_type':'backup','operation_definition':"
            + "{'max_backups':7},'trigger':{'properties':{'pattern':['FREQ=DAILY']}}}}";
    private static final String REPLICATE =
            "'destination_project_id':'other','destination_region':'eu-nl','destination_vault_id':'replicas'}}";

    /** Makes what a request needs, and sends it. */
    private interface Scene {
        HttpResponse<String> play(PlainClient client);
    }

    private static Scene send(String line, String body) {
        return client -> client.send(line, body);
    }

    private static Scene send(String line) {
        return send(line, "");
    }

    @TestFactory
    Stream<DynamicTest> ofOtcCbr() {
        Map<String, Scene> scenes = new LinkedHashMap<>();
        scenes.put("login", send("POST /v3/auth/tokens", PlainClient.otcLogin(OtcCbrEmulator.DEMO_PASSWORD, PROJECT)));
        scenes.put("listVaults", send("GET /v3/{project}/vaults?protect_type=backup&limit=1"));
        scenes.put(
                "createVault",
                send(
                        "POST /v3/{project}/vaults",
                        "{'vault':{'name':'v','billing':{'consistent_level':'crash_consistent','object_type':'disk',"
                                + "'protect_type':'backup','size':100},'resources':[{'id':'d','type':'OS::Cinder::Volume'}],"
                                + "'tags':[{'key':'a','value':'b'}]}}"));
        scenes.put("showVault", send("GET /v3/{project}/vaults/" + VAULT));
        scenes.put("deleteVault", send("DELETE /v3/{project}/vaults/" + VAULT));
        scenes.put(
                "addVaultResources",
                send(
                        "POST /v3/{project}/vaults/" + VAULT + "/addresources",
                        "{'resources':[{'id':'server-2','type':'OS::Nova::Server'}]}"));
        scenes.put(
                "removeVaultResources",
                send("POST /v3/{project}/vaults/" + VAULT + "/removeresources", "{'resource_ids':['server-1']}"));
        scenes.put("createCheckpoint", send("POST /v3/{project}/checkpoints", checkpoint()));
        scenes.put("showCheckpoint", client -> {
            String id = client.ok("POST /v3/{project}/checkpoints", checkpoint())
                    .at("/checkpoint/id")
                    .textValue();
            return client.send("GET /v3/{project}/checkpoints/" + id, "");
        });
        scenes.put("listBackups", send("GET /v3/{project}/backups?sort=created_at:desc&vault_id=" + VAULT));
        scenes.put("showBackup", client -> {
            client.ok("POST /v3/{project}/backups/" + BACKUP + "/replicate", "{'replicate':{" + REPLICATE);
            return client.send("GET /v3/{project}/backups/" + BACKUP, "");
        });
        scenes.put("deleteBackup", send("DELETE /v3/{project}/backups/" + BACKUP));
        scenes.put(
                "replicateBackup",
                send("POST /v3/{project}/backups/" + BACKUP + "/replicate", "{'replicate':{" + REPLICATE));
        scenes.put(
                "replicateCheckpoint",
                send(
                        "POST /v3/{project}/checkpoints/replicate",
                        "{'replicate':{'vault_id':'" + VAULT + "'," + REPLICATE));
        scenes.put("showReplicationCapabilities", send("GET /v3/{project}/replication-capabilities"));
        scenes.put("restoreBackup", client -> {
            String disk = client.ok("GET /v3/{project}/backups/" + BACKUP)
                    .at("/backup/children/0/id")
                    .textValue();
            return client.send(
                    "POST /v3/{project}/backups/" + BACKUP + "/restore",
                    "{'restore':{'mappings':[{'backup_id':'" + disk + "','volume_id':'v'}]}}");
        });
        scenes.put("listOperationLogs", client -> {
            client.ok("POST /v3/{project}/backups/" + BACKUP + "/replicate", "{'replicate':{" + REPLICATE);
            client.ok("POST /v3/{project}/checkpoints", checkpoint());
            client.ok("POST /v3/{project}/vaults/" + VAULT + "/removeresources", "{'resource_ids':['server-1']}");
            return client.send("GET /v3/{project}/operation-logs?vault_id=" + VAULT, "");
        });
        scenes.put("showOperationLog", client -> {
            client.ok("POST /v3/{project}/checkpoints", checkpoint());
            String id = client.ok("GET /v3/{project}/operation-logs")
                    .at("/operation_logs/0/id")
                    .textValue();
            return client.send("GET /v3/{project}/operation-logs/" + id, "");
        });
        scenes.put("createPolicy", send("POST /v3/{project}/policies", POLICY));
        scenes.put("listPolicies", client -> {
            client.ok("POST /v3/{project}/policies", POLICY);
            return client.send("GET /v3/{project}/policies?operation_type=backup", "");
        });
        scenes.put("deletePolicy", client -> client.send("DELETE /v3/{project}/policies/" + policy(client), ""));
        scenes.put(
                "associatePolicy",
                client -> client.send(
                        "POST /v3/{project}/vaults/" + VAULT + "/associatepolicy",
                        "{'policy_id':'" + policy(client) + "'}"));
        scenes.put(
                "dissociatePolicy",
                client -> client.send(
                        "POST /v3/{project}/vaults/" + VAULT + "/dissociatepolicy",
                        "{'policy_id':'" + policy(client) + "'}"));
        return tests("otc-cbr", scenes, () -> {
            OtcCbrEmulator otc = OtcCbrEmulator.start();
            otc.seed("eu-de", PROJECT).vault(VAULT, "servers").backup(BACKUP, "nightly", VAULT, "server-1");
            otc.seed("eu-nl", "other").vaultForReplicas("replicas", "replicas");
            return new Stage(otc, PlainClient.of(otc));
        });
    }

    private static String checkpoint() {
        return "{'checkpoint':{'vault_id':'" + VAULT + "','parameters':{'name':'now'}}}";
    }

    private static String policy(PlainClient client) {
        return client.ok("POST /v3/{project}/policies", POLICY).at("/policy/id").textValue();
    }

    @TestFactory
    Stream<DynamicTest> ofUnitrends() {
        String target = "{'type':'appliance','target':'vault-1','insecure':false}";
        String order = "{'name':'nightly','type':'Replication','instances':[7,8],'target_id':1}";
        String backup = "{'name':'now','type':'Backup','backup_type':'Full','instances':[7]}";
        Map<String, Scene> scenes = new LinkedHashMap<>();
        scenes.put("login", send("POST /api/login", PlainClient.unitrendsLogin(UnitrendsEmulator.DEMO_PASSWORD)));
        scenes.put("listSystems", send("GET /api/systems?include_pending=1&include_rejected=1"));
        scenes.put("listPendingSources", send("GET /api/replication/pending"));
        scenes.put("resolveSource", send("POST /api/replication/source", "{'request_id':1,'accept':true}"));
        scenes.put("setSourceStorage", client -> {
            accept(client);
            return client.send("PUT /api/replication/source?sid=2", "{'storage_id':1}");
        });
        scenes.put("createTarget", send("POST /api/replication/target", target));
        scenes.put("listTargets", client -> {
            client.ok("POST /api/replication/target", target);
            return client.send("GET /api/replication/targets?sid=1", "");
        });
        scenes.put("listConnectedTargets", client -> {
            client.ok("POST /api/replication/target", target);
            return client.send("GET /api/backup-copy/connected_targets", "");
        });
        scenes.put("createJobOrder", client -> {
            client.ok("POST /api/replication/target", target);
            return client.send("POST /api/joborders?sid=1", order);
        });
        Scene ordered = client -> {
            client.ok("POST /api/replication/target", target);
            return client.send("POST /api/joborders", order);
        };
        scenes.put("listJobOrders", then(ordered, "GET /api/joborders?sid=1"));
        scenes.put("runJobOrder", then(ordered, "PUT /api/joborders/run/1?sid=1"));
        scenes.put("deleteJobOrder", then(ordered, "DELETE /api/joborders/1?sid=1"));
        Scene running = then(ordered, "PUT /api/joborders/run/1?sid=1");
        scenes.put("listReplicationQueue", then(running, "GET /api/replication/queue"));
        scenes.put("listActiveJobs", then(running, "GET /api/jobs/active"));
        scenes.put("backUpNow", send("PUT /api/backups?sid=1", backup));
        scenes.put("listJobHistory", then(send("PUT /api/backups", backup), "GET /api/jobs/history"));
        scenes.put("getCatalog", then(send("PUT /api/backups", backup), "GET /api/catalog?start_date=01/01/2000"));
        scenes.put("suspendSource", client -> {
            accept(client);
            return client.send("PUT /api/replication/suspend/source?sid=1", "{'source_id':2}");
        });
        scenes.put("resumeSource", client -> {
            accept(client);
            return client.send("PUT /api/replication/resume/source?sid=1", "{'source_id':2}");
        });
        scenes.put("listStorage", send("GET /api/storage?usage=backup"));
        return tests("unitrends", scenes, () -> {
            UnitrendsEmulator appliance = UnitrendsEmulator.builder()
                    .delay("unitrends", "runJobOrder", Duration.ofHours(1))
                    .start();
            appliance.seed().source("branch-1", "asset-1");
            return new Stage(appliance, PlainClient.of(appliance));
        });
    }

    private static Scene then(Scene before, String line) {
        return client -> {
            assertThat(before.play(client).statusCode()).isLessThan(300);
            return client.send(line, "");
        };
    }

    private static void accept(PlainClient client) {
        client.ok("POST /api/replication/source", "{'request_id':1,'accept':true}");
    }

    @TestFactory
    Stream<DynamicTest> ofZStack() {
        return tests("zstack", zstackScenes(), () -> {
            ZStackEmulator zstack = ZStackEmulator.start();
            zstack.seed()
                    .volume(VOLUME, "data", 1L << 30)
                    .imageStore(LOCAL, "local")
                    .imageStore(REMOTE, "remote");
            return new Stage(zstack, PlainClient.of(zstack));
        });
    }

    private static Map<String, Scene> zstackScenes() {
        Map<String, Scene> scenes = new LinkedHashMap<>();
        scenes.put(
                "login", send("PUT /zstack/v1/accounts/login", PlainClient.zstackLogin(ZStackEmulator.DEMO_PASSWORD)));
        scenes.put("getVersion", send("PUT /zstack/v1/management-nodes/actions", "{'getVersion':{}}"));
        scenes.put("queryVolumes", send("GET /zstack/v1/volumes?q=name=data&replyWithCount=true"));
        scenes.put("showVolume", send("GET /zstack/v1/volumes/" + VOLUME));
        scenes.put("deleteDataVolume", send("DELETE /zstack/v1/volumes/" + VOLUME + "?deleteMode=Permissive"));
        scenes.put("queryBackupStorages", send("GET /zstack/v1/backup-storage?limit=1"));
        scenes.put("queryImageStores", send("GET /zstack/v1/backup-storage/image-store?q=status=Connected"));
        scenes.put("createVolumeBackup", send("POST /zstack/v1/volumes/" + VOLUME + "/volume-backups", zstackBackup()));
        scenes.put("queryVolumeBackups", client -> {
            backUp(client);
            return client.send("GET /zstack/v1/volume-backups?q=volumeUuid=" + VOLUME + "&sort=-createDate", "");
        });
        scenes.put("showVolumeBackup", client -> client.send("GET /zstack/v1/volume-backups/" + backUp(client), ""));
        scenes.put(
                "deleteVolumeBackup", client -> client.send("DELETE /zstack/v1/volume-backups/" + backUp(client), ""));
        scenes.put(
                "syncVolumeBackup",
                client -> client.send(
                        "PUT /zstack/v1/volume-backups/" + backUp(client) + "/actions",
                        "{'syncBackupFromImageStoreBackupStorage':{'srcBackupStorageUuid':'" + LOCAL
                                + "','dstBackupStorageUuid':'" + REMOTE + "'}}"));
        scenes.put(
                "createDataVolumeFromBackup",
                client -> client.send(
                        "POST /zstack/v1/volumes/data-volume/from/volume-template/" + backUp(client),
                        "{'params':{'name':'again'}}"));
        scenes.put(
                "rescanImageStore",
                send("PUT /zstack/v1/volume-backups/imageStore/" + LOCAL + "/actions", "{'syncVolumeBackup':{}}"));
        scenes.put("getTaskProgress", client -> {
            String job = client.ok("POST /zstack/v1/volumes/" + VOLUME + "/volume-backups", zstackBackup())
                    .path("location")
                    .textValue();
            return client.send("GET /zstack/v1/task-progresses/" + job.substring(job.lastIndexOf('/') + 1), "");
        });
        return scenes;
    }

    private static String zstackBackup() {
        return "{'params':{'volumeUuid':'" + VOLUME + "','backupStorageUuid':'" + LOCAL + "','name':'b'}}";
    }

    private static String backUp(PlainClient client) {
        return client.done("POST /zstack/v1/volumes/" + VOLUME + "/volume-backups", zstackBackup())
                .at("/inventory/uuid")
                .textValue();
    }

    private record Stage(Emulator emulator, PlainClient client) {}

    private interface Stages {
        Stage open();
    }

    private static Stream<DynamicTest> tests(String system, Map<String, Scene> scenes, Stages stages) {
        List<DescribedOperation> operations =
                Catalogue.ofNeighbours().versions(system).get(0).operations();
        assertThat(operations).extracting(DescribedOperation::id).containsExactlyInAnyOrderElementsOf(scenes.keySet());
        return operations.stream()
                .map(operation -> DynamicTest.dynamicTest(system + " " + operation.id(), () -> {
                    Stage stage = stages.open();
                    try (Emulator emulator = stage.emulator()) {
                        HttpResponse<String> response =
                                scenes.get(operation.id()).play(stage.client());
                        check(operation, response);
                        assertThat(emulator.requests()
                                        .get(emulator.requests().size() - 1)
                                        .operation())
                                .isEqualTo(operation.id());
                        String location =
                                response.statusCode() == 202 && !response.body().isEmpty()
                                        ? PlainClient.json(response.body())
                                                .path("location")
                                                .textValue()
                                        : null;
                        if (location != null) {
                            checkJob(operation, stage.client().send("GET " + location, ""));
                        }
                    }
                }));
    }

    private static void check(DescribedOperation operation, HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(response.body() + response.headers())
                .isBetween(200, 299);
        checkBody(operation.success(response.statusCode()), response.body());
    }

    private static void checkJob(DescribedOperation operation, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Check described = operation.success(200);
        if (described == null) {
            assertThat(response.body()).isEqualTo("{}");
        } else {
            JsonNode inventory = PlainClient.json(response.body()).path("inventory");
            checkBody(described.property("inventory"), inventory.toString());
        }
    }

    private static void checkBody(Check described, String body) {
        if (described == null) {
            assertThat(body).isEmpty();
            return;
        }
        JsonNode json = wholeNumbers(PlainClient.json(body));
        RequestViolations violations = new RequestViolations(true);
        described.check("body", json, violations);
        assertThat(violations.details()).as(body).isEmpty();
        assertThat(json.toString()).doesNotContain("\"_");
        assertThat(json.size()).as(body).isPositive();
    }

    /** What JSON Schema calls an integer, as an integer: {@code 1.073741824E9} is one. */
    private static JsonNode wholeNumbers(JsonNode json) {
        if (json.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(field -> object.set(field.getKey(), wholeNumbers(field.getValue())));
            return object;
        }
        if (json.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            json.forEach(item -> list.add(wholeNumbers(item)));
            return list;
        }
        return json.isFloatingPointNumber() && json.doubleValue() == Math.rint(json.doubleValue())
                ? LongNode.valueOf(json.longValue())
                : json;
    }
}
