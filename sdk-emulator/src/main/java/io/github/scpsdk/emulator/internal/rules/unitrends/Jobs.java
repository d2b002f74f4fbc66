// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.unitrends;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.World;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Job orders, the jobs that they and backups start, and the backups that these leave. Every instance exists. */
final class Jobs {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);

    @Nullable
    JsonNode createOrder(RuleCall call) {
        Appliance.checkSystem(call);
        String name = call.body().path("name").asText();
        boolean exists = Appliance.all(call, Appliance.ORDER).stream()
                .anyMatch(order -> order.is("name", name) && !order.isTrue("_deleted"));
        if (exists) {
            throw call.refuse("job-order-exists", name);
        }
        Resource target =
                Targets.requireConnected(call, call.body().path("target_id").asText());
        Resource order = Appliance.add(call.store(), call.region(), Appliance.ORDER);
        order.set("id", order.id())
                .set("sid", system(call))
                .set("name", name)
                .set("type", call.text("type"))
                .set("status", "Idle")
                .set("last_status", "")
                .set("_instances", call.body().path("instances"))
                .set("_target", target.text("host"));
        return null;
    }

    private static long system(RuleCall call) {
        String sid = call.query("sid");
        return sid == null ? Appliance.SELF : Long.parseLong(sid);
    }

    JsonNode orders(RuleCall call) {
        Appliance.checkSystem(call);
        ArrayNode data = RuleCall.list();
        for (Resource order : Appliance.all(call, Appliance.ORDER)) {
            if (!order.isTrue("_deleted") && isOf(call, order)) {
                data.add(order.fields());
            }
        }
        return RuleCall.object().set("data", data);
    }

    private static boolean isOf(RuleCall call, Resource resource) {
        String sid = call.query("sid");
        return sid == null || sid.equals(String.valueOf(resource.number("sid")));
    }

    private static Resource requireOrder(RuleCall call) {
        Appliance.checkSystem(call);
        Resource order = Appliance.require(call, Appliance.ORDER, call.path("id"), "job-order-unknown");
        if (order.isTrue("_deleted")) {
            throw call.refuse("job-order-unknown", order.id());
        }
        return order;
    }

    @Nullable
    JsonNode deleteOrder(RuleCall call) {
        requireOrder(call).set("_deleted", true);
        return null;
    }

    @Nullable
    JsonNode runOrder(RuleCall call) {
        Resource order = requireOrder(call);
        order.set("status", "Running");
        for (JsonNode instance : order.fields().path("_instances")) {
            start(call, String.valueOf(order.text("name")), String.valueOf(order.text("type")), instance.longValue())
                    .set("_order", order.id())
                    .set("_target", order.text("_target"));
        }
        return null;
    }

    @Nullable
    JsonNode backUpNow(RuleCall call) {
        Appliance.checkSystem(call);
        for (JsonNode instance : call.body().path("instances")) {
            start(call, String.valueOf(call.text("name")), "Backup", instance.longValue())
                    .set("_backup_type", call.text("backup_type"));
        }
        return null;
    }

    private static Resource start(RuleCall call, String name, String type, long instance) {
        Resource job = Appliance.add(call.store(), call.region(), Appliance.JOB);
        job.set("id", job.id())
                .set("name", name)
                .set("type", type)
                .set("status", "running")
                .set("instance_name", "instance-" + instance)
                .set("percent_complete", "0%")
                .set("sid", system(call))
                .set("start_date", Appliance.time(call.now()))
                .set("_instance", instance);
        call.later(job, "job ended");
        return job;
    }

    void end(Resource job, World world) {
        job.set("status", "Successful").set("percent_complete", "100%");
        String order = job.text("_order");
        Resource of = order == null ? null : Appliance.find(world, job, Appliance.ORDER, order);
        if (of != null) {
            of.set("status", "Idle").set("last_status", "Successful");
        }
        Resource backup = Appliance.add(world.store(), job.region(), Appliance.BACKUP);
        String type = job.is("type", "Replication") ? "Replica" : job.text("_backup_type");
        backup.set("id", Long.parseLong(backup.id()))
                .set("type", type == null ? "Full" : type)
                .set("start_date", job.text("start_date"))
                .set("status", "Successful")
                .set("system_name", job.text("_target") == null ? "appliance" : job.text("_target"))
                .set("_instance", job.number("_instance"))
                .set("_sid", job.number("sid"));
    }

    JsonNode active(RuleCall call) {
        return jobs(call, true);
    }

    JsonNode history(RuleCall call) {
        return jobs(call, false);
    }

    private static JsonNode jobs(RuleCall call, boolean running) {
        Appliance.checkSystem(call);
        ArrayNode data = RuleCall.list();
        for (Resource job : Appliance.all(call, Appliance.JOB)) {
            if (job.is("status", "running") == running && isOf(call, job)) {
                data.add(job.fields());
            }
        }
        return RuleCall.object().set("data", data);
    }

    JsonNode queue(RuleCall call) {
        Appliance.checkSystem(call);
        ObjectNode body = RuleCall.object();
        ArrayNode active = body.putArray("active");
        body.putArray("inactive");
        for (Resource job : Appliance.all(call, Appliance.JOB)) {
            if (job.is("type", "Replication") && job.is("status", "running") && isOf(call, job)) {
                active.addObject()
                        .put("id", job.id())
                        .put("queue_position", active.size() + 1)
                        .put("instance_name", job.text("instance_name"))
                        .put("system_name", "appliance")
                        .put("type", "Replication")
                        .put("sid", job.number("sid"))
                        .put("name", "Replicate (2/4)")
                        .put("target", job.text("_target"))
                        .put("start_date", job.text("start_date"))
                        .put("percent_complete", "In Progress")
                        .put("status", "In Progress")
                        .put("suspendable", true)
                        .put("cancellable", true);
            }
        }
        return body;
    }

    JsonNode catalog(RuleCall call) {
        Appliance.checkSystem(call);
        LocalDate first = day(call, "start_date");
        LocalDate last = day(call, "end_date");
        String instance = call.query("iid");
        Map<Long, ObjectNode> instances = new LinkedHashMap<>();
        for (Resource backup : Appliance.all(call, Appliance.BACKUP)) {
            LocalDate taken = backup.createdAt().atZone(ZoneOffset.UTC).toLocalDate();
            long of = backup.number("_instance");
            if ((first != null && taken.isBefore(first))
                    || (last != null && taken.isAfter(last))
                    || (instance != null && !instance.equals(String.valueOf(of)))) {
                continue;
            }
            instances
                    .computeIfAbsent(of, Jobs::instance)
                    .withArrayProperty("backups")
                    .add(backup.fields());
        }
        ObjectNode body = RuleCall.object();
        body.putObject("catalog").putArray("instances").addAll(instances.values());
        return body;
    }

    private static ObjectNode instance(long id) {
        return RuleCall.object()
                .put("instance_id", id)
                .put("client_id", id)
                .put("client_name", "client-" + id)
                .put("database_name", "instance-" + id)
                .put("app_type", "file-level")
                .put("system_name", "appliance");
    }

    private static @Nullable LocalDate day(RuleCall call, String parameter) {
        String text = call.query(parameter);
        try {
            return text == null ? null : LocalDate.parse(text, DAY);
        } catch (DateTimeParseException e) {
            throw call.invalid("query." + parameter, "Input should be a day such as 03/01/2026");
        }
    }
}
