// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.zstack;

import com.fasterxml.jackson.databind.node.DoubleNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a management node knows of, and how it writes values: long numbers as {@code 1.073741824E9}, times with no zone. */
final class Inventory {
    static final Kind VOLUME = new Kind("zstack", "volume");
    static final Kind STORE = new Kind("zstack", "backup_storage");
    static final Kind BACKUP = new Kind("zstack", "volume_backup");
    static final Kind JOB = new Kind("zstack", "job");

    /** As in {@code Nov 14, 2017 10:20:57 PM}; the clock of the server is UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Inventory() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static DoubleNode number(long value) {
        return DoubleNode.valueOf((double) value);
    }

    /** The resource with a uuid, or else the refusal for a condition of the table. */
    static Resource require(RuleCall call, Kind kind, @Nullable String uuid, String otherwise) {
        return call.require(kind, uuid, otherwise);
    }

    /** A ready data volume. */
    static Resource addVolume(Store store, String region, String uuid, String name, long bytes) {
        String now = time(store.now());
        return store.add(VOLUME, region, uuid, null)
                .set("uuid", uuid)
                .set("name", name)
                .set("type", "Data")
                .set("format", "qcow2")
                .set("size", number(bytes))
                .set("actualSize", number(bytes / 2))
                .set("state", "Enabled")
                .set("status", "Ready")
                .set("isShareable", false)
                .set("createDate", now)
                .set("lastOpDate", now);
    }

    /** An image store that is connected. */
    static Resource addStore(Store store, String region, String uuid, String name) {
        String now = time(store.now());
        return store.add(STORE, region, uuid, null)
                .set("uuid", uuid)
                .set("name", name)
                .set("type", "ImageStoreBackupStorage")
                .set("hostname", name + ".example.com")
                .set("username", "root")
                .set("sshPort", 22)
                .set("url", "/" + name)
                .set("totalCapacity", number(10_995_116_277_760L))
                .set("availableCapacity", number(8_796_093_022_208L))
                .set("state", "Enabled")
                .set("status", "Connected")
                .set("createDate", now)
                .set("lastOpDate", now);
    }
}
