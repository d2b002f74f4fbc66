// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Tags;
import io.github.scpsdk.emulator.internal.rules.Zones;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backup agents, at most one for a server. */
final class Agents {
    static final Kind KIND = new Kind("backup", "agent");

    private static final String SERVER = "server_uuid";
    private static final List<String> SYSTEMS = List.of("LINUX", "WINDOWS");

    private Agents() {}

    static JsonNode create(RuleCall call) {
        checkRequest(call);
        ObjectNode server = Servers.require(call, call.text(SERVER), "VIRTUAL_SERVER");
        String serverId = String.valueOf(call.text(SERVER));
        String subnet = call.text("subnet_id");
        if (subnet != null) {
            Restores.requireSubnet(call, call.region(), subnet);
        }
        if (of(call, serverId) != null) {
            throw call.refuse("agent-exists", serverId);
        }
        String id = "BACKUP_AGENT-" + call.ids().word(10);
        String ip = call.text("server_backup_agent_ip");
        String zone = call.text("zone");
        Records.add(call.world(), KIND, call.region(), id, serverId)
                .set("id", id)
                .set("name", "agent_" + call.ids().word(6))
                .set("account_id", call.world().accountId())
                .set("state", "AVAILABLE")
                .set("backup_master_ip", Ids.addressOf(call.region() + " backup master"))
                .set("backup_master_name", "master-" + call.region())
                .set("connection_state", (String) null)
                .set("connection_check_time", (String) null)
                .set("install_file_path", installFile(server.path("os").asText()))
                .set("media_servers", JsonNodeFactory.instance.arrayNode())
                .set(SERVER, serverId)
                .set("server_name", server.path("name").asText())
                .set("server_category", Servers.category(server))
                .set("server_os_type", server.path("os").asText())
                .set("server_backup_agent_ip", ip == null ? server.path("ip").asText() : ip)
                .set("server_gateway_ip", (String) null)
                .set("subnet_id", subnet)
                .set("region", call.region())
                .set("zone", zone == null ? Zones.first(call.region()) : zone)
                .set("is_server_deleted", false);
        return Records.changed(call, id);
    }

    private static void checkRequest(RuleCall call) {
        if (call.has("zone")) {
            Zones.requested(call);
        }
        Tags.check(call);
    }

    /** The agent on a server; null when there is none. */
    static @Nullable Resource of(RuleCall call, @Nullable String server) {
        return call.store().children(KIND, call.region(), String.valueOf(server)).stream()
                .findFirst()
                .orElse(null);
    }

    /** The agent on a server, or a refusal. */
    static Resource require(RuleCall call, @Nullable String server) {
        Resource agent = of(call, server);
        if (agent == null) {
            throw call.refuse("agent-missing", String.valueOf(server));
        }
        return agent;
    }

    static JsonNode list(RuleCall call) {
        return call.list(call.store().all(KIND, call.region()))
                .contains("name")
                .contains("server_name")
                .contains("server_backup_agent_ip")
                .page("contents", agent -> view(call, agent));
    }

    static JsonNode show(RuleCall call) {
        return view(call, require(call));
    }

    private static ObjectNode view(RuleCall call, Resource agent) {
        ObjectNode view = RuleCall.object();
        view.setAll(agent.fields());
        return view.put("backup_policy_count", policies(call, agent));
    }

    /** The number of backups that work through an agent. */
    private static long policies(RuleCall call, Resource agent) {
        return call.store().all(Backups.KIND, call.region()).stream()
                .filter(backup -> backup.is("backup_agent_id", agent.id()))
                .count();
    }

    static JsonNode delete(RuleCall call) {
        Resource agent = require(call);
        if (policies(call, agent) > 0) {
            throw call.refuse("agent-in-use");
        }
        call.store().remove(agent);
        return Records.changed(call, agent.id());
    }

    /** Nothing tells whether the client has been installed in the server, so it has. */
    static JsonNode checkConnection(RuleCall call) {
        Resource agent = require(call);
        agent.set("connection_state", "SUCCESS").set("connection_check_time", Times.secondsZ(call.now()));
        return Records.changed(call, agent.id());
    }

    private static Resource require(RuleCall call) {
        return call.require(KIND, call.path("backup_agent_id"), "agent-unknown");
    }

    static JsonNode showInstallFile(RuleCall call) {
        String system = String.valueOf(call.query("os_type"));
        if (!SYSTEMS.contains(system)) {
            throw call.invalid("query.os_type", "Input should be '" + String.join("' or '", SYSTEMS) + "'");
        }
        return RuleCall.object().put("install_file_path", installFile(system));
    }

    private static String installFile(String system) {
        return "https://backup.example.com/NetBackup_10.4.0.1_"
                + (system.equals("WINDOWS") ? "WINDOWS.zip" : "LINUX.tar.gz");
    }

    /** The agents of servers that a backup of file systems can be restored to. */
    static JsonNode listRestoreTargets(RuleCall call) {
        Resource backup = Backups.require(call);
        return call.list(call.store().all(KIND, call.region()))
                .contains("server_name")
                .where(agent -> agent.is("server_os_type", String.valueOf(backup.text("server_os_type"))))
                .page(
                        "contents",
                        agent -> RuleCall.object()
                                .put(SERVER, agent.text(SERVER))
                                .put("server_name", agent.text("server_name"))
                                .put("server_os_version", agent.text("server_os_type")));
    }
}
