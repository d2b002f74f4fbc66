// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Archiving policies. The first one of a bucket fixes the bucket's source. */
final class Policies {
    static final Kind KIND = new Kind(ArchiveStorageRules.SERVICE, "policy");
    static final String LIFECYCLE = "object_lifecycle";
    static final String PREFIX = "archiving_prefix";

    private static final Pattern DAYS = Pattern.compile("[1-9]\\d{0,2}|[12]\\d{3}|3[0-5]\\d\\d|36[0-4]\\d|3650");

    private Policies() {}

    static JsonNode create(RuleCall call) {
        SourceRequest source = SourceRequest.of(call);
        String lifecycle = requireLifecycle(call);
        Resource bucket = Buckets.requireActive(call, call.query("bucket_id"));
        source.check(call, bucket);
        for (Resource other : all(call, bucket)) {
            if (source.overlaps(String.valueOf(other.text(PREFIX)))) {
                throw call.refuse("policy-exists", String.valueOf(other.text(PREFIX)));
            }
        }
        bucket.set(Buckets.SOURCE, source.bucket()).set(Buckets.SOURCE_ZONE, source.zone());
        String id = "SCH-" + call.ids().uuid();
        Resource policy = call.store()
                .add(KIND, call.region(), id, bucket.id())
                .set("id", id)
                .set("name", call.text("archiving_policy_name"))
                .set("bucket_id", bucket.id())
                .set(LIFECYCLE, lifecycle)
                .set(PREFIX, source.prefix())
                .set("object_path", source.prefix())
                .set("state", "ACTIVE");
        Archivings.runTomorrow(policy);
        return view(policy, bucket);
    }

    private static String requireLifecycle(RuleCall call) {
        String days = call.text(LIFECYCLE);
        if (days == null) {
            throw call.invalid("body." + LIFECYCLE, "Field required");
        }
        if (!DAYS.matcher(days).matches()) {
            throw call.invalid("body." + LIFECYCLE, "Input should be a number of days from 1 to 3650");
        }
        return days;
    }

    private static List<Resource> all(RuleCall call, Resource bucket) {
        return call.store().children(KIND, call.region(), bucket.id());
    }

    /** A policy as all versions show it, of which each takes its fields. */
    private static ObjectNode view(Resource policy, Resource bucket) {
        String source = bucket.text(Buckets.SOURCE);
        String prefix = policy.text(PREFIX);
        ObjectNode view = policy.fields().deepCopy();
        view.putObject("archiving_source").put("bucket_name", source).put("object_path", prefix);
        view.putObject("archiving").put("source_bucket_name", source).put("prefix", prefix);
        view.set("archiving_source_bucket", source(bucket));
        return view.set("archiving_policy", policy.fields());
    }

    private static @Nullable ObjectNode source(Resource bucket) {
        return bucket.text(Buckets.SOURCE) == null
                ? null
                : RuleCall.object()
                        .put("name", bucket.text(Buckets.SOURCE))
                        .put("zone", bucket.text(Buckets.SOURCE_ZONE));
    }

    static JsonNode list(RuleCall call) {
        Resource bucket = Buckets.require(call, call.query("bucket_id"));
        ObjectNode body = call.list(all(call, bucket))
                .page("archiving_policies")
                .put("bucket_id", bucket.id())
                .put(Buckets.SOURCE, bucket.text(Buckets.SOURCE));
        return body.set("archiving_source_bucket", source(bucket));
    }

    static JsonNode show(RuleCall call) {
        Resource bucket = Buckets.require(call, call.query("bucket_id"));
        return view(require(call, bucket, call.path("archiving_policy_id")), bucket);
    }

    /** What is left out stays, which only 1.3 allows. */
    static JsonNode set(RuleCall call) {
        String lifecycle = call.has(LIFECYCLE) ? requireLifecycle(call) : null;
        Resource policy = requireToChange(call);
        if (lifecycle != null) {
            policy.set(LIFECYCLE, lifecycle);
        }
        if (call.has("archiving_policy_name")) {
            policy.set("name", call.text("archiving_policy_name"));
        }
        return show(call);
    }

    static JsonNode setState(RuleCall call) {
        requireToChange(call).set("state", call.text("state"));
        return show(call);
    }

    /** The source of the bucket stays chosen, and what was archived stays. */
    static @Nullable JsonNode delete(RuleCall call) {
        call.store().remove(requireToChange(call));
        return null;
    }

    private static Resource requireToChange(RuleCall call) {
        return require(call, Buckets.requireActive(call, call.query("bucket_id")), call.path("archiving_policy_id"));
    }

    static Resource require(RuleCall call, Resource bucket, @Nullable String id) {
        Resource policy = call.require(KIND, id, "policy-unknown");
        if (!bucket.id().equals(policy.parent())) {
            throw call.refuse("policy-unknown", String.valueOf(id));
        }
        return policy;
    }
}
