// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.Tags;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Archive buckets. They are ready at once. */
final class Buckets {
    static final Kind KIND = new Kind(ArchiveStorageRules.SERVICE, "bucket");
    static final String DELETED = "bucket deleted";
    static final String SOURCE = "archiving_source_bucket_name";
    static final String SOURCE_ZONE = "_source_zone";
    static final String ENCRYPTED = "_encrypted";
    static final String VERSIONED = "_versioned";

    /** Bytes of all versions, counted as they come and go: a bucket may have very many. */
    static final String USAGE = "_usage";

    private static final int MOST = 1000;

    private Buckets() {}

    static JsonNode create(RuleCall call) {
        Tags.check(call);
        String name = BucketNames.require(call);
        if (call.store().all(KIND, call.region()).size() >= MOST) {
            throw call.refuse("too-many-buckets", String.valueOf(MOST));
        }
        String id = call.ids().uuid();
        Resource bucket = call.store()
                .add(KIND, call.region(), id, null)
                .set("id", id)
                .set("name", name)
                .set("state", "ACTIVE")
                .set(SOURCE, (String) null)
                .set(ENCRYPTED, false)
                .set(VERSIONED, false)
                .set(USAGE, 0);
        BucketNames.take(call, bucket);
        return bucket.fields();
    }

    static JsonNode list(RuleCall call) {
        return call.list(call.store().all(KIND, call.region())).contains("name").page("buckets");
    }

    static JsonNode show(RuleCall call) {
        Resource bucket = require(call, call.path("bucket_id"));
        ObjectNode view = bucket.fields().deepCopy();
        return view.put("usage", String.valueOf(bucket.number(USAGE)));
    }

    static JsonNode showSetting(RuleCall call, String setting) {
        return setting(require(call, call.path("bucket_id")), setting);
    }

    static JsonNode set(RuleCall call, String setting) {
        Resource bucket = requireActive(call, call.path("bucket_id"));
        return setting(bucket.set(setting, call.body().path("enabled")), setting);
    }

    private static ObjectNode setting(Resource bucket, String setting) {
        return RuleCall.object().put("id", bucket.id()).put("enabled", bucket.isTrue(setting));
    }

    static @Nullable JsonNode delete(RuleCall call) {
        Resource bucket = requireActive(call, call.path("bucket_id"));
        if (Runs.isRunning(call.store(), Archivings.KIND, bucket)
                || Runs.isRunning(call.store(), Recoveries.KIND, bucket)) {
            throw call.refuse("run-in-progress");
        }
        bucket.set("state", "DELETING");
        call.later(bucket, DELETED);
        return null;
    }

    static void disappear(Resource bucket, World world) {
        StoredObjects.clear(world.store(), bucket);
        for (Kind kind : List.of(Policies.KIND, Archivings.KIND, Recoveries.KIND)) {
            List.copyOf(world.store().children(kind, bucket.region(), bucket.id()))
                    .forEach(world.store()::remove);
        }
        BucketNames.freeLater(world, bucket);
        world.store().remove(bucket);
    }

    static void addUsage(Resource bucket, long bytes) {
        bucket.set(USAGE, bucket.number(USAGE) + bytes);
    }

    static Resource require(RuleCall call, @Nullable String id) {
        return call.require(KIND, id, "bucket-unknown");
    }

    /** The bucket, or a refusal when there is none or when it is being deleted. */
    static Resource requireActive(RuleCall call, @Nullable String id) {
        Resource bucket = require(call, id);
        if (!bucket.is("state", "ACTIVE")) {
            throw call.refuse("bucket-busy", String.valueOf(bucket.text("state")));
        }
        return bucket;
    }
}
