// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.Registry;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.time.Instant;
import java.util.Objects;

/** Restores: of an image as a new server, of file systems into a server that exists. */
final class Restores {
    static final Kind KIND = new Kind("backup", "restore");
    static final String SERVER_RESTORED = "server restored";
    static final String FILES_RESTORED = "files restored";

    private static final String STATE = "restore_state";
    private static final String RUNNING = "INPROGRESS";
    private static final String SERVER_NAME = "restore_server_name";
    private static final String SERVER_ID = "restore_server_id";
    private static final String REGION = "_restore_region";

    private Restores() {}

    static JsonNode createServer(RuleCall call) {
        Resource backup = Backups.require(call);
        Resource copy = Copies.require(call, backup, call.text("restore_target_id"));
        Backups.requireType(call, backup, "VM_IMAGE");
        refuseRunning(call, backup);
        String name = String.valueOf(call.text(SERVER_NAME));
        String region = call.has("restore_region") ? String.valueOf(call.text("restore_region")) : call.region();
        if (isTaken(call, region, name)) {
            throw call.refuse("server-name-taken", name);
        }
        for (JsonNode network : call.body().path("networks")) {
            requireSubnet(call, region, network.path("subnet_id").asText());
        }
        Resource restore = add(call, backup, copy, name).set(REGION, region);
        call.later(restore, SERVER_RESTORED);
        return Records.changed(call, backup.id());
    }

    static void requireSubnet(RuleCall call, String region, String id) {
        if (!call.world().registry().hasSubnet(region, id)) {
            throw call.refuse("subnet-unknown", id);
        }
    }

    static JsonNode restoreFiles(RuleCall call) {
        Resource backup = Backups.require(call);
        Resource copy = Copies.require(call, backup, call.text("restore_target_id"));
        String server = String.valueOf(call.text("restore_server_uuid"));
        Resource agent = Agents.require(call, server);
        Backups.requireType(call, backup, Backups.FILESYSTEM);
        refuseRunning(call, backup);
        if (!agent.is("server_os_type", String.valueOf(backup.text("server_os_type")))) {
            throw call.refuse("other-system", String.valueOf(backup.text("server_os_type")));
        }
        Resource restore = add(call, backup, copy, String.valueOf(agent.text("server_name")))
                .set(SERVER_ID, server);
        call.later(restore, FILES_RESTORED);
        return Records.changed(call, backup.id());
    }

    private static Resource add(RuleCall call, Resource backup, Resource copy, String server) {
        Instant copied = Instant.parse(String.valueOf(copy.text("backup_start_time")));
        return Records.add(call.world(), KIND, call.region(), call.ids().uuid(), backup.id())
                .set("backup_id", backup.id())
                .set("backup_start_time", Times.seconds(copied))
                .set("restore_start_time", Times.seconds(call.now()))
                .set("restore_end_time", (String) null)
                .set(SERVER_NAME, server)
                .set(SERVER_ID, (String) null)
                .set(STATE, RUNNING)
                .set("schedule_name", copy.text("schedule_name"));
    }

    static void endServer(Resource restore, World world) {
        Resource backup = Objects.requireNonNull(
                world.store().find(Backups.KIND, restore.region(), restore.parent()), "restores go with their backup");
        String id = world.ids().uuid();
        world.registry()
                .addServer(
                        String.valueOf(restore.text(REGION)),
                        id,
                        String.valueOf(restore.text(SERVER_NAME)),
                        backup.is("server_category", "GPU_SERVER") ? "GPU" : "VM",
                        String.valueOf(backup.text("server_os_type")));
        restore.set(SERVER_ID, id);
        endFiles(restore, world);
    }

    static void endFiles(Resource restore, World world) {
        Records.touch(restore, world).set(STATE, "COMPLETED").set("restore_end_time", Times.seconds(world.now()));
    }

    static void refuseRunning(RuleCall call, Resource backup) {
        if (call.store().children(KIND, backup.region(), backup.id()).stream()
                .anyMatch(restore -> restore.is(STATE, RUNNING))) {
            throw call.refuse("restore-in-progress");
        }
    }

    static JsonNode list(RuleCall call) {
        return call.list(call.store()
                        .children(KIND, call.region(), Backups.require(call).id()))
                .exact(STATE)
                .where(Records.between(call, "created_at", "start_time", "end_time"))
                .page("contents");
    }

    static JsonNode checkServerName(RuleCall call) {
        String name = String.valueOf(call.query(SERVER_NAME));
        return RuleCall.object().put("result", isTaken(call, call.region(), name));
    }

    /** A server has the name, or is about to. */
    private static boolean isTaken(RuleCall call, String region, String name) {
        return call.world().registry().servers(region).stream().anyMatch(server -> server.is("name", name))
                || call.store().all(KIND, call.region()).stream()
                        .anyMatch(restore -> restore.is(STATE, RUNNING)
                                && restore.is(REGION, region)
                                && restore.is(SERVER_NAME, name));
    }

    static JsonNode listSubnets(RuleCall call) {
        Backups.require(call);
        return call.list(call.store().all(Registry.SUBNET, String.valueOf(call.query("region"))))
                .exact("vpc_id")
                .exact("state")
                .page("subnets", subnet -> subnet(call, subnet));
    }

    private static ObjectNode subnet(RuleCall call, Resource subnet) {
        String created = Times.secondsZ(subnet.createdAt());
        ObjectNode view = RuleCall.object()
                .put("account_id", call.world().accountId())
                .put("created_at", created)
                .put("created_by", Records.USER)
                .put("modified_at", created)
                .put("modified_by", Records.USER)
                .put("type", "GENERAL");
        view.setAll(subnet.fields());
        return view;
    }
}
