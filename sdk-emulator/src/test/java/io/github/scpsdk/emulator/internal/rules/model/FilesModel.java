// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What should exist in File Storage: volumes, and what belongs to one volume or to a pair of them in two regions. */
final class FilesModel implements Model {
    static final Duration CREATE = Duration.ofSeconds(2);
    static final Duration DELETE = Duration.ofSeconds(3);
    static final Duration REPLICATE = Duration.ofSeconds(10);
    static final Duration PART = Duration.ofSeconds(5);

    private static final List<String> APIS = List.of("filestorage 1.0", "filestorage 1.1", "filestorage 1.2");

    private final List<Thing> volumes = new ArrayList<>();

    @Override
    public List<Operation> operations() {
        return List.of(
                this::create,
                this::create,
                this::list,
                this::show,
                this::set,
                this::delete,
                this::addRule,
                this::removeRule,
                this::listRules,
                this::createSnapshot,
                this::listSnapshots,
                this::restoreSnapshot,
                this::deleteSnapshot,
                this::createSchedule,
                this::setSchedule,
                this::deleteSchedule,
                this::replicate,
                this::listReplications,
                this::showReplication,
                this::setReplicationPolicy,
                this::deleteReplication);
    }

    @Override
    public void lookAtAll(Exchange exchange) {
        list(exchange, Exchange.PLAIN);
        for (Thing volume : volumes) {
            show(exchange, volume);
            listRules(exchange, volume);
            listSnapshots(exchange, volume);
            listReplications(exchange, volume);
            showReplication(exchange, volume);
        }
    }

    private Thing pick(Step step, Predicate<Thing> fits) {
        return Thing.pick(volumes, step.first(), fits);
    }

    private Thing pick(Step step) {
        return Thing.pick(volumes, step.first());
    }

    /** What is being created or deleted cannot be changed. */
    private static int busy(Thing volume) {
        return volume.state.equals("available") ? 0 : 409;
    }

    private static JsonNode ask(Exchange exchange, Thing volume, int refusal, int success, String line, String body) {
        return exchange.ask(volume, refusal, success, APIS, line, body);
    }

    private void create(Exchange exchange, Step step) {
        String name = "vol_" + step.first() % 3;
        String region = exchange.region();
        String body = "{'name':'" + name + "','protocol':'NFS','type_name':'HDD','zone':'" + region + "-a'}";
        JsonNode made = exchange.expect(202, region, exchange.version(APIS), "POST /volumes", body);
        add(
                exchange,
                made.path("volume_id").asText(),
                name,
                made.path("volume_name").asText(),
                region,
                CREATE);
    }

    private Thing add(Exchange exchange, String id, String name, String full, String region, Duration delay) {
        Exchange.same(full.matches(name + "_[a-z0-9]{6}"), true);
        Thing volume = new Thing(id, full, region);
        volume.state = "creating";
        volume.purpose = "none";
        exchange.later(delay, () -> volume.state = "available");
        volumes.add(volume);
        return volume;
    }

    private void list(Exchange exchange, Step step) {
        String region = exchange.region();
        JsonNode list = exchange.expect(200, region, exchange.version(APIS), "GET /volumes?limit=1000", "");
        Exchange.same(list.path("filestorages").findValuesAsText("id"), Thing.ids(volumes, region));
        Exchange.same(list.path("count").intValue(), Thing.ids(volumes, region).size());
    }

    private void show(Exchange exchange, Step step) {
        show(exchange, pick(step));
    }

    private void show(Exchange exchange, Thing volume) {
        JsonNode shown = ask(exchange, volume, 0, 200, "GET /volumes/{id}", "");
        if (shown != null) {
            Exchange.same(shown.path("name").asText(), volume.name);
            Exchange.same(shown.path("state").asText(), volume.state);
            Exchange.same(shown.path("purpose").asText(), volume.purpose);
            Exchange.same(shown.path("file_unit_recovery_enabled").asBoolean(), volume.isRecoverable);
        }
    }

