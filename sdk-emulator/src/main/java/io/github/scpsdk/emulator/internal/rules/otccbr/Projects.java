// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What exists belongs to a project in a region: the region of a resource is both, as in {@code eu-de/f841…}. */
final class Projects {
    static final Kind VAULT = new Kind("otc-cbr", "vault");
    static final Kind CHECKPOINT = new Kind("otc-cbr", "checkpoint");
    static final Kind BACKUP = new Kind("otc-cbr", "backup");
    static final Kind POLICY = new Kind("otc-cbr", "policy");
    static final Kind LOG = new Kind("otc-cbr", "operation_log");

    private Projects() {}

    /** The project that was called. */
    static String of(RuleCall call) {
        return in(call.region(), call.path("project_id"));
    }

    static String in(String region, String project) {
        return region + "/" + project;
    }

    /** The region of a project. */
    static String regionOf(String project) {
        return project.substring(0, project.indexOf('/'));
    }

    /** The id of a project. */
    static String idOf(String project) {
        return project.substring(project.indexOf('/') + 1);
    }

    /** The resource with an id in the called project, or else the refusal for a condition of the table. */
    static Resource require(RuleCall call, Kind kind, @Nullable String id, String otherwise) {
        Resource resource = call.store().find(kind, of(call), id);
        if (resource == null) {
            throw call.refuse(otherwise, String.valueOf(id));
        }
        return resource;
    }

    /** All of a kind in the called project, newest first. */
    static List<Resource> all(RuleCall call, Kind kind) {
        return call.store().all(kind, of(call));
    }
}
