// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.unitrends;

import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an appliance knows of. Ids are small numbers, counted for each kind; nothing that has one is ever forgotten, so that
 * none is given twice. The appliance itself is system 1, and has storage 1.
 */
final class Appliance {
    static final Kind SYSTEM = new Kind("unitrends", "system");
    static final Kind REQUEST = new Kind("unitrends", "request");
    static final Kind STORAGE = new Kind("unitrends", "storage");
    static final Kind TARGET = new Kind("unitrends", "target");
    static final Kind ANSWER = new Kind("unitrends", "answer");
    static final Kind ORDER = new Kind("unitrends", "joborder");
    static final Kind JOB = new Kind("unitrends", "job");
    static final Kind BACKUP = new Kind("unitrends", "backup");

    /** The id of the appliance itself. */
    static final long SELF = 1;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Appliance() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** A new resource with the next number of its kind. */
    static Resource add(Store store, String region, Kind kind) {
        List<Resource> all = store.all(kind, region);
        long last = all.isEmpty() ? 0 : Long.parseLong(all.get(0).id());
        return store.add(kind, region, String.valueOf(last + 1), null);
    }

    /** Storage 1 and system 1 are there from the start. */
    static void makeSureOfItself(Store store, String region) {
        if (store.find(SYSTEM, region, String.valueOf(SELF)) != null) {
            return;
        }
        add(store, region, SYSTEM)
                .set("id", SELF)
                .set("name", "appliance")
                .set("host", "appliance")
                .set("role", "Backup System")
                .set("version", "10.8")
                .set("version_status", "current")
                .set("status", "available")
                .set("registered_assets", 0)
                .set("replicating", false)
                .set("archiving", false)
                .set("local", true)
                .set("total_mb_size", 4_194_304)
                .set("total_mb_free", 3_145_728)
                .set("storage_name", "Internal");
        addStorage(store, region, "Internal");
    }

    static Resource addStorage(Store store, String region, String name) {
        Resource storage = add(store, region, STORAGE);
        return storage.set("id", Long.parseLong(storage.id()))
                .set("sid", SELF)
                .set("name", name)
                .set("system_name", "appliance")
                .set("type", "internal")
                .set("usage", "backup")
                .set("status", "online")
                .set("mb_size", 4_194_304)
                .set("mb_free", 3_145_728);
    }

    /** All of a kind, oldest first, as an appliance lists them. */
    static List<Resource> all(RuleCall call, Kind kind) {
        makeSureOfItself(call.store(), call.region());
        List<Resource> all = new ArrayList<>(call.store().all(kind, call.region()));
        Collections.reverse(all);
        return all;
    }

    static @Nullable Resource find(World world, Resource like, Kind kind, String id) {
        return world.store().find(kind, like.region(), id);
    }

    /** The resource with an id, or else the refusal for a condition of the table. */
    static Resource require(RuleCall call, Kind kind, String id, String otherwise) {
        makeSureOfItself(call.store(), call.region());
        return call.require(kind, id, otherwise);
    }

    /** Refuses a call for a system that is not known. */
    static void checkSystem(RuleCall call) {
        String sid = call.query("sid");
        if (sid != null) {
            require(call, SYSTEM, sid, "system-unknown");
        }
    }
}
