// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The servers that are backed up and restored to; they are the registry's. */
final class Servers {
    private static final Map<String, String> TYPES =
            Map.of("VIRTUAL_SERVER", "VM", "GPU_SERVER", "GPU", "BAREMETAL_SERVER", "BM");

    private Servers() {}

    /** The server with an id; one that nobody has told of is of a category. */
    static ObjectNode require(RuleCall call, @Nullable String id, String category) {
        ObjectNode server =
                call.world().registry().server(call.region(), String.valueOf(id), TYPES.getOrDefault(category, "VM"));
        if (server == null) {
            throw call.refuse("server-unknown", String.valueOf(id));
        }
        return server;
    }

    /** The category of a server. */
    static String category(ObjectNode server) {
        String type = server.path("type").asText();
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(type))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("VIRTUAL_SERVER");
    }

    /** Servers that can be backed up: with an agent on them for file systems, any for images. */
    static JsonNode listForBackup(RuleCall call) {
        boolean withAgent = "FILESYSTEM".equals(call.query("policy_type"));
        return list(call, server -> !withAgent || Agents.of(call, server.id()) != null);
    }

    /** Servers that can get an agent. */
    static JsonNode listForAgents(RuleCall call) {
        return list(call, server -> Agents.of(call, server.id()) == null);
    }

    private static JsonNode list(RuleCall call, Predicate<Resource> fit) {
        String category = call.query("server_category");
        String name = call.query("server_name");
        List<Resource> byName = new ArrayList<>(call.world().registry().servers(call.region()));
        byName.sort(Comparator.comparing(server -> String.valueOf(server.text("name"))));
        return call.list(byName)
                .where(fit)
                .where(server -> category(server.fields()).equals(category))
                .where(server ->
                        name == null || String.valueOf(server.text("name")).contains(name))
                .page("contents", server -> view(server.fields()));
    }

    static ObjectNode view(ObjectNode server) {
        return RuleCall.object()
                .put("server_uuid", server.path("id").asText())
                .put("server_name", server.path("name").asText())
                .put("server_os_version", server.path("os").asText())
                .put("server_state", server.path("state").asText())
                .put("server_backup_agent_ip", server.path("ip").asText());
    }
}
