// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.ListPage;
import io.github.scpsdk.emulator.internal.rules.Period;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;

/** The tasks: one for each thing that is done to a vault or a backup, running until it is done. */
final class OperationLogs {

    /**
     * Notes the start of a task.
     *
     * @param vault of the task
     * @param info  {@code extra_info} without its {@code common} part
     * @return the id of the task
     */
    String start(RuleCall call, String type, Resource vault, ObjectNode info) {
        String now = Times.microsOffset(call.now());
        info.set(
                "common",
                RuleCall.object()
                        .put("progress", 0)
                        .put("request_id", "req-" + call.ids().uuid())
                        .put("task_id", call.ids().uuid()));
        Resource log = call.store().add(Projects.LOG, vault.region(), call.ids().uuid(), null);
        log.set("id", log.id())
                .set("operation_type", type)
                .set("status", "running")
                .set("project_id", Projects.idOf(vault.region()))
                .set("provider_id", vault.text("provider_id"))
                .set("vault_id", vault.id())
                .set("vault_name", vault.text("name"))
                .set("created_at", now)
                .set("started_at", now)
                .set("updated_at", now)
                .set("extra_info", info);
        return log.id();
    }

    /** Notes the end of a task. */
    static void end(World world, String project, String id, String status) {
        Resource log = world.store().find(Projects.LOG, project, id);
        if (log != null) {
            String now = Times.microsOffset(world.now());
            ObjectNode info = log.fields().path("extra_info").deepCopy();
            info.withObjectProperty("common").put("progress", 100);
            log.set("status", status)
                    .set("ended_at", now)
                    .set("updated_at", now)
                    .set("extra_info", info);
        }
    }

    JsonNode list(RuleCall call) {
        Period period = Period.of(call, "start_time", "end_time");
        String resource = call.query("resource_id");
        String name = call.query("resource_name");
        ListPage page = call.list(Projects.all(call, Projects.LOG))
                .exact("operation_type")
                .exact("status")
                .exact("vault_id")
                .exact("vault_name")
                .exact("provider_id")
                .where(log -> period.contains(log.createdAt()))
                .where(log -> resource == null || resource.equals(resource(log, "id")))
                .where(log -> name == null || name.equals(resource(log, "name")));
        return page.byDefault(1000).page("operation_logs");
    }

    private static String resource(Resource log, String field) {
        return log.fields().path("extra_info").path("resource").path(field).asText();
    }

    JsonNode show(RuleCall call) {
        Resource log = Projects.require(call, Projects.LOG, call.path("operation_log_id"), "operation-log-unknown");
        return RuleCall.object().set("operation_log", log.fields());
    }
}
