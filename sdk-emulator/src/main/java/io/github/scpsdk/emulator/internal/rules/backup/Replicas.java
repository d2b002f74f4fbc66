// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.scpsdk.emulator.internal.rules.RegionPairs;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.rules.Zones;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;
import java.util.stream.Stream;

/** Replicas of backups in the partner region. They follow their originals. */
final class Replicas {
    private static final String REPLICA = "replica_backup_id";
    private static final List<String> REGIONS = List.of("kr-west1", "kr-east1");

    private Replicas() {}

    static JsonNode setUse(RuleCall call) {
        Resource backup = Backups.requireOriginal(call);
        refuse(call, backup.is(Backups.CATEGORY, "AGENT"));
        boolean use = call.body().path("dr_enabled").booleanValue();
        if (use && !backup.isTrue("dr_enabled")) {
            add(call, backup);
        } else if (!use && backup.isTrue("dr_enabled")) {
            withReplica(call.world(), backup).stream()
                    .filter(each -> each != backup)
                    .forEach(replica -> Backups.remove(call.world(), replica));
            backup.set("dr_enabled", false)
                    .set("dr_region", (String) null)
                    .set("dr_zone", (String) null)
                    .set(REPLICA, (String) null);
        }
        Records.touch(backup, call.world());
        return Records.changed(call, backup.id());
    }

    /** Only agents' backups can be replicated, and only between partner regions. */
    static void refuse(RuleCall call, boolean agent) {
        if (!agent || RegionPairs.targetsOf(call.region()).isEmpty()) {
            throw call.refuse("replication-not-available");
        }
    }

    static void add(RuleCall call, Resource backup) {
        World world = call.world();
        String region = RegionPairs.targetsOf(backup.region()).get(0);
        Resource replica = Backups.add(world, region, String.valueOf(backup.text("name")));
        String id = replica.id();
        backup.fields().properties().forEach(field -> {
            if (!replica.fields().has(field.getKey())) {
                replica.set(field.getKey(), field.getValue());
            }
        });
        replica.set("id", id)
                .set("role_type", "REPLICA")
                .set("origin_backup_id", backup.id())
                .set("backup_agent_id", (String) null)
                .set("region", region)
                .set("zone", Zones.first(region));
        Schedules.replace(
                world,
                replica,
                Schedules.of(world, backup).stream()
                        .<JsonNode>map(Resource::fields)
                        .toList());
        backup.set("dr_enabled", true)
                .set("dr_region", region)
                .set("dr_zone", Zones.first(region))
                .set(REPLICA, id);
    }

    /** A backup and its replica, if it has one. */
    static List<Resource> withReplica(World world, Resource backup) {
        String region = String.valueOf(backup.text("dr_region"));
        Resource replica = world.store().find(Backups.KIND, region, backup.text(REPLICA));
        return replica == null ? List.of(backup) : List.of(backup, replica);
    }

    static JsonNode listRegions(RuleCall call) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        for (String from : REGIONS) {
            for (String to : RegionPairs.targetsOf(from)) {
                if (fits(call, "from", from) && fits(call, "to", to)) {
                    pairs.addObject()
                            .put("from_region", from)
                            .put("from_availability_zone", Zones.first(from))
                            .put("from_zone", Zones.first(from))
                            .put("to_region", to)
                            .put("to_availability_zone", Zones.first(to))
                            .put("to_zone", Zones.first(to));
                }
            }
        }
        return RuleCall.object().put("count", pairs.size()).set("contents", pairs);
    }

    private static boolean fits(RuleCall call, String end, String region) {
        return Stream.of(end + "_region", end + "_availability_zone", end + "_zone")
                .allMatch(name -> {
                    String asked = call.query(name);
                    return asked == null || asked.equals(name.endsWith("_region") ? region : Zones.first(region));
                });
    }
}
