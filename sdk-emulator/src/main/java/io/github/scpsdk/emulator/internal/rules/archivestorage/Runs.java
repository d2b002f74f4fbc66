// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.archivestorage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.Period;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Kind;
import io.github.scpsdk.emulator.internal.state.Resource;
import io.github.scpsdk.emulator.internal.state.Store;
import io.github.scpsdk.emulator.internal.state.Times;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What archiving runs and recovery runs have in common. */
final class Runs {
    static final String STATE = "state";

    private static final String RUNNING = "RUNNING";

    private Runs() {}

    static Resource start(World world, Kind kind, Resource bucket) {
        String id = "EXE-" + world.ids().uuid();
        return world.store()
                .add(kind, bucket.region(), id, bucket.id())
                .set("id", id)
                .set("bucket_id", bucket.id())
                .set(STATE, RUNNING)
                .set("start_at", Times.seoul(world.now()))
                .set("end_at", (String) null);
    }

    static void end(Resource run, World world, String state) {
        run.set(STATE, state).set("end_at", Times.seoul(world.now()));
    }

    static boolean isRunning(Store store, Kind kind, Resource bucket) {
        return store.children(kind, bucket.region(), bucket.id()).stream().anyMatch(run -> run.is(STATE, RUNNING));
    }

    static JsonNode show(RuleCall call, Kind kind) {
        return require(call, Buckets.require(call, call.query("bucket_id")), kind)
                .fields();
    }

    static JsonNode list(RuleCall call, Kind kind) {
        return list(call, kind, null);
    }

    /** The runs of a bucket, or only those of a policy. */
    static JsonNode list(RuleCall call, Kind kind, @Nullable String policy) {
        Period period = Period.of(call, "start_at_from", "start_at_to");
        if (period.isReversed()) {
            throw call.invalid("query.start_at_to", "Input should not be before start_at_from");
        }
        Resource bucket = Buckets.require(call, call.query("bucket_id"));
        if (policy != null) {
            Policies.require(call, bucket, policy);
        }
        ObjectNode body = call.list(call.store().children(kind, call.region(), bucket.id()))
                .where(run -> period.contains(run.createdAt().truncatedTo(ChronoUnit.SECONDS)))
                .where(run -> policy == null || run.is("archiving_policy_id", policy))
                .exact(STATE)
                .total("total_count")
                .page("contents");
        return body.put("bucket_id", bucket.id());
    }

    /** Only 1.3 responds with the run. */
    static JsonNode cancel(RuleCall call, Kind kind) {
        Resource run = require(call, Buckets.require(call, call.query("bucket_id")), kind);
        if (!run.is(STATE, RUNNING)) {
            throw call.refuse("run-not-running", String.valueOf(run.text(STATE)));
        }
        run.cancel(kind.equals(Archivings.KIND) ? Archivings.ENDED : Recoveries.ENDED);
        end(run, call.world(), "CANCELED");
        return run.fields();
    }

    private static Resource require(RuleCall call, Resource bucket, Kind kind) {
        String id = call.query("id");
        Resource run = call.require(kind, id, "run-unknown");
        if (!bucket.id().equals(run.parent())) {
            throw call.refuse("run-unknown", String.valueOf(id));
        }
        return run;
    }
}