    private void set(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean wanted = step.second() % 2 == 0;
        String body = "{'file_unit_recovery_enabled':" + wanted + "}";
        if (ask(exchange, volume, busy(volume), 202, "PUT /volumes/{id}", body) != null) {
            volume.isRecoverable = wanted;
        }
    }

    /** The target of a disk backup is deleted to end the backup, and takes its snapshots along. */
    private void delete(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean ends = volume.isReplica() && volume.pair.type.equals("backup");
        boolean used = !ends && (volume.pair != null || !volume.snapshots.isEmpty());
        int refusal = busy(volume) != 0 ? 409 : used || !volume.servers.isEmpty() ? 400 : 0;
        if (ask(exchange, volume, refusal, 202, "DELETE /volumes/{id}", "") != null) {
            volume.state = "deleting";
            exchange.later(DELETE, () -> {
                if (volume.pair != null) {
                    end(volume.pair);
                }
                volume.exists = false;
                volume.schedule = null;
            });
        }
    }

    private void addRule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        if (rule(exchange, step, "add", busy(volume)) != null) {
            volume.servers.add(server(step));
        }
    }

    private void removeRule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        int refusal = busy(volume) != 0 ? 409 : volume.servers.contains(server(step)) ? 0 : 404;
        if (rule(exchange, step, "remove", refusal) != null) {
            volume.servers.remove(server(step));
        }
    }

    private JsonNode rule(Exchange exchange, Step step, String action, int refusal) {
        String body = "{'object_id':'" + server(step) + "','object_type':'VM','action':'" + action + "'}";
        return ask(exchange, pick(step), refusal, 202, "PUT /volumes/{id}/access-rules", body);
    }

    private static String server(Step step) {
        return "server-" + step.second() % 3;
    }

    private void listRules(Exchange exchange, Step step) {
        listRules(exchange, pick(step));
    }

    private void listRules(Exchange exchange, Thing volume) {
        JsonNode list = ask(exchange, volume, 0, 200, "GET /volumes/{id}/access-rules", "");
        if (list != null) {
            Exchange.same(new TreeSet<>(list.findValuesAsText("object_id")), volume.servers);
        }
    }

    private void createSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode made =
                ask(exchange, volume, busy(volume), 202, "POST /snapshots", "{'volume_id':'" + volume.id + "'}");
        if (made != null) {
            volume.snapshots.add(Snapshot.asked(made.path("snapshot").path("id").asText()));
        }
    }

    private void listSnapshots(Exchange exchange, Step step) {
        listSnapshots(exchange, pick(step));
    }

    private void listSnapshots(Exchange exchange, Thing volume) {
        JsonNode list = ask(exchange, volume, 0, 200, "GET /snapshots?volume_id={id}", "");
        if (list != null) {
            volume.learn(list.path("snapshots").findValuesAsText("id"));
        }
    }

    /** One of the volume's snapshots, whose ids are looked up if need be. */
    private static Snapshot snapshot(Exchange exchange, Thing volume, Step step) {
        if (volume.exists && volume.hasUnknownSnapshots()) {
            String line = "GET /snapshots?volume_id=" + volume.id;
            volume.learn(exchange.expect(200, volume.region, APIS.get(0), line, "")
                    .path("snapshots")
                    .findValuesAsText("id"));
        }
        return volume.snapshot(step.second());
    }

    private void restoreSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> !v.snapshots.isEmpty());
        Snapshot snapshot = snapshot(exchange, volume, step);
        int refusal =
                !volume.snapshots.contains(snapshot) ? 404 : busy(volume) != 0 ? 409 : volume.pair != null ? 400 : 0;
        String line = "PUT /snapshots/" + snapshot.id + "/restore?volume_id={id}";
        if (ask(exchange, volume, refusal, 202, line, "") != null) {
            volume.restore(snapshot);
        }
    }

    private void deleteSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> !v.snapshots.isEmpty());
        Snapshot snapshot = snapshot(exchange, volume, step);
        int refusal = volume.snapshots.contains(snapshot) ? 0 : 404;
        if (ask(exchange, volume, refusal, 202, "DELETE /snapshots/" + snapshot.id + "?volume_id={id}", "") != null) {
            volume.snapshots.remove(snapshot);
        }
    }

    private void createSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        int hour = step.second() % 24;
        int refusal = busy(volume) != 0 || volume.schedule != null ? 409 : 0;
        String body =
                "{'volume_id':'" + volume.id + "','snapshot_schedule':{'frequency':'DAILY','hour':'" + hour + "'}}";
        if (ask(exchange, volume, refusal, 202, "POST /snapshot-schedules", body) != null) {
            schedule(exchange, volume, hour, 10);
        }
    }

    private void schedule(Exchange exchange, Thing volume, int hour, int retention) {
        volume.schedule = new Thing.Schedule(hour, retention);
        await(exchange, volume, volume.schedule);
    }

    private void await(Exchange exchange, Thing volume, Thing.Schedule schedule) {
        exchange.atHour(schedule.hour(), () -> {
            if (volume.schedule == schedule) {
                if (volume.state.equals("available")) {
                    volume.takeBySchedule(schedule.retention());
                }
                await(exchange, volume, schedule);
            }
        });
    }

    private void setSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> v.schedule != null);
        int hour = step.second() % 24;
        int retention = 1 + step.second() % 4;
        String body = "{'snapshot_retention_count':" + retention + ",'snapshot_schedule':{'frequency':'DAILY','hour':'"
                + hour + "'}}";
        if (onSchedule(exchange, volume, "PUT", body) != null) {
            schedule(exchange, volume, hour, retention);
        }
    }

    private void deleteSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> v.schedule != null);
        if (onSchedule(exchange, volume, "DELETE", "") != null) {
            volume.schedule = null;
        }
    }

    /** The id of a schedule is only in the list. */
    private static JsonNode onSchedule(Exchange exchange, Thing volume, String method, String body) {
        String id = "unknown";
        JsonNode list = ask(exchange, volume, 0, 200, "GET /snapshot-schedules?volume_id={id}", "");
        if (list != null) {
            Exchange.same(list.path("snapshot_policy_enabled").asBoolean(), volume.schedule != null);
            Exchange.same(list.path("snapshot_schedule").size(), volume.schedule == null ? 0 : 1);
            if (volume.schedule != null) {
                Exchange.same(
                        list.path("snapshot_schedule").path(0).path("hour").asInt(), volume.schedule.hour());
                id = list.path("snapshot_schedule").path(0).path("id").asText();
            }
        }
        int refusal = volume.schedule == null ? 404 : busy(volume);
        return ask(exchange, volume, refusal, 202, method + " /snapshot-schedules/" + id + "?volume_id={id}", body);
    }

    private void replicate(Exchange exchange, Step step) {
        Thing source = pick(step, v -> v.pair == null);
        String type = step.second() % 3 == 0 ? "backup" : "replication";
        boolean same = type.equals("replication") && step.second() % 4 == 0;
        String target = same ? exchange.regionFor(source) : Exchange.other(exchange.regionFor(source));
        int refusal = busy(source) != 0 ? 409 : same ? 400 : source.pair == null ? 0 : source.isReplica() ? 400 : 409;
        String body = "{'name':'replica','volume_id':'" + source.id + "','region':'" + target + "','zone':'" + target
                + "-a','replication_frequency':'5min','replication_type':'" + type + "'}";
        JsonNode made = ask(exchange, source, refusal, 202, "POST /replications", body);
        if (made == null) {
            return;
        }
        String id = made.path("replication_volume_id").asText();
        String name = exchange.expect(200, target, exchange.version(APIS), "GET /volumes/" + id, "")
                .path("name")
                .asText();
        Thing replica = add(exchange, id, "replica", name, target, REPLICATE);
        Thing.Pair pair = new Thing.Pair(made.path("replication_id").asText(), source, replica);
        pair.type = type;
        pair.policy = "creating";
        pair.status = "creating";
        source.purpose = "original";
        replica.purpose = type;
        exchange.later(REPLICATE, () -> {
            pair.policy = "use";
            pair.status = "available";
            source.snapshots.add(Snapshot.byReplication());
        });
    }

    private static void end(Thing.Pair pair) {
        pair.source.purpose = "none";
        pair.replica.purpose = "none";
        pair.replica.snapshots.add(Snapshot.byReplication());
        pair.end();
    }

    /** A pair is seen from both of its regions, whichever volume is named. */
    private static JsonNode askPair(
            Exchange exchange, Thing volume, int refusal, int success, String line, String body) {
        String region = exchange.regionFor(volume);
        boolean seen = volume.exists && (volume.region.equals(region) || volume.pair != null);
        int status = !seen ? 404 : refusal != 0 ? refusal : success;
        JsonNode response =
                exchange.expect(status, region, exchange.version(APIS), line.replace("{id}", volume.id), body);
        return status == success ? response : null;
    }

    private void listReplications(Exchange exchange, Step step) {
        listReplications(exchange, pick(step, v -> v.pair != null));
    }

    private void listReplications(Exchange exchange, Thing volume) {
        JsonNode list = askPair(exchange, volume, 0, 200, "GET /replications?volume_id={id}", "");
        if (list != null) {
            Exchange.same(
                    list.path("replications").findValuesAsText("replication_id"),
                    volume.pair == null ? List.of() : List.of(volume.pair.id));
        }
    }

    private static String line(String method, Thing volume) {
        return method + " /replications/" + (volume.pair == null ? "unknown" : volume.pair.id) + "?volume_id={id}";
    }

    private void showReplication(Exchange exchange, Step step) {
        showReplication(exchange, pick(step, v -> v.pair != null));
    }

    private void showReplication(Exchange exchange, Thing volume) {
        JsonNode shown = askPair(exchange, volume, volume.pair == null ? 404 : 0, 200, line("GET", volume), "");
        if (shown != null) {
            Exchange.same(shown.path("replication_policy").asText(), volume.pair.policy);
            Exchange.same(shown.path("replication_status").asText(), volume.pair.status);
            Exchange.same(shown.path("source_volume_id").asText(), volume.pair.source.id);
            Exchange.same(shown.path("replication_volume_id").asText(), volume.pair.replica.id);
        }
    }

    /** Only the replica may be named, and only in its region. */
    private static int refusal(Exchange exchange, Thing volume, int otherwise) {
        boolean atReplica = volume.isReplica() && exchange.regionFor(volume).equals(volume.region);
        return volume.pair == null ? 404 : atReplica ? otherwise : 400;
    }

    private void setReplicationPolicy(Exchange exchange, Step step) {
        Thing volume = pick(step, Thing::isReplica);
        String policy = step.second() % 3 == 0 ? "use" : "paused";
        boolean settled = volume.pair != null && volume.pair.status.equals("available");
        int refusal = refusal(exchange, volume, settled ? 0 : 409);
        String body = "{'replication_update_type':'policy','replication_policy':'" + policy + "'}";
        if (askPair(exchange, volume, refusal, 202, line("PUT", volume), body) != null) {
            volume.pair.policy = policy;
        }
    }

    private void deleteReplication(Exchange exchange, Step step) {
        Thing volume = pick(step, Thing::isReplica);
        Thing.Pair pair = volume.pair;
        boolean going = pair != null && pair.status.equals("deleting");
        int refusal = refusal(exchange, volume, going ? 409 : pair != null && pair.policy.equals("paused") ? 0 : 400);
        if (askPair(exchange, volume, refusal, 202, line("DELETE", volume), "") != null) {
            pair.status = "deleting";
            exchange.later(PART, () -> {
                if (volume.pair == pair) {
                    end(pair);
                }
            });
        }
    }
}
