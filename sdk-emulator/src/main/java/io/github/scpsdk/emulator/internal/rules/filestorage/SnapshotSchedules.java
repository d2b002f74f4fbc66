// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.SnapshotHours;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one schedule that a volume may have for its snapshots. Its hours are Seoul's. */
final class SnapshotSchedules {
    static final Kind KIND = new Kind("filestorage", "snapshot-schedule");
    static final String HOUR_CAME = "hour of the snapshot schedule came";

    private static final String RETENTION = "snapshot_retention_count";
    private static final String SCHEDULED = "_scheduled";
    private static final int DEFAULT_RETENTION = 10;
    private static final int MAX_RETENTION = 128;

    private SnapshotSchedules() {}

    static JsonNode create(RuleCall call) {
        check(call);
        Resource volume = Volumes.requireAvailable(call, call.text("volume_id"));
        if (of(call.world(), volume) != null) {
            throw call.refuse("schedule-exists");
        }
        String id = call.ids().uuid();
        Resource schedule = call.store()
                .add(KIND, call.region(), id, volume.id())
                .set("id", id)
                .set(RETENTION, DEFAULT_RETENTION);
        return write(call, schedule);
    }

    static JsonNode set(RuleCall call) {
        check(call);
        Resource schedule = require(call);
        schedule.cancel(HOUR_CAME);
        return write(call, schedule);
    }

    private static JsonNode write(RuleCall call, Resource schedule) {
        JsonNode sent = call.body().path("snapshot_schedule");
        String frequency = sent.path("frequency").asText();
        schedule.set("frequency", frequency)
                .set("hour", sent.path("hour").asText())
                .set(
                        "day_of_week",
                        frequency.equals("WEEKLY") ? sent.path("day_of_week").asText() : null);
        if (call.has(RETENTION)) {
            schedule.set(RETENTION, call.body().get(RETENTION).longValue());
        }
        schedule.schedule(next(schedule, call.now()), HOUR_CAME);
        ObjectNode body =
                RuleCall.object().put("volume_id", schedule.parent()).put(RETENTION, schedule.number(RETENTION));
        return body.set("snapshot_schedule", schedule.fields());
    }

    private static void check(RuleCall call) {
        JsonNode retention = call.body().path(RETENTION);
        if (retention.isNumber() && (retention.longValue() < 1 || retention.longValue() > MAX_RETENTION)) {
            throw call.invalid("body." + RETENTION, "Input should be 1 to " + MAX_RETENTION);
        }
        JsonNode sent = call.body().path("snapshot_schedule");
        if (sent.path("frequency").asText().equals("WEEKLY") && !sent.hasNonNull("day_of_week")) {
            throw call.invalid("body.snapshot_schedule.day_of_week", "Field required");
        }
    }

    static JsonNode list(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.query("volume_id"), "volume-unknown");
        Resource schedule = of(call.world(), volume);
        ObjectNode body =
                RuleCall.object().put("volume_id", volume.id()).put("snapshot_policy_enabled", schedule != null);
        ArrayNode schedules = body.putArray("snapshot_schedule");
        if (schedule != null) {
            schedules.add(schedule.fields());
            body.put(RETENTION, schedule.number(RETENTION));
        }
        return body;
    }

    static @Nullable ObjectNode delete(RuleCall call) {
        call.store().remove(require(call));
        return null;
    }

    private static Resource require(RuleCall call) {
        Resource volume = call.require(Volumes.KIND, call.query("volume_id"), "volume-unknown");
        Resource schedule = call.require(KIND, call.path("snapshot_schedule_id"), "schedule-unknown");
        if (!volume.id().equals(schedule.parent())) {
            throw call.refuse("schedule-unknown", schedule.id());
        }
        Volumes.requireAvailable(call, volume.id());
        return schedule;
    }

    private static @Nullable Resource of(World world, Resource volume) {
        return world.store().children(KIND, volume.region(), volume.id()).stream()
                .findFirst()
                .orElse(null);
    }

    /** Takes the snapshot and removes the oldest ones by schedule that are too many. */
    static void takeSnapshot(Resource schedule, World world) {
        Resource volume = Objects.requireNonNull(
                world.store().find(Volumes.KIND, schedule.region(), schedule.parent()), "a schedule has a volume");
        if (volume.is("state", "available")) {
            Snapshots.take(world, volume).set(SCHEDULED, true);
            Snapshots.of(world, volume).stream()
                    .filter(snapshot -> snapshot.isTrue(SCHEDULED))
                    .skip(schedule.number(RETENTION))
                    .toList()
                    .forEach(world.store()::remove);
        }
        schedule.schedule(next(schedule, world.now()), HOUR_CAME);
    }

    private static Instant next(Resource schedule, Instant after) {
        return SnapshotHours.next(
                Integer.parseInt(String.valueOf(schedule.text("hour"))), schedule.text("day_of_week"), after);
    }
}
