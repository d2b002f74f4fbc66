// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import java.util.List;

/** What {@code GET /} of a service answers: the versions it has. */
final class VersionList {
    private VersionList() {}

    static Response of(List<DescribedVersion> versions, String base) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("versions");
        for (DescribedVersion version : versions) {
            ObjectNode entry = list.addObject().put("id", "v" + version.version());
            String major = version.version().substring(0, version.version().indexOf('.'));
            entry.putArray("links").addObject().put("href", base + "/v" + major).put("rel", "self");
            entry.put("not_before", version.notBefore()).put("status", version.state());
        }
        return Response.json(200, body.toString());
    }
}
