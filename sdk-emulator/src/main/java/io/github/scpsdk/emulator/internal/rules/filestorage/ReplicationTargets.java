// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RegionPairs;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Zones;

/** Where volumes can be replicated to. */
final class ReplicationTargets {
    private ReplicationTargets() {}

    static JsonNode listRegions(RuleCall call) {
        ObjectNode body = RuleCall.object();
        RegionPairs.targetsOf(String.valueOf(call.query("source_region_name"))).forEach(body.putArray("regions")::add);
        return body;
    }

    static JsonNode listZones(RuleCall call) {
        ObjectNode body = RuleCall.object();
        ArrayNode zones = body.putArray("zones");
        RegionPairs.targetsOf(Zones.regionOf(String.valueOf(call.query("source_zone"))))
                .forEach(region -> zones.add(Zones.first(region)));
        return body;
    }
}
