package io.github.scpsdk.emulator.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.Answer;
import io.github.scpsdk.emulator.internal.api.ServiceVersion;
import java.util.List;

/** What {@code GET /} of a service answers: the versions it has. */
final class VersionList {
    private VersionList() {}

    static Answer of(List<ServiceVersion> versions, String base) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("versions");
        for (ServiceVersion version : versions) {
            ObjectNode entry = list.addObject().put("id", "v" + version.version());
            String major = version.version().substring(0, version.version().indexOf('.'));
            entry.putArray("links").addObject().put("href", base + "/v" + major).put("rel", "self");
            entry.put("not_before", version.notBefore()).put("status", version.state());
        }
        return Answer.json(200, body.toString());
    }
}
