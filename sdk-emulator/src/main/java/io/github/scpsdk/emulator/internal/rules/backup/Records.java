// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.Period;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Ids;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the resources of Backup have in common: who changed them and when, and how responses tell of them. */
final class Records {
    static final String USER = Ids.uuidOf("user").replace("-", "");

    private Records() {}

    static Resource add(World world, Kind kind, String region, String id, @Nullable String parent) {
        return touch(
                world.store()
                        .add(kind, region, id, parent)
                        .set("created_at", Times.secondsZ(world.now()))
                        .set("created_by", USER),
                world);
    }

    static Resource touch(Resource resource, World world) {
        return resource.set("modified_at", Times.secondsZ(world.now())).set("modified_by", USER);
    }

    /** The response to a change. */
    static ObjectNode changed(RuleCall call, String id) {
        ObjectNode body =
                RuleCall.object().put("request_id", "req-" + call.ids().uuid());
        body.putObject("resource").put("id", id).putArray("links");
        return body;
    }

    /** Whether the time in a field lies between those of two parameters, of which either may be left out. */
    static Predicate<Resource> between(RuleCall call, String field, String from, String to) {
        Period period = Period.of(call, from, to);
        return resource -> period.contains(Instant.parse(String.valueOf(resource.text(field))));
    }
}
