// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.zstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Long work. The response to its start is 202 with the address of a job; there, 202 is responded until it is done, then what
 * it led to, or its error. A job is kept for a day.
 */
final class Jobs {
    /** The path of a job, below the base of the service. */
    static final String PATH = "/zstack/v1/api-jobs/";

    private static final Duration KEPT = Duration.ofDays(1);

    private final boolean synchronous;

    /**
     * Jobs.
     *
     * @param synchronous whether work is done before its start is responded to, and what it led to is the response
     */
    Jobs(boolean synchronous) {
        this.synchronous = synchronous;
    }

    /** What a job does at its end. Returns what it led to; throws the reason when it fails. */
    @FunctionalInterface
    interface Work {
        ObjectNode finish(Resource job, World world) throws FailedException;
    }

    /** Why a job failed. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Starts a job; returns the body of the response.
     *
     * @param event under which its end is registered
     * @param about what the work has to know
     */
    @Nullable
    JsonNode start(RuleCall call, String event, ObjectNode about, Work work) {
        Resource job = call.store().add(Inventory.JOB, call.region(), call.ids().hex32(), null);
        job.set("name", event).set("state", "processing").set("about", about);
        if (synchronous) {
            finish(job, call.world(), work);
            return poll(call, job);
        }
        call.later(job, event);
        call.status(202);
        return RuleCall.object().put("location", call.base() + PATH + job.id());
    }

    /** Ends a job. */
    void finish(Resource job, World world, Work work) {
        try {
            ObjectNode result = work.finish(job, world);
            if (result.path("inventory") instanceof ObjectNode inventory) {
                inventory.properties().removeIf(field -> field.getValue().isNull()); // the platform writes no null
            }
            job.set("result", result).set("state", "done");
        } catch (FailedException e) {
            job.set("why", e.getMessage()).set("state", "failed");
        }
        job.later(KEPT, "job expired");
    }

    void expire(Resource job, World world) {
        world.store().remove(job);
    }

    @Nullable
    JsonNode poll(RuleCall call) {
        return poll(call, call.require(Inventory.JOB, call.path("uuid"), "job-expired"));
    }

    private static @Nullable JsonNode poll(RuleCall call, Resource job) {
        if (job.is("state", "failed")) {
            throw call.refuse("job-failed", String.valueOf(job.text("why")));
        }
        if (job.is("state", "processing")) {
            call.status(202);
            return null;
        }
        return job.fields().path("result");
    }

    JsonNode progress(RuleCall call) {
        Resource job = call.store().find(Inventory.JOB, call.region(), call.path("apiId"));
        ObjectNode body = RuleCall.object();
        ArrayNode inventories = body.putArray("inventories");
        if (job != null) {
            ObjectNode task = inventories
                    .addObject()
                    .put("taskUuid", job.id())
                    .put("taskName", job.text("name"))
                    .put("type", "Progress")
                    .put("content", job.is("state", "processing") ? "0" : "100");
            task.set("time", Inventory.number(call.now().toEpochMilli()));
        }
        return body;
    }
}
