// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** When a backup runs: one FULL schedule and up to six INCREMENTAL ones. They are only kept; nothing runs by itself. */
final class Schedules {
    static final Kind KIND = new Kind("backup", "schedule");

    private static final String FIELD = "schedules";
    private static final int MAX_INCREMENTAL = 6;
    private static final Pattern START = Pattern.compile("(0[1-9]|1[0-9]|2[0-3]):(00|30):00");

    private Schedules() {}

    /** The schedules in the body. */
    static List<JsonNode> checked(RuleCall call) {
        List<JsonNode> schedules = new ArrayList<>();
        call.body().path(FIELD).forEach(schedules::add);
        long full = schedules.stream().filter(Schedules::isFull).count();
        if (full != 1 || schedules.size() - full > MAX_INCREMENTAL) {
            throw call.invalid("body." + FIELD, "List should have 1 FULL and at most 6 INCREMENTAL items");
        }
        for (JsonNode schedule : schedules) {
            if (!START.matcher(schedule.path("start_time").asText()).matches()) {
                throw call.invalid("body.schedules.start_time", "Input should be 01:00:00 to 23:30:00, in half hours");
            }
            if ((needsDay(schedule) && !schedule.hasNonNull("start_day"))
                    || (needsWeek(schedule) && !schedule.hasNonNull("start_week"))) {
                throw call.invalid("body." + FIELD, "Field required");
            }
        }
        return schedules;
    }

    private static boolean isFull(JsonNode schedule) {
        return schedule.path("type").asText().equals("FULL");
    }

    private static boolean needsDay(JsonNode schedule) {
        return !schedule.path("frequency").asText().equals("DAILY");
    }

    private static boolean needsWeek(JsonNode schedule) {
        return schedule.path("frequency").asText().equals("MONTHLY");
    }

    /** Gives a backup new schedules in place of those it has. */
    static void replace(World world, Resource backup, List<JsonNode> schedules) {
        List.copyOf(of(world, backup)).forEach(world.store()::remove);
        for (int i = schedules.size() - 1; i >= 0; i--) { // lists begin with the newest
            add(world, backup, schedules.get(i));
        }
    }

    private static void add(World world, Resource backup, JsonNode sent) {
        String id = world.ids().hex32();
        String type = sent.path("type").asText();
        String frequency = sent.path("frequency").asText();
        String time = sent.path("start_time").asText();
        Records.add(world, KIND, backup.region(), id, backup.id())
                .set("id", id)
                .set("backup_id", backup.id())
                .set(
                        "name",
                        type + "_" + frequency + "_" + time + "-" + world.ids().word(6))
                .set("type", type)
                .set("frequency", frequency)
                .set("start_time", time)
                .set("start_day", needsDay(sent) ? sent.path("start_day").textValue() : null)
                .set("start_week", needsWeek(sent) ? sent.path("start_week").textValue() : null)
                .set("state", "AVAILABLE");
    }

    static Collection<Resource> of(World world, Resource backup) {
        return world.store().children(KIND, backup.region(), backup.id());
    }

    /** The schedule under which runs by hand are noted. */
    static Resource full(World world, Resource backup) {
        return of(world, backup).stream()
                .filter(schedule -> isFull(schedule.fields()))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode set(RuleCall call) {
        List<JsonNode> schedules = checked(call);
        Resource backup = Backups.requireOriginal(call);
        Replicas.withReplica(call.world(), backup).forEach(each -> replace(call.world(), each, schedules));
        Records.touch(backup, call.world());
        return Records.changed(call, backup.id());
    }

    static JsonNode list(RuleCall call) {
        return call.list(of(call.world(), Backups.require(call))).page("contents");
    }
}
