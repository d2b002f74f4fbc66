package io.github.scpsdk.emulator.internal.rules.filestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Zones;
import java.util.List;
import java.util.Map;

/** Where volumes can be replicated to. */
final class ReplicationTargets {
    private static final Map<String, List<String>> TARGETS =
            Map.of("kr-west1", List.of("kr-east1"), "kr-east1", List.of("kr-west1"));

    private ReplicationTargets() {}

    static List<String> from(String region) {
        return TARGETS.getOrDefault(region, List.of());
    }

    static JsonNode listRegions(RuleCall call) {
        ObjectNode body = RuleCall.object();
        from(String.valueOf(call.query("source_region_name"))).forEach(body.putArray("regions")::add);
        return body;
    }

    static JsonNode listZones(RuleCall call) {
        ObjectNode body = RuleCall.object();
        ArrayNode zones = body.putArray("zones");
        from(Zones.regionOf(String.valueOf(call.query("source_zone"))))
                .forEach(region -> zones.add(Zones.first(region)));
        return body;
    }
}
