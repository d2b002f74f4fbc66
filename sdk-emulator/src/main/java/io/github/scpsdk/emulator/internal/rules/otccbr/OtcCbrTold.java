// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;

/** What is there without a request that made it. To be called while the store is held. */
public final class OtcCbrTold {
    private OtcCbrTold() {}

    /** A vault for servers. */
    public static Resource vault(
            Store store, String region, String project, String id, String name, String protectType) {
        ObjectNode asked = RuleCall.object().put("name", name);
        asked.putObject("billing")
                .put("consistent_level", "crash_consistent")
                .put("object_type", "server")
                .put("protect_type", protectType)
                .put("size", 1000);
        return Vaults.add(store, Projects.in(region, project), id, asked, RuleCall.list());
    }

    /** An available backup of a server, which the vault protects from then on. */
    public static Resource backup(
            Store store, String region, String project, String id, String name, String vaultId, String serverId) {
        Resource vault = store.find(Projects.VAULT, Projects.in(region, project), vaultId);
        if (vault == null) {
            throw new IllegalArgumentException("There is no vault " + vaultId + " in that project.");
        }
        ObjectNode server = RuleCall.object()
                .put("id", serverId)
                .put("type", "OS::Nova::Server")
                .put("name", "server-" + serverId)
                .put("protect_status", "available")
                .put("size", 40)
                .put("backup_size", 0)
                .put("backup_count", 1);
        ArrayNode resources = vault.fields().path("resources").deepCopy();
        vault.set("resources", resources.add(server));
        return Backups.add(store, vault, id, name, server, RuleCall.object())
                .set("checkpoint_id", store.ids().uuid())
                .set("status", "available");
    }
}
