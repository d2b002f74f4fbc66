// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import org.jspecify.annotations.Nullable;

/** What volumes and groups have in common: owner, times and states. */
final class Lifecycle {
    static final String CREATING = "CREATING";
    static final String AVAILABLE = "AVAILABLE";
    static final String IN_USE = "IN_USE";
    static final String EDITING = "EDITING";
    static final String DELETING = "DELETING";
    static final String DELETED = "DELETED";

    private static final String USER = "owner@example.com";

    private Lifecycle() {}

    /** Something that is being created. */
    static Resource add(World world, Kind kind, String region, String name, @Nullable String parent) {
        String id = world.ids().hex32();
        String now = Times.millisZ(world.now());
        return world.store()
                .add(kind, region, id, parent)
                .set("id", id)
                .set("name", name)
                .set("account_id", world.accountId())
                .set("created_at", now)
                .set("created_by", USER)
                .set("modified_at", now)
                .set("modified_by", USER)
                .set("state", CREATING);
    }

    /** Goes over to another state. */
    static void move(World world, Resource resource, String state) {
        resource.set("previous_state", resource.text("state"))
                .set("state", state)
                .set("modified_at", Times.millisZ(world.now()));
    }

    /** Goes through a state and back: such changes are complete when the response comes. */
    static void passThrough(World world, Resource resource, String state) {
        String before = String.valueOf(resource.text("state"));
        move(world, resource, state);
        move(world, resource, before);
    }

    /** The response to what goes on in the background. */
    static ObjectNode accepted(RuleCall call, Resource resource) {
        return RuleCall.object().put("request_id", "req-" + call.ids().uuid()).put("resource_id", resource.id());
    }
}
