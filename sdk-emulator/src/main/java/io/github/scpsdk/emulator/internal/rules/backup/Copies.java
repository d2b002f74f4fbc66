// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies that runs have left, from which can be restored until their retention is over. */
final class Copies {
    static final Kind KIND = new Kind("backup", "copy");
    static final String EXPIRED = "copy expired";

    private static final int USAGE_GB = 1;
    private static final Map<String, Integer> DAYS =
            Map.of("WEEK_2", 14, "MONTH_1", 31, "MONTH_3", 93, "MONTH_6", 186, "YEAR_1", 365);

    private Copies() {}

    static void add(World world, Resource backup, Resource run) {
        String id = world.ids().uuid();
        String retention = String.valueOf(backup.text(Backups.RETENTION));
        Resource schedule = Schedules.full(world, backup);
        world.store()
                .add(KIND, backup.region(), id, backup.id())
                .set("restore_target_id", id)
                .set("is_restore_available", true)
                .set("usage_gb", USAGE_GB)
                .set(Backups.RETENTION, retention)
                .set("backup_start_time", run.text("backup_start_time"))
                .set("schedule_id", schedule.id())
                .set("schedule_name", schedule.text("name"))
                .later(Duration.ofDays(DAYS.getOrDefault(retention, 14)), EXPIRED);
    }

    static JsonNode list(RuleCall call) {
        return call.list(call.store()
                        .children(KIND, call.region(), Backups.require(call).id()))
                .where(Records.between(call, "backup_start_time", "backup_start_time", "backup_end_time"))
                .page("contents");
    }

    /** A copy of a backup. */
    static Resource require(RuleCall call, Resource backup, @Nullable String id) {
        Resource copy = call.require(KIND, id, "copy-unknown");
        if (!backup.id().equals(copy.parent())) {
            throw call.refuse("copy-unknown", copy.id());
        }
        return copy;
    }

    static JsonNode delete(RuleCall call) {
        Resource backup = Backups.require(call);
        Set<Resource> copies = new LinkedHashSet<>();
        call.body().path("restore_target_ids").forEach(id -> copies.add(require(call, backup, id.asText())));
        copies.forEach(call.store()::remove);
        return Records.changed(call, backup.id());
    }

    /** What a copy has directly below a path: the directories that were backed up. */
    static JsonNode listPaths(RuleCall call) {
        Resource backup = Backups.require(call);
        require(call, backup, call.query("restore_target_id"));
        Backups.requireType(call, backup, Backups.FILESYSTEM);
        String asked = String.valueOf(call.query("path"));
        String below = asked.endsWith("/") ? asked : asked + "/";
        Set<String> names = new LinkedHashSet<>();
        backup.fields().path("filesystem_paths").forEach(path -> {
            String rest = path.asText() + "/";
            if (rest.startsWith(below) && rest.length() > below.length()) {
                names.add(rest.substring(below.length(), rest.indexOf('/', below.length()) + 1));
            }
        });
        ArrayNode contents = JsonNodeFactory.instance.arrayNode();
        names.forEach(name -> contents.addObject()
                .put("id", below + name + "_" + backup.createdAt().getEpochSecond())
                .put("item_type", "DIR")
                .put("name", name)
                .put("path", below));
        return RuleCall.object().put("count", contents.size()).set("contents", contents);
    }
}
