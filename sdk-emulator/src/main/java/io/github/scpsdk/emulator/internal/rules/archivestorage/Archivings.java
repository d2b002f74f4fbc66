// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/** Archiving runs: once a day, counted from when the policy was added. */
final class Archivings {
    static final Kind KIND = new Kind(ArchiveStorageRules.SERVICE, "archiving-run");
    static final String DAY_CAME = "day came";
    static final String ENDED = "archiving ended";

    private static final String POLICY = "archiving_policy_id";

    private Archivings() {}

    static void runTomorrow(Resource policy) {
        policy.later(Duration.ofDays(1), DAY_CAME);
    }

    static void start(Resource policy, World world) {
        runTomorrow(policy);
        Resource bucket = bucket(policy, world);
        if (!policy.is("state", "ACTIVE") || !bucket.is("state", "ACTIVE")) {
            return;
        }
        Resource run = Runs.start(world, KIND, bucket)
                .set("archiving_id", policy.id())
                .set(POLICY, policy.id())
                .set("archiving_policy_name", policy.text("name"));
        List<Resource> due = due(policy, bucket, world);
        progress(run, policy, due, 0);
        // the operation that brought the daily runs about
        run.later(world.delays().of(ArchiveStorageRules.SERVICE, "createArchivingPolicy"), ENDED);
    }

    /** What was deleted while the run was going on is not archived; neither is anything for a policy that is gone. */
    static void end(Resource run, World world) {
        Resource policy = world.store().find(Policies.KIND, run.region(), run.text(POLICY));
        if (policy == null) {
            Runs.end(run, world, "CANCELED");
            return;
        }
        Resource bucket = bucket(policy, world);
        List<Resource> due = due(policy, bucket, world);
        due.forEach(object -> Versions.store(world, bucket, object));
        progress(run, policy, due, due.size());
        Runs.end(run, world, "SUCCESS");
    }

    private static Resource bucket(Resource policy, World world) {
        return Objects.requireNonNull(
                world.store().find(Buckets.KIND, policy.region(), policy.parent()), "policies go with their bucket");
    }

    /** The objects of the source that are old enough. */
    private static List<Resource> due(Resource policy, Resource bucket, World world) {
        Instant youngest =
                world.now().minus(Duration.ofDays(Long.parseLong(String.valueOf(policy.text(Policies.LIFECYCLE)))));
        String prefix = Paths.plain(policy.text(Policies.PREFIX));
        return world.registry().objects(bucket.region(), String.valueOf(bucket.text(Buckets.SOURCE))).stream()
                .filter(object -> String.valueOf(object.text("path")).startsWith(prefix))
                .filter(object -> !OffsetDateTime.parse(String.valueOf(object.text("modified_at")))
                        .toInstant()
                        .isAfter(youngest))
                .toList();
    }

    private static void progress(Resource run, Resource policy, List<Resource> objects, int done) {
        long usage = objects.stream().mapToLong(object -> object.number("size")).sum();
        ArrayNode infos = RuleCall.object().putArray("archiving_infos");
        infos.addObject()
                .put("source_object_path", policy.text(Policies.PREFIX))
                .put(Policies.PREFIX, policy.text(Policies.PREFIX))
                .put("usage", String.valueOf(usage))
                .put("total_object_count", (long) objects.size())
                .put("archiving_object_count", (long) done)
                .put("archiving_rate", objects.isEmpty() || done == 0 ? 0 : 100);
        run.set("archiving_infos", infos);
    }

    static JsonNode list(RuleCall call) {
        return Runs.list(call, KIND, call.query(POLICY));
    }
}
