// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.core.ScpClientBuilder;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.ScpWaitFailedException;
import io.github.scpsdk.core.WaitOptions;
import io.github.scpsdk.emulator.Emulator;
import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import io.github.scpsdk.otccbr.model.BackupReplicateReqBody;
import io.github.scpsdk.otccbr.model.CheckpointCreate;
import io.github.scpsdk.otccbr.model.CheckpointCreateRequest;
import io.github.scpsdk.otccbr.model.CheckpointStatus;
import io.github.scpsdk.otccbr.model.OperationLog;
import io.github.scpsdk.otccbr.v3_0.OtcCbrClient;
import io.github.scpsdk.unitrends.model.TargetType;
import io.github.scpsdk.unitrends.v1_0.DeleteJobOrderParams;
import io.github.scpsdk.unitrends.v1_0.ResumeSourceParams;
import io.github.scpsdk.unitrends.v1_0.RunJobOrderParams;
import io.github.scpsdk.unitrends.v1_0.SetSourceStorageParams;
import io.github.scpsdk.unitrends.v1_0.SuspendSourceParams;
import io.github.scpsdk.unitrends.v1_0.UnitrendsClient;
import io.github.scpsdk.zstack.v1_0.QueryVolumeBackupsParams;
import io.github.scpsdk.zstack.v1_0.ZStackClient;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation of the clients for the systems of others against the emulator of its system, blocking and not: a story of each. */
class NeighbourEmulatorsTest {
    static final ScpCredentials USER = ScpCredentials.login(Emulator.DEMO_USER, Emulator.DEMO_PASSWORD);
    static final String PROJECT = "f841e01fd2b14e7fa41b6ae7aa6b0594";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void replicatesABackupOfOtcCbr(boolean async) throws IOException {
        OtcCbrClient.Builder builder = OtcCbrClient.builder();
        try (OtcCbrEmulator otc = OtcCbrEmulator.start();
                OtcCbrClient client = built(
                        builder,
                        otc.endpoint("eu-de"),
                        USER.withLoginField("domain", OtcCbrEmulator.DEMO_DOMAIN)
                                .withLoginField("project", PROJECT))) {
            otc.seed("eu-nl", "there").vaultForReplicas("replicas", "replicas");
            Caller caller = new Caller(client, client.async(), async);
            String vault = caller.call(
                            "createVault",
                            PROJECT,
                            "{'vault':{'name':'v','billing':{'consistent_level':'crash_consistent','object_type':'server',"
                                    + "'protect_type':'backup','size':100},'resources':[],'tags':[{'key':'a','value':'b'}]}}")
                    .at("/vault/id")
                    .textValue();
            caller.call(
                    "addVaultResources", PROJECT, vault, "{'resources':[{'id':'server-1','type':'OS::Nova::Server'}]}");
            String checkpoint = caller.call("createCheckpoint", PROJECT, "{'checkpoint':{'vault_id':'" + vault + "'}}")
                    .at("/checkpoint/id")
                    .textValue();
            assertThat(caller.call("showCheckpoint", PROJECT, checkpoint)
                            .at("/checkpoint/status")
                            .textValue())
                    .isEqualTo("available");
            String backup =
                    caller.call("listBackups", PROJECT).at("/backups/0/id").textValue();
            String destination = "'destination_project_id':'there','destination_region':'eu-nl',"
                    + "'destination_vault_id':'replicas'}}";
            caller.call("replicateBackup", PROJECT, backup, "{'replicate':{" + destination);
            JsonNode shown = caller.call("showBackup", PROJECT, backup);
            assertThat(shown.at("/backup/replication_records/0/status").textValue())
                    .isEqualTo("success");
            caller.call("createCheckpoint", PROJECT, "{'checkpoint':{'vault_id':'" + vault + "'}}");
            assertThat(caller.call(
                                    "replicateCheckpoint",
                                    PROJECT,
                                    "{'replicate':{'vault_id':'" + vault + "'," + destination)
                            .at("/replication/backups"))
                    .hasSize(1);
            assertThat(caller.call("showReplicationCapabilities", PROJECT)
                            .at("/regions/0/replication_destinations/0")
                            .textValue())
                    .isEqualTo("eu-nl");
            String disk = shown.at("/backup/children/0/id").textValue();
            caller.call(
                    "restoreBackup",
                    PROJECT,
                    backup,
                    "{'restore':{'mappings':[{'backup_id':'" + disk + "','volume_id':'v'}]}}");
            String policy = caller.call(
                            "createPolicy",
                            PROJECT,
                            "{'policy':{'name':'p','operation_type':'backup','operation_definition':{'max_backups':7},"
                                    + "'trigger':{'properties':{'pattern':['FREQ=DAILY']}}}}")
                    .at("/policy/id")
                    .textValue();
            caller.call("associatePolicy", PROJECT, vault, "{'policy_id':'" + policy + "'}");
            assertThat(caller.call("listPolicies", PROJECT).at("/policies/0/associated_vaults"))
                    .hasSize(1);
            caller.call("dissociatePolicy", PROJECT, vault, "{'policy_id':'" + policy + "'}");
            caller.call("deletePolicy", PROJECT, policy);
            caller.call("deleteBackup", PROJECT, backup);
            assertThatThrownBy(() -> caller.call("showBackup", PROJECT, backup))
                    .isInstanceOfSatisfying(
                            ScpServiceException.class,
                            e -> assertThat(e.errorCode()).isEqualTo("BackupService.6301"));
            caller.call("removeVaultResources", PROJECT, vault, "{'resource_ids':['server-1']}");
            assertThat(caller.call("showVault", PROJECT, vault).at("/vault/resources"))
                    .isEmpty();
            caller.call("deleteVault", PROJECT, vault);
            assertThat(caller.call("listVaults", PROJECT).path("count").intValue())
                    .isZero();
            String log = caller.call("listOperationLogs", PROJECT)
                    .at("/operation_logs/0/id")
                    .textValue();
            assertThat(caller.call("showOperationLog", PROJECT, log)
                            .at("/operation_log/status")
                            .textValue())
                    .isEqualTo("success");
            assertLogsInAgain(otc, () -> caller.call("listVaults", PROJECT), Duration.ofHours(24));
            caller.assertCalledAll("otc-cbr/3.0.yaml");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void replicatesBetweenUnitrendsAppliances(boolean async) throws IOException {
        UnitrendsClient.Builder builder = UnitrendsClient.builder();
        try (UnitrendsEmulator appliance = UnitrendsEmulator.start();
                UnitrendsClient client = built(builder, appliance.endpoint(), USER)) {
            appliance.seed().source("branch-1", "asset-1");
            appliance.seed().source("branch-2", "asset-2");
            Caller caller = new Caller(client, client.async(), async);
            assertThat(caller.call("listPendingSources").path("pending")).hasSize(2);
            caller.call("resolveSource", "{'request_id':1,'accept':true,'storage_id':1}");
            caller.call("resolveSource", "{'request_id':2,'accept':false,'message':'no space'}");
            assertThatThrownBy(() -> caller.call("resolveSource", "{'request_id':2,'accept':true}"))
                    .isInstanceOf(ScpServiceException.class)
                    .hasMessageContaining("There is no request 2 that waits.");
            assertThat(caller.call("listSystems").path("appliance")).hasSize(2);
            caller.call(
                    "setSourceStorage", SetSourceStorageParams.builder().sid(2L).build(), "{'storage_id':1}");
            caller.call("suspendSource", SuspendSourceParams.builder().sid(1L).build(), "{'source_id':2}");
            caller.call("resumeSource", ResumeSourceParams.builder().sid(1L).build(), "{'source_id':2}");
            assertThat(caller.call("listStorage").at("/storage/0/id").longValue())
                    .isEqualTo(1);
            caller.call("createTarget", "{'type':'appliance','target':'vault-1'}");
            assertThat(caller.call("listTargets").at("/targets/0/status").textValue())
                    .isEqualTo("accepted");
            long target =
                    caller.call("listConnectedTargets").at("/data/0/target_id").longValue();
            caller.call(
                    "createJobOrder",
                    "{'name':'nightly','type':'Replication','instances':[7],'target_id':" + target + "}");
            String order = caller.call("listJobOrders").at("/data/0/id").textValue();
            appliance.delay("unitrends", "runJobOrder", Duration.ofMinutes(1));
            caller.call(
                    "runJobOrder", order, RunJobOrderParams.builder().sid(1L).build());
            assertThat(caller.call("listActiveJobs").path("data")).hasSize(1);
            assertThat(caller.call("listReplicationQueue").path("active")).hasSize(1);
            appliance.clock().advance(Duration.ofMinutes(1));
            caller.call("backUpNow", "{'name':'now','type':'Backup','backup_type':'Full','instances':[7]}");
            assertThat(caller.call("listJobHistory").path("data")).hasSize(2);
            assertThat(caller.call("getCatalog").at("/catalog/instances/0/backups"))
                    .hasSize(2);
            caller.call(
                    "deleteJobOrder",
                    order,
                    DeleteJobOrderParams.builder().sid(1L).build());
            assertLogsInAgain(appliance, () -> caller.call("listStorage"), Duration.ofMinutes(15));
            caller.assertCalledAll("unitrends/1.0.yaml");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void copiesABackupOfZStack(boolean async) throws IOException {
        String volume = "1".repeat(32);
        ZStackClient.Builder builder = ZStackClient.builder();
        try (ZStackEmulator zstack = ZStackEmulator.start();
                ZStackClient client = built(builder, zstack.endpoint(), USER)) {
            zstack.seed()
                    .volume(volume, "data", 1L << 30)
                    .imageStore("local", "local")
                    .imageStore("remote", "remote");
            Caller caller = new Caller(client, client.async(), async);
            assertThat(caller.call("getVersion", "{'getVersion':{}}")
                            .path("version")
                            .textValue())
                    .isNotBlank();
            assertThat(caller.call("queryVolumes").at("/inventories/0/size").longValue())
                    .isEqualTo(1L << 30);
            assertThat(caller.call("queryBackupStorages").path("inventories")).hasSize(2);
            assertThat(caller.call("queryImageStores").path("inventories")).hasSize(2);
            caller.call("rescanImageStore", "local", "{'syncVolumeBackup':{}}");
            String backup = caller.call(
                            "createVolumeBackup",
                            volume,
                            "{'params':{'volumeUuid':'" + volume + "','backupStorageUuid':'local','name':'b'}}")
                    .at("/inventory/uuid")
                    .textValue();
            assertThat(caller.call("showVolumeBackup", backup)
                            .at("/inventories/0/status")
                            .textValue())
                    .isEqualTo("Ready");
            String copy = "{'syncBackupFromImageStoreBackupStorage':"
                    + "{'srcBackupStorageUuid':'local','dstBackupStorageUuid':'remote'}}";
            assertThat(caller.call("syncVolumeBackup", backup, copy).at("/inventory/backupStorageRefs"))
                    .hasSize(2);
            assertThatThrownBy(() -> caller.call("syncVolumeBackup", backup, copy)) // an error in a 200
                    .isInstanceOf(ScpServiceException.class)
                    .hasMessageContaining("The backup is on remote already.");
            assertThat(caller.call(
                                    "queryVolumeBackups",
                                    QueryVolumeBackupsParams.builder()
                                            .q(List.of("backupStorageRefs.backupStorageUuid=remote", "name=b"))
                                            .build())
                            .path("inventories"))
                    .hasSize(1);
            String restored = caller.call("createDataVolumeFromBackup", backup, "{'params':{'name':'again'}}")
                    .at("/inventory/uuid")
                    .textValue();
            caller.call("deleteDataVolume", restored);
            assertThat(caller.call("showVolume", restored)
                            .at("/inventories/0/status")
                            .textValue())
                    .isEqualTo("Deleted");
            caller.call("deleteVolumeBackup", backup);
            assertThat(caller.call("getTaskProgress", "none").path("inventories"))
                    .isEmpty();
            assertLogsInAgain(zstack, () -> caller.call("queryVolumes"), Duration.ofHours(1));
            caller.assertCalledAll("zstack/1.0.yaml");
        }
    }

    /** The emulators need some time for this, and the clients wait for it. */
    @Test
    void waitsUntilItIsDone() {
        WaitOptions often =
                WaitOptions.builder().interval(Duration.ofMillis(50)).build();
        Duration soon = Duration.ofMillis(200);
        try (OtcCbrEmulator otc = OtcCbrEmulator.builder()
                        .delay("otc-cbr", "createCheckpoint", soon)
                        .delay("otc-cbr", "deleteVault", soon)
                        .delay("otc-cbr", "replicateBackup", soon)
                        .start();
                OtcCbrClient client = built(
                        OtcCbrClient.builder(),
                        otc.endpoint(),
                        USER.withLoginField("domain", OtcCbrEmulator.DEMO_DOMAIN)
                                .withLoginField("project", PROJECT))) {
            otc.seed("eu-de", PROJECT).vault("v", "servers").backup("b", "nightly", "v", "server-1");
            otc.seed("eu-nl", "there").vaultForReplicas("r", "replicas");
            assertThat(client.createCheckpointAndWait(
                                    PROJECT,
                                    CheckpointCreateRequest.builder()
                                            .checkpoint(CheckpointCreate.builder()
                                                    .vaultId("v")
                                                    .build())
                                            .build(),
                                    often)
                            .checkpoint()
                            .status())
                    .isEqualTo(CheckpointStatus.AVAILABLE);
            client.replicateBackup(
                    PROJECT,
                    "b",
                    it -> it.replicate(BackupReplicateReqBody.builder()
                            .destinationRegion("eu-nl")
                            .destinationProjectId("there")
                            .destinationVaultId("r")
                            .build()));
            OperationLog task =
                    client.listOperationLogs(PROJECT).operationLogs().get(0);
            client.waiters().operationSucceeded(PROJECT, String.valueOf(task.id()), often);
            client.deleteVaultAndWait(PROJECT, "v", often);
        }
        try (UnitrendsEmulator appliance = UnitrendsEmulator.builder()
                        .delay("unitrends", "createTarget", soon)
                        .start();
                UnitrendsClient client = built(UnitrendsClient.builder(), appliance.endpoint(), USER)) {
            appliance.seed().rejectingTarget("full", "no space");
            client.createTarget(it -> it.type(TargetType.APPLIANCE).target("vault-1"));
            client.createTarget(it -> it.type(TargetType.APPLIANCE).target("full"));
            client.waiters().targetAccepted("vault-1", often);
            assertThatThrownBy(() -> client.waiters().targetAccepted("full", often))
                    .isInstanceOf(ScpWaitFailedException.class);
        }
    }

    static <C, B extends ScpClientBuilder<C, B>> C built(B builder, URI endpoint, ScpCredentials user) {
        return builder.endpointOverride(endpoint).credentials(user).build();
    }

    /** The server's clock runs ahead of the client's, which learns of the end of its token from the refusal. */
    private static void assertLogsInAgain(Emulator emulator, Runnable call, Duration lifetime) {
        emulator.clock().advance(lifetime);
        emulator.clearRequests();
        call.run();
        assertThat(emulator.requests())
                .extracting(ReceivedRequest::operation)
                .hasSize(3)
                .element(1)
                .isEqualTo("login");
    }

    /** Calls operations by their names. A body is JSON that may be written with {@code '}. */
    record Caller(Object client, Object asyncClient, boolean async, Set<String> called) {

        Caller(Object client, Object asyncClient, boolean async) {
            this(client, asyncClient, async, new TreeSet<>());
        }

        JsonNode call(String operation, Object... arguments) {
            called.add(operation);
            Object target = async ? asyncClient : client;
            Class<?> type = publicInterface(target);
            for (Method method : type.getMethods()) {
                Object[] matching = method.getName().equals(operation) ? matching(method, arguments) : null;
                if (matching != null) {
                    return Json.MAPPER.valueToTree(invoke(method, target, matching));
                }
            }
            throw new AssertionError(type + " has no such method " + operation);
        }

        private static Class<?> publicInterface(Object target) {
            return target.getClass().getInterfaces()[0];
        }

        private static Object @Nullable [] matching(Method method, Object[] arguments) {
            Class<?>[] types = method.getParameterTypes();
            if (types.length != arguments.length) {
                return null;
            }
            Object[] matching = arguments.clone();
            for (int i = 0; i < types.length; i++) {
                boolean isBody = arguments[i] instanceof String text && text.startsWith("{");
                if (isBody && types[i].isRecord()) {
                    matching[i] = body((String) arguments[i], types[i]);
                } else if (isBody || !types[i].isInstance(arguments[i])) {
                    return null;
                }
            }
            return matching;
        }

        private static Object body(String text, Class<?> type) {
            try {
                return Json.MAPPER.readValue(text.replace('\'', '"'), type);
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }

        private static @Nullable Object invoke(Method method, Object target, Object[] arguments) {
            try {
                Object result = method.invoke(target, arguments);
                return result instanceof CompletableFuture<?> future ? future.join() : result;
            } catch (InvocationTargetException e) {
                throw rethrown(e.getCause());
            } catch (CompletionException e) {
                throw rethrown(e.getCause());
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private static RuntimeException rethrown(@Nullable Throwable cause) {
            return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
        }

        /** The login is no method: clients log in by themselves. */
        void assertCalledAll(String description) throws IOException {
            Set<String> operations = Pattern.compile("operationId: (\\w+)")
                    .matcher(Files.readString(Path.of("../api", description)))
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .filter(operation -> !operation.equals("login"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(called).isEqualTo(operations);
        }
    }
}
