// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;

/** Which paths of a server's file system a backup has. */
final class FilesystemPaths {
    private static final String ALL = "is_all_filesystem";
    private static final String PATHS = "filesystem_paths";

    private FilesystemPaths() {}

    static JsonNode set(RuleCall call) {
        Resource backup = Backups.requireType(call, Backups.requireOriginal(call), Backups.FILESYSTEM);
        JsonNode sent = call.body().path("backup_filesystem_paths");
        boolean all = call.body().path(ALL).booleanValue();
        for (Resource each : Replicas.withReplica(call.world(), backup)) {
            if (all) {
                each.set(ALL, true).set(PATHS, NullNode.instance);
            } else if (sent.isArray() || sent.isTextual()) {
                each.set(ALL, false)
                        .set(
                                PATHS,
                                sent.isArray()
                                        ? sent
                                        : JsonNodeFactory.instance.arrayNode().add(sent));
            }
            Records.touch(each, call.world());
        }
        return Records.changed(call, backup.id());
    }

    static JsonNode check(RuleCall call) {
        Resource agent = Agents.require(call, call.query("server_uuid"));
        String path = String.valueOf(call.query("filesystem_path"));
        boolean taken = call.store().all(Backups.KIND, call.region()).stream()
                .filter(backup -> backup.is("backup_agent_id", agent.id()))
                .anyMatch(backup -> has(backup, path));
        return RuleCall.object().put("result", taken);
    }

    private static boolean has(Resource backup, String path) {
        for (JsonNode each : backup.fields().path(PATHS)) {
            if (path.equals(each.textValue())) {
                return true;
            }
        }
        return false;
    }
}
