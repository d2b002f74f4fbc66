// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.filestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Tags;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.rules.Zones;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Volumes: empty or from a snapshot, listed, shown, changed, deleted. */
final class Volumes {
    static final Kind KIND = new Kind("filestorage", "volume");
    static final String CREATED = "volume created";
    static final String DELETED = "volume deleted";

    /** The id of the replication that a volume is the source or the replica of. */
    static final String REPLICATION = "_replication";

    private static final int SUFFIX = 6;
    private static final List<String> TYPES = List.of("HDD", "SSD", "HighPerformanceSSD", "SSD_SAP_S", "SSD_SAP_E");
    private static final Pattern PASSWORD = Pattern.compile(
            "(?=.*[A-Za-z])(?=.*[0-9])(?=.*[!#&'*+,\\-.:;<=>?@^_~/|`])[A-Za-z0-9!#&'*+,\\-.:;<=>?@^_~/|`]{6,20}");

    private Volumes() {}

    static JsonNode create(RuleCall call) {
        String type = String.valueOf(call.text("type_name"));
        String protocol = String.valueOf(call.text("protocol"));
        if (!TYPES.contains(type)) {
            throw call.invalid("body.type_name", "Input should be '" + String.join("', '", TYPES) + "'");
        }
        checkPassword(call, protocol);
        String zone = Zones.requested(call);
        Tags.check(call);
        if (call.has("snapshot_id")) {
            checkOrigin(call, type, protocol);
        }
        Resource volume = add(call.world(), zone, String.valueOf(call.text("name")), type, protocol);
        call.later(volume, CREATED);
        return RuleCall.object()
                .put("volume_id", volume.id())
                .put("volume_name", volume.text("name"))
                .put("protocol", protocol)
                .put("type_name", type)
                .put("snapshot_id", call.text("snapshot_id"))
                .put("zone", zone);
    }

    /** A volume that is being created. */
    static Resource add(World world, String zone, String name, String type, String protocol) {
        String region = Zones.regionOf(zone);
        String id = world.ids().uuid();
        return world.store()
                .add(KIND, region, id, null)
                .set("id", id)
                .set("name", name + "_" + world.ids().word(SUFFIX))
                .set("protocol", protocol)
                .set("type_name", type)
                .set("type_id", Ids.uuidOf("filestorage " + region + " " + type))
                .set("zone", zone)
                .set("az_type", "single")
                .set("state", "creating")
                .set("purpose", "none")
                .set("account_id", world.accountId())
                .set("created_at", Times.micros(world.now()))
                .set("encryption_enabled", true)
                .set("file_unit_recovery_enabled", false)
                .set(
                        "cifs_id",
                        protocol.equals("CIFS") ? "cifs" + world.accountId().substring(0, 6) : null)
                .set("path", (String) null)
                .set("endpoint_path", (String) null);
    }

    static void checkPassword(RuleCall call, String protocol) {
        String password = call.text("cifs_password");
        if (protocol.equals("CIFS") ? password == null : password != null) {
            throw call.invalid(
                    "body.cifs_password", password == null ? "Field required" : "Extra inputs are not permitted");
        }
        if (password != null && !PASSWORD.matcher(password).matches()) {
            throw call.invalid(
                    "body.cifs_password",
                    "String should have 6 to 20 characters, with a letter, a digit and a special character");
        }
    }

    private static void checkOrigin(RuleCall call, String type, String protocol) {
        Resource snapshot = call.require(Snapshots.KIND, call.text("snapshot_id"), "snapshot-unknown");
        Resource origin = call.require(KIND, snapshot.parent(), "snapshot-unknown");
        if (!origin.is("type_name", type) || !origin.is("protocol", protocol)) {
            throw call.refuse("recovery-differs", String.valueOf(origin.text("type_name")));
        }
    }

    static void becomeAvailable(Resource volume, World world) {
        String address = Ids.addressOf(volume.id());
        String separator = volume.is("protocol", "CIFS") ? "\\" : ":/";
        volume.set("state", "available")
                .set("usage", 0)
                .set("endpoint_path", address)
                .set("path", (volume.is("protocol", "CIFS") ? "\\\\" : "") + address + separator + volume.text("name"));
    }

    static JsonNode list(RuleCall call) {
        return call.list(call.store().all(KIND, call.region()))
                .contains("name")
                .exact("type_name")
                .page("filestorages");
    }

    static JsonNode show(RuleCall call) {
        return call.require(KIND, call.path("volume_id"), "volume-unknown").fields();
    }

    static JsonNode set(RuleCall call) {
        boolean enabled = call.body().path("file_unit_recovery_enabled").booleanValue();
        requireAvailable(call, call.path("volume_id")).set("file_unit_recovery_enabled", enabled);
        return RuleCall.object().put("file_unit_recovery_enabled", enabled);
    }

    static @Nullable ObjectNode delete(RuleCall call) {
        Resource volume = call.require(KIND, call.path("volume_id"), "volume-unknown");
        if (!volume.is("state", "available", "error")) {
            throw call.refuse("volume-busy", String.valueOf(volume.text("state")));
        }
        Resource replication = Replications.of(call.world(), volume);
        if (replication != null && !Replications.endsWithItsReplica(replication, volume)) {
            throw call.refuse("volume-replicated");
        }
        if (replication == null
                && !call.store()
                        .children(Snapshots.KIND, call.region(), volume.id())
                        .isEmpty()) {
            throw call.refuse("volume-has-snapshots");
        }
        if (!call.store().children(AccessRules.KIND, call.region(), volume.id()).isEmpty()) {
            throw call.refuse("volume-has-access-rules");
        }
        volume.set("state", "deleting");
        call.later(volume, DELETED);
        return null;
    }

    static void disappear(Resource volume, World world) {
        Resource replication = Replications.of(world, volume);
        if (replication != null) {
            Replications.end(replication, world);
        }
        List.of(Snapshots.KIND, SnapshotSchedules.KIND, AccessRules.KIND)
                .forEach(kind -> List.copyOf(world.store().children(kind, volume.region(), volume.id()))
                        .forEach(world.store()::remove));
        world.store().remove(volume);
    }

    /** The volume of the called region, or a refusal when there is none or when it is being created or deleted. */
    static Resource requireAvailable(RuleCall call, @Nullable String id) {
        Resource volume = call.require(KIND, id, "volume-unknown");
        if (!volume.is("state", "available")) {
            throw call.refuse("volume-busy", String.valueOf(volume.text("state")));
        }
        return volume;
    }
}
