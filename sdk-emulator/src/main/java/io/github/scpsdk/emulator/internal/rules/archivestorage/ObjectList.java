// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a folder has in it, files and folders, in the order of their names, page by page behind a marker. */
final class ObjectList {
    private static final String NAME = "object_name";
    private static final String TYPE = "object_type";
    private static final int LIMIT = 200;

    private ObjectList() {}

    static JsonNode list(RuleCall call) {
        Resource bucket = Buckets.require(call, call.path("bucket_id"));
        NavigableMap<String, ObjectNode> entries = entries(call, bucket, Paths.folder(call.query("object_path")));
        entries.values().removeIf(entry -> !isAskedFor(call, entry));
        String marker = call.query("marker");
        Collection<ObjectNode> rest = (marker == null ? entries : entries.tailMap(marker, false)).values();
        ArrayNode page = RuleCall.object().putArray("contents");
        rest.stream().limit(limit(call)).forEach(page::add);
        boolean more = page.size() < rest.size();
        ObjectNode body = RuleCall.object()
                .put("count", page.size())
                .put("marker", more ? page.get(page.size() - 1).path(NAME).textValue() : null)
                .put("is_truncated", more);
        return body.set("contents", page);
    }

    private static NavigableMap<String, ObjectNode> entries(RuleCall call, Resource bucket, String folder) {
        NavigableMap<String, ObjectNode> entries = new TreeMap<>();
        for (Resource object : StoredObjects.all(call.store(), bucket)) {
            String path = String.valueOf(object.text("path"));
            if (path.startsWith(folder)) {
                int slash = path.indexOf('/', folder.length());
                String name = slash < 0 ? path : path.substring(0, slash + 1);
                entries.computeIfAbsent(
                        name,
                        n -> slash < 0
                                ? entry(n, "FILE", Versions.latest(call.store(), object))
                                : entry(n, "FOLDER", null));
            }
        }
        return entries;
    }

    private static ObjectNode entry(String name, String type, @Nullable Resource version) {
        return RuleCall.object()
                .put(NAME, name)
                .put(TYPE, type)
                .put("object_size", version == null ? null : version.text("size"))
                .put("modified_at", version == null ? null : version.text("modified_at"));
    }

    private static boolean isAskedFor(RuleCall call, ObjectNode entry) {
        String name = call.query(NAME);
        String type = call.query(TYPE);
        return (name == null || entry.path(NAME).asText().contains(name))
                && (type == null || entry.path(TYPE).asText().equals(type));
    }

    private static long limit(RuleCall call) {
        String sent = call.query("limit");
        long limit = sent == null ? LIMIT : Long.parseLong(sent);
        if (limit < 1) {
            throw call.invalid("query.limit", "Input should be greater than or equal to 1");
        }
        return limit;
    }
}
