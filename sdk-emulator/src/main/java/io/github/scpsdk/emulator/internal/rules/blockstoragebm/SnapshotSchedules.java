// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.SnapshotHours;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Resource;

/** The one schedule that a volume or a group may have for its snapshots. */
final class SnapshotSchedules {
    static final String HOUR_OF_VOLUME_CAME = "hour of the volume's snapshot schedule came";
    static final String HOUR_OF_GROUP_CAME = "hour of the group's snapshot schedule came";

    private static final String FIELD = "snapshot_schedule";
    private static final String DAY = "day_of_week";
    private static final String NONE = "NONE";
    private static final int LAST_HOUR = 23;

    private SnapshotSchedules() {}

    static boolean has(Resource owner) {
        return !NONE.equals(owner.fields().path(FIELD).path("frequency").asText());
    }

    /** Leaves a volume or a group without schedule. */
    static void clear(Resource owner) {
        owner.set(FIELD, RuleCall.object().put("frequency", NONE));
        owner.cancel(hourCame(owner));
    }

    static JsonNode createOfVolume(RuleCall call) {
        return create(call, hour(call), SnapshotRates.require(call, volume(call)));
    }

    static JsonNode setOfVolume(RuleCall call) {
        return write(call, hour(call), require(call, volume(call)));
    }

    static JsonNode deleteOfVolume(RuleCall call) {
        return delete(call, require(call, volume(call)));
    }

    static JsonNode createOfGroup(RuleCall call) {
        return create(call, hour(call), Recoveries.refuse(call, VolumeGroups.requireAvailable(call)));
    }

    static JsonNode setOfGroup(RuleCall call) {
        return write(call, hour(call), require(call, VolumeGroups.requireAvailable(call)));
    }

    static JsonNode deleteOfGroup(RuleCall call) {
        return delete(call, require(call, VolumeGroups.requireAvailable(call)));
    }

    /** The volume in the path; members of a group have the group's schedule. */
    private static Resource volume(RuleCall call) {
        Resource volume = Recoveries.refuse(call, Volumes.requireUsable(call));
        if (VolumeGroups.isMember(volume)) {
            throw call.refuse("volume-in-group", volume.id());
        }
        return volume;
    }

    private static Resource require(RuleCall call, Resource owner) {
        if (!has(owner)) {
            throw call.refuse("schedule-missing");
        }
        return owner;
    }

    private static int hour(RuleCall call) {
        return Shapes.number(call, call.body(), "hour", 0, LAST_HOUR);
    }

    private static JsonNode create(RuleCall call, int hour, Resource owner) {
        if (has(owner)) {
            throw call.refuse("schedule-exists");
        }
        return write(call, hour, owner);
    }

    private static JsonNode write(RuleCall call, int hour, Resource owner) {
        String day = call.text(DAY);
        owner.cancel(hourCame(owner));
        owner.set(
                FIELD,
                RuleCall.object()
                        .put("frequency", day == null ? "DAILY" : "WEEKLY")
                        .put("hour", hour)
                        .put(DAY, day));
        scheduleNext(owner, call.world());
        return changed(call, owner);
    }

    private static JsonNode delete(RuleCall call, Resource owner) {
        clear(owner);
        return changed(call, owner);
    }

    private static JsonNode changed(RuleCall call, Resource owner) {
        Lifecycle.passThrough(call.world(), owner, Lifecycle.EDITING);
        ObjectNode body = owner.fields().path(FIELD).deepCopy();
        return body.put(owner.kind().equals(Volumes.KIND) ? "volume_id" : "volume_group_id", owner.id());
    }

    private static String hourCame(Resource owner) {
        return owner.kind().equals(Volumes.KIND) ? HOUR_OF_VOLUME_CAME : HOUR_OF_GROUP_CAME;
    }

    static void takeOfVolume(Resource volume, World world) {
        if (volume.is("state", Lifecycle.AVAILABLE, Lifecycle.IN_USE)) {
            Snapshots.takeBySchedule(world, volume);
        }
        scheduleNext(volume, world);
    }

    static void takeOfGroup(Resource group, World world) {
        if (group.is("state", Lifecycle.AVAILABLE)) {
            GroupSnapshots.takeBySchedule(world, group);
        }
        scheduleNext(group, world);
    }

    private static void scheduleNext(Resource owner, World world) {
        JsonNode schedule = owner.fields().path(FIELD);
        String day = schedule.path(DAY).textValue();
        owner.schedule(SnapshotHours.next(schedule.path("hour").intValue(), day, world.now()), hourCame(owner));
    }
}
