// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.Registry;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.ArrayList;
import java.util.List;

/** Recovery runs: they copy versions into a bucket of object storage. */
final class Recoveries {
    static final Kind KIND = new Kind(ArchiveStorageRules.SERVICE, "recovery-run");
    static final String ENDED = "recovery ended";

    private static final String TARGET = "recovery_target_bucket_name";
    private static final String INFOS = "recovery_infos";
    private static final String OVERWRITE = "overwrite";

    private Recoveries() {}

    /** What one path of a request stands for. */
    private record Part(String path, List<Resource> versions) {}

    static JsonNode ofObjects(RuleCall call) {
        String target = target(call);
        JsonNode infos = call.body().path(INFOS);
        if (infos.isEmpty()) {
            throw call.invalid("body." + INFOS, "Field required");
        }
        Resource bucket = requireBuckets(call, target);
        List<Part> parts = new ArrayList<>();
        for (JsonNode info : infos) {
            String path = info.path("source_object_path").asText();
            boolean folder = info.path("object_type").asText().equals("FOLDER");
            List<Resource> objects =
                    StoredObjects.select(call.store(), bucket, folder ? Paths.folder(path) : Paths.plain(path));
            if (objects.isEmpty()) {
                throw call.refuse("object-unknown", path);
            }
            parts.add(new Part(
                    path,
                    objects.stream()
                            .map(object -> Versions.latest(call.store(), object))
                            .toList()));
        }
        return start(call, bucket, target, parts);
    }

    static JsonNode ofVersion(RuleCall call) {
        String target = target(call);
        Resource bucket = requireBuckets(call, target);
        String path = String.valueOf(call.text("source_object_path"));
        Resource object = Versions.object(call, bucket, path);
        Resource version = Versions.require(call, object, call.text("source_object_version"));
        return start(call, bucket, target, List.of(new Part(path, List.of(version))));
    }

    /** The field of 1.3 or of the versions before. */
    private static String target(RuleCall call) {
        String target = call.has(TARGET)
                ? call.text(TARGET)
                : call.body().path("recovery_target").path("bucket_name").textValue();
        if (target == null) {
            throw call.invalid("body.recovery_target", "Field required");
        }
        return target;
    }

    private static Resource requireBuckets(RuleCall call, String target) {
        Resource bucket = Buckets.requireActive(call, call.path("bucket_id"));
        if (!call.world().registry().hasBucket(call.region(), target)) {
            throw call.refuse("target-unknown", target);
        }
        return bucket;
    }

    private static JsonNode start(RuleCall call, Resource bucket, String target, List<Part> parts) {
        ArrayNode infos = RuleCall.object().putArray(INFOS);
        ArrayNode versions = RuleCall.object().putArray("versions");
        for (Part part : parts) {
            infos.addObject()
                    .put("source_object_path", part.path())
                    .put(
                            "usage",
                            String.valueOf(part.versions().stream()
                                    .mapToLong(Versions::size)
                                    .sum()))
                    .put("total_object_count", (long) part.versions().size())
                    .put("recovery_object_count", 0L)
                    .put("recovery_rate", 0);
            part.versions().forEach(version -> versions.add(version.id()));
        }
        Resource run = Runs.start(call.world(), KIND, bucket)
                .set("recovery_id", "ARC-" + call.ids().uuid())
                .set(TARGET, target)
                .set(INFOS, infos)
                .set("_" + OVERWRITE, call.body().path(OVERWRITE).booleanValue())
                .set("_versions", versions);
        call.later(run, ENDED);
        return RuleCall.object().put("id", bucket.id()).put(TARGET, target);
    }

    static void end(Resource run, World world) {
        for (JsonNode id : run.fields().path("_versions")) {
            Resource version = world.store().find(Versions.KIND, run.region(), id.textValue());
            if (version != null) {
                copy(run, version, world.registry());
            }
        }
        ArrayNode infos = run.fields().path(INFOS).deepCopy();
        for (JsonNode info : infos) {
            ((ObjectNode) info).put("recovery_rate", 100).set("recovery_object_count", info.path("total_object_count"));
        }
        run.set(INFOS, infos);
        Runs.end(run, world, "SUCCESS");
    }

    /** An object that exists is skipped unless the request says to overwrite. */
    private static void copy(Resource run, Resource version, Registry registry) {
        String target = String.valueOf(run.text(TARGET));
        String path = String.valueOf(version.text("object_path"));
        if (run.isTrue("_" + OVERWRITE) || !registry.hasObject(run.region(), target, path)) {
            registry.addObject(run.region(), target, path, Versions.size(version));
        }
    }
}
