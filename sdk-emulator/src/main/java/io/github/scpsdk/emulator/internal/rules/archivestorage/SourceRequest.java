// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import org.jspecify.annotations.Nullable;

/**
 * From where a new policy is to archive.
 *
 * @param bucket of object storage
 * @param zone   of the bucket, known since 1.3
 * @param prefix of the objects; a slash for all
 */
record SourceRequest(String bucket, @Nullable String zone, String prefix) {

    /** Reads the fields of 1.3 or of the versions before. */
    static SourceRequest of(RuleCall call) {
        JsonNode source = call.body().path("archiving_source");
        String bucket = call.has(Buckets.SOURCE)
                ? call.text(Buckets.SOURCE)
                : source.path("bucket_name").textValue();
        if (bucket == null) {
            throw call.invalid("body.archiving_source", "Field required");
        }
        String prefix = call.text("archiving_prefix");
        return new SourceRequest(bucket, source.path("zone").textValue(), prefix == null ? "/" : prefix);
    }

    /** Whether there is the bucket, and the archive bucket may be filled from it. */
    void check(RuleCall call, Resource archive) {
        if (!call.world().registry().hasBucket(call.region(), bucket)) {
            throw call.refuse("source-unknown", bucket);
        }
        String chosen = archive.text(Buckets.SOURCE);
        if (chosen != null && !chosen.equals(bucket)) {
            throw call.refuse("source-fixed", chosen);
        }
        if (call.store().all(Buckets.KIND, call.region()).stream()
                .anyMatch(other -> other != archive && other.is(Buckets.SOURCE, bucket))) {
            throw call.refuse("source-in-use", bucket);
        }
    }

    /** Whether some objects would belong to both policies. */
    boolean overlaps(String otherPrefix) {
        String own = Paths.plain(prefix);
        String other = Paths.plain(otherPrefix);
        return own.startsWith(other) || other.startsWith(own);
    }
}
