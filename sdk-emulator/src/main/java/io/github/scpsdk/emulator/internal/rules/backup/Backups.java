// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Tags;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.rules.Zones;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;

/** Backups: policies by which servers are backed up, with the copies that they have made. */
final class Backups {
    static final Kind KIND = new Kind("backup", "backup");
    static final String RETENTION = "retention_period";
    static final String CATEGORY = "policy_category";
    static final String TYPE = "policy_type";
    static final String FILESYSTEM = "FILESYSTEM";

    private Backups() {}

    static JsonNode create(RuleCall call) {
        checkKind(call);
        List<JsonNode> schedules = Schedules.checked(call);
        Tags.check(call);
        ObjectNode server =
                Servers.require(call, call.text("server_uuid"), String.valueOf(call.text("server_category")));
        Resource agent = isAgent(call) ? Agents.require(call, call.text("server_uuid")) : null;
        String name = String.valueOf(call.text("name"));
        if (isTaken(call, name)) {
            throw call.refuse("name-taken", name);
        }
        if (isTrue(call, "dr_enabled")) {
            Replicas.refuse(call, isAgent(call));
        }
        Resource backup = add(call.world(), call.region(), name)
                .set("backup_agent_id", agent == null ? null : agent.id())
                .set("region", call.has("region") ? call.text("region") : call.region());
        policy(call, backup);
        paths(call, backup);
        server(call, backup, server);
        Schedules.replace(call.world(), backup, schedules);
        if (isTrue(call, "dr_enabled")) {
            Replicas.add(call, backup);
        }
        return Records.changed(call, backup.id());
    }

    /** A backup that is ready, with what all have in common. */
    static Resource add(World world, String region, String name) {
        String id = world.ids().hex32();
        return Records.add(world, KIND, region, id, null)
                .set("id", id)
                .set("name", name)
                .set("state", "AVAILABLE")
                .set("role_type", "ORIGINAL")
                .set("dr_enabled", false)
                .set("dr_region", (String) null)
                .set("is_server_deleted", false);
    }

    private static void policy(RuleCall call, Resource backup) {
        backup.set(CATEGORY, call.text(CATEGORY))
                .set(TYPE, call.text(TYPE))
                .set(RETENTION, call.has(RETENTION) ? call.text(RETENTION) : "WEEK_2")
                .set("encrypt_enabled", !call.has("encrypt_enabled") || isTrue(call, "encrypt_enabled"))
                .set("zone", call.has("zone") ? call.text("zone") : Zones.first(call.region()));
    }

    private static void paths(RuleCall call, Resource backup) {
        boolean all = isAgent(call) && isTrue(call, "is_all_filesystem");
        boolean some = isAgent(call) && !all;
        backup.set("is_all_filesystem", all)
                .set("filesystem_paths", some ? call.body().path("filesystem_paths") : NullNode.instance);
    }

    private static void server(RuleCall call, Resource backup, ObjectNode server) {
        backup.set("server_uuid", call.text("server_uuid"))
                .set("server_category", call.text("server_category"))
                .set("server_name", server.path("name").asText())
                .set("server_os_type", server.path("os").asText())
                .set("server_region", call.region())
                .set("server_zone", Zones.first(call.region()));
    }

    private static boolean isAgent(RuleCall call) {
        return "AGENT".equals(call.text(CATEGORY));
    }

    private static boolean isTrue(RuleCall call, String field) {
        return call.body().path(field).booleanValue();
    }

    /** Agents back up file systems, everything else is backed up without. */
    private static void checkKind(RuleCall call) {
        boolean files = FILESYSTEM.equals(call.text(TYPE));
        if (files != isAgent(call) || (!files && "BAREMETAL_SERVER".equals(call.text("server_category")))) {
            throw call.invalid("body." + TYPE, "Input should fit policy_category and server_category");
        }
        if (files && call.body().path("filesystem_paths").isEmpty() && !isTrue(call, "is_all_filesystem")) {
            throw call.invalid("body.filesystem_paths", "Field required");
        }
        if (call.has("zone")) {
            Zones.requested(call);
        }
    }

    private static boolean isTaken(RuleCall call, String name) {
        return call.store().all(KIND, call.region()).stream().anyMatch(backup -> backup.is("name", name));
    }

    static JsonNode checkName(RuleCall call) {
        return RuleCall.object().put("result", isTaken(call, String.valueOf(call.query("backup_name"))));
    }

    static JsonNode list(RuleCall call) {
        return call.list(call.store().all(KIND, call.region()))
                .contains("name")
                .contains("server_name")
                .page("contents");
    }

    static JsonNode show(RuleCall call) {
        return require(call).fields();
    }

    static JsonNode delete(RuleCall call) {
        Resource backup = requireOriginal(call);
        Runs.refuseRunning(call, backup);
        Restores.refuseRunning(call, backup);
        Replicas.withReplica(call.world(), backup).forEach(each -> remove(call.world(), each));
        return Records.changed(call, backup.id());
    }

    static void remove(World world, Resource backup) {
        List.of(Schedules.KIND, Runs.KIND, Copies.KIND, Restores.KIND)
                .forEach(kind -> List.copyOf(world.store().children(kind, backup.region(), backup.id()))
                        .forEach(world.store()::remove));
        world.store().remove(backup);
    }

    static JsonNode setRetention(RuleCall call) {
        Resource backup = requireOriginal(call);
        Replicas.withReplica(call.world(), backup)
                .forEach(each -> Records.touch(each.set(RETENTION, call.text(RETENTION)), call.world()));
        return Records.changed(call, backup.id());
    }

    /** The backup in the path. */
    static Resource require(RuleCall call) {
        return call.require(KIND, call.path("backup_id"), "backup-unknown");
    }

    /** The backup in the path, unless it is a replica, which only changes together with its original. */
    static Resource requireOriginal(RuleCall call) {
        Resource backup = require(call);
        if (backup.is("role_type", "REPLICA")) {
            throw call.refuse("backup-is-replica");
        }
        return backup;
    }

    /** The same backup, if it is of a type. */
    static Resource requireType(RuleCall call, Resource backup, String type) {
        if (!backup.is(TYPE, type)) {
            throw call.refuse("wrong-policy-type", type);
        }
        return backup;
    }
}
