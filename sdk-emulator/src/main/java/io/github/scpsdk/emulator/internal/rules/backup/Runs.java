// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Times;
import java.util.Objects;

/** Runs of backups. A run that has ended well leaves a copy. */
final class Runs {
    static final Kind KIND = new Kind("backup", "run");
    static final String ENDED = "run ended";

    private static final String STATE = "backup_job_state";
    private static final String RUNNING = "INPROGRESS";

    private Runs() {}

    static JsonNode start(RuleCall call) {
        Resource backup = Backups.requireOriginal(call);
        refuseRunning(call, backup);
        Resource schedule = Schedules.full(call.world(), backup);
        String id = call.ids().uuid();
        Resource run = call.store()
                .add(KIND, call.region(), id, backup.id())
                .set("backup_job_guid", id)
                .set(STATE, RUNNING)
                .set("backup_start_time", Times.secondsZ(call.now()))
                .set("backup_end_time", (String) null)
                .set("schedule_id", schedule.id())
                .set("schedule_name", schedule.text("name"));
        call.later(run, ENDED);
        return Records.changed(call, backup.id());
    }

    static void end(Resource run, World world) {
        run.set(STATE, "SUCCESS").set("backup_end_time", Times.secondsZ(world.now()));
        Resource backup = Objects.requireNonNull(
                world.store().find(Backups.KIND, run.region(), run.parent()), "runs go with their backup");
        Replicas.withReplica(world, backup).forEach(each -> Copies.add(world, each, run));
    }

    static void refuseRunning(RuleCall call, Resource backup) {
        if (call.store().children(KIND, backup.region(), backup.id()).stream()
                .anyMatch(run -> run.is(STATE, RUNNING))) {
            throw call.refuse("run-in-progress");
        }
    }

    static JsonNode list(RuleCall call) {
        String state = call.query(STATE);
        return call.list(call.store()
                        .children(KIND, call.region(), Backups.require(call).id()))
                .where(Records.between(call, "backup_start_time", "backup_start_time", "backup_end_time"))
                .where(run -> state == null || state.equals("ALL") || run.is(STATE, state))
                .page("contents");
    }
}
