// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What should exist in Block Storage (BM): volumes, groups of them, and pairs of them in two regions. */
final class BlocksModel implements Model {
    private static final List<String> APIS = List.of(
            "baremetal-blockstorage 1.0",
            "baremetal-blockstorage 1.1",
            "baremetal-blockstorage 1.2",
            "baremetal-blockstorage 1.3",
            "baremetal-blockstorage 1.4");
    private static final List<String> WITH_RECOVERIES = APIS.subList(1, 5);
    private static final List<String> WITH_QOS = APIS.subList(2, 5);
    private static final String SERVER = "83c3c73d457345e3829ee6d5557c0011";
    private static final int SCHEDULED = 128;

    private final List<Thing> volumes = new ArrayList<>();
    private final List<Thing> groups = new ArrayList<>();
    private final List<GroupSnapshot> groupSnapshots = new ArrayList<>();

    /** A snapshot of a group, with a part on each member. It lasts as long as one of the parts does. */
    private record GroupSnapshot(String id, Thing group, List<Part> parts) {
        boolean exists() {
            return parts.stream()
                    .anyMatch(part -> part.volume().group == group
                            && part.volume().snapshots.contains(part.snapshot()));
        }
    }

    private record Part(Thing volume, Snapshot snapshot) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                this::create,
                this::create,
                this::list,
                this::show,
                this::setQos,
                this::attach,
                this::detach,
                this::createRate,
                this::createRate,
                this::createRate,
                this::createRate,
                this::setRate,
                this::deleteRate,
                this::createSchedule,
                this::deleteSchedule,
                this::createSnapshot,
                this::listSnapshots,
                this::restoreSnapshot,
                this::deleteSnapshot,
                this::recover,
                this::delete,
                this::replicate,
                this::showReplication,
                this::setReplicationPolicy,
                this::deleteReplication,
                this::createGroup,
                this::createGroup,
                this::listGroups,
                this::addMember,
                this::removeMember,
                this::createGroupSnapshot,
                this::listGroupSnapshots,
                this::deleteGroupSnapshot);
    }

    @Override
    public void lookAtAll(Exchange exchange) {
        list(exchange, Exchange.PLAIN);
        listGroups(exchange, Exchange.PLAIN);
        for (Thing volume : volumes) {
            show(exchange, volume);
            listSnapshots(exchange, volume);
            showReplication(exchange, volume);
        }
        groups.forEach(group -> listGroupSnapshots(exchange, group));
    }

    private Thing pick(Step step, Predicate<Thing> fits) {
        return Thing.pick(volumes, step.first(), fits);
    }

    private Thing pick(Step step) {
        return Thing.pick(volumes, step.first());
    }

    /** All that this service refuses for the state of things, it refuses with 400. */
    private static JsonNode ask(
            Exchange exchange, Thing thing, boolean refused, int success, String line, String body) {
        return exchange.ask(thing, refused ? 400 : 0, success, APIS, line, body);
    }

    private void create(Exchange exchange, Step step) {
        String region = exchange.region();
        boolean ssd = step.first() % 2 == 0;
        JsonNode made = exchange.expect(
                202,
                region,
                exchange.version(APIS),
                "POST /volumes",
                "{'name':'bs-01','size_gb':10,'zone':'" + region + "-a',"
                        + (ssd ? "'disk_type':'SSD','qos':{'iops':5000,'throughput':250}" : "'disk_type':'HDD'")
                        + ",'attachments':[{'object_id':'" + SERVER + "','object_type':'BM'}]}");
        Thing volume = add(made, region, "ORG");
        volume.isSsd = ssd;
        volume.size = 5000;
        volume.servers.add(SERVER);
    }

    private Thing add(JsonNode made, String region, String purpose) {
        Thing volume = new Thing(made.path("resource_id").asText(), "bs-01", region);
        volume.purpose = purpose;
        volumes.add(volume);
        return volume;
    }

    private void list(Exchange exchange, Step step) {
        String region = exchange.region();
        JsonNode list = exchange.expect(200, region, exchange.version(APIS), "GET /volumes?limit=1000", "");
        List<String> shown = new ArrayList<>();
        list.path("volumes").forEach(v -> shown.add(v.path("id").asText()));
        Exchange.same(shown, Thing.ids(volumes, region));
    }

    private void show(Exchange exchange, Step step) {
        show(exchange, pick(step));
    }

    private void show(Exchange exchange, Thing volume) {
        JsonNode shown = exchange.ask(volume, 0, 200, WITH_QOS, "GET /volumes/{id}", "");
        if (shown != null) {
            JsonNode result = shown.path("result");
            Exchange.same(result.path("state").asText(), volume.servers.isEmpty() ? "AVAILABLE" : "IN_USE");
            Exchange.same(result.path("purpose").asText(), volume.purpose);
            Exchange.same(result.path("has_replication").asBoolean(), volume.pair != null && !volume.isReplica());
            Exchange.same(result.path("volume_group").path("id").asText(), volume.group == null ? "" : volume.group.id);
            Exchange.same(result.path("qos").path("iops").asInt(), volume.isSsd ? volume.size : 0);
        }
    }

    private void setQos(Exchange exchange, Step step) {
        Thing volume = pick(step);
        int iops = 5000 + step.second() % 15000;
        int refusal = volume.isSsd ? 0 : 400;
        if (exchange.ask(volume, refusal, 200, WITH_QOS, "PUT /volumes/{id}/qos", "{'iops':" + iops + "}") != null) {
            volume.size = iops;
        }
    }

    private void attach(Exchange exchange, Step step) {
        Thing volume = pick(step);
        String body = "{'attachments':[{'object_id':'" + SERVER + "','object_type':'BM'}]}";
        boolean attached = volume.servers.contains(SERVER);
        if (ask(exchange, volume, attached, 200, "POST /volumes/{id}/attachments", body) != null) {
            volume.servers.add(SERVER);
        }
    }

    private void detach(Exchange exchange, Step step) {
        Thing volume = pick(step);
        String body = "{'attachments':['" + SERVER + "']}";
        boolean attached = volume.servers.contains(SERVER);
        if (ask(exchange, volume, !attached, 200, "DELETE /volumes/{id}/attachments", body) != null) {
            volume.servers.clear();
        }
    }

    /** A recovered volume has no rate, no schedule, no snapshots and no replication. */
    private static boolean isRecovered(Thing volume) {
        return volume.purpose.equals("RECOVERY");
    }

    private void createRate(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean refused = isRecovered(volume) || volume.hasRate;
        String body = "{'snapshot_rate':50}";
        if (ask(exchange, volume, refused, 200, "POST /volumes/{id}/snapshot-rates", body) != null) {
            volume.hasRate = true;
        }
    }

    private void setRate(Exchange exchange, Step step) {
        Thing volume = pick(step);
        ask(exchange, volume, !volume.hasRate, 200, "PUT /volumes/{id}/snapshot-rates", "{'snapshot_rate':60}");
    }

    private void deleteRate(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean needed =
                !volume.snapshots.isEmpty() || volume.schedule != null || volume.group != null || volume.pair != null;
        if (ask(exchange, volume, !volume.hasRate || needed, 200, "DELETE /volumes/{id}/snapshot-rates", "") != null) {
            volume.hasRate = false;
        }
    }

    private void createSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> v.hasRate);
        int hour = step.second() % 24;
        boolean refused = !volume.hasRate || volume.schedule != null || volume.group != null;
        String body = "{'hour':" + hour + "}";
        if (ask(exchange, volume, refused, 200, "POST /volumes/{id}/snapshot-schedules", body) != null) {
            volume.schedule = new Thing.Schedule(hour, SCHEDULED);
            await(exchange, volume, volume.schedule);
        }
    }

    private void await(Exchange exchange, Thing volume, Thing.Schedule schedule) {
        exchange.atHour(schedule.hour(), () -> {
            if (volume.exists && volume.schedule == schedule) {
                volume.takeBySchedule(schedule.retention());
                await(exchange, volume, schedule);
            }
        });
    }

    private void deleteSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> v.schedule != null);
        boolean refused = volume.schedule == null;
        if (ask(exchange, volume, refused, 200, "DELETE /volumes/{id}/snapshot-schedules", "") != null) {
            volume.schedule = null;
        }
    }

    private void createSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> v.hasRate);
        JsonNode made = ask(exchange, volume, !volume.hasRate, 200, "POST /volumes/{id}/snapshots", "");
        if (made != null) {
            volume.snapshots.add(Snapshot.asked(made.path("snapshot_id").asText()));
        }
    }

    private void listSnapshots(Exchange exchange, Step step) {
        listSnapshots(exchange, pick(step));
    }

    private void listSnapshots(Exchange exchange, Thing volume) {
        JsonNode list = ask(exchange, volume, isRecovered(volume), 200, "GET /volumes/{id}/snapshots", "");
        if (list != null) {
            volume.learn(ids(list));
        }
    }

    private static List<String> ids(JsonNode list) {
        return list.path("snapshots").findValuesAsText("snapshot_id");
    }

    /** One of the volume's snapshots, whose ids are looked up if need be. */
    private static Snapshot snapshot(Exchange exchange, Thing volume, Step step) {
        if (volume.exists && volume.hasUnknownSnapshots()) {
            volume.learn(ids(
                    exchange.expect(200, volume.region, APIS.get(0), "GET /volumes/" + volume.id + "/snapshots", "")));
        }
        return volume.snapshot(step.second());
    }

    private JsonNode onSnapshot(Exchange exchange, Thing volume, Snapshot snapshot, String method, String below) {
        String line = method + " /volumes/{id}/snapshots/" + snapshot.id + below;
        return exchange.ask(volume, volume.snapshots.contains(snapshot) ? 0 : 404, 200, APIS, line, "");
    }

    private void restoreSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> !v.snapshots.isEmpty());
        Snapshot snapshot = snapshot(exchange, volume, step);
        if (onSnapshot(exchange, volume, snapshot, "PUT", "/restore") != null) {
            volume.restore(snapshot);
        }
    }

    private void deleteSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> !v.snapshots.isEmpty());
        Snapshot snapshot = snapshot(exchange, volume, step);
        if (onSnapshot(exchange, volume, snapshot, "DELETE", "") != null) {
            volume.snapshots.remove(snapshot);
        }
    }

    private void recover(Exchange exchange, Step step) {
        Thing origin = pick(step, v -> !v.snapshots.isEmpty());
        Snapshot snapshot = snapshot(exchange, origin, step);
        int refusal = origin.snapshots.contains(snapshot) ? 0 : 404;
        String body = "{'name':'recovered','snapshot_id':'" + snapshot.id + "'}";
        JsonNode made = exchange.ask(origin, refusal, 202, WITH_RECOVERIES, "POST /volumes/{id}/recoveries", body);
        if (made != null) {
            Thing volume = add(made, origin.region, "RECOVERY");
            volume.isSsd = origin.isSsd;
            volume.size = origin.size;
        }
    }

    /** Of a pair, only the replica can be deleted, once the replication is paused. */
    private void delete(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean paired = volume.pair != null && !(volume.isReplica() && volume.pair.policy.equals("BREAK"));
        boolean refused = !volume.servers.isEmpty() || volume.group != null || paired;
        if (ask(exchange, volume, refused, 202, "DELETE /volumes/{id}", "") != null) {
            volume.exists = false;
            if (volume.pair != null) {
                end(volume.pair);
            }
        }
    }

    private static void end(Thing.Pair pair) {
        pair.replica.purpose = "ORG";
        pair.end();
    }

    private void replicate(Exchange exchange, Step step) {
        Thing source = pick(step, v -> !isUnfit(v));
        String here = exchange.regionFor(source);
        String target = step.second() % 4 == 0 ? here : Exchange.other(here);
        boolean refused = !source.hasRate
                || source.group != null
                || source.pair != null
                || !source.purpose.equals("ORG")
                || target.equals(here);
        String body = "{'name':'replica-01','cycle':'5MIN','region':'" + target + "','zone':'" + target + "-a'}";
        JsonNode made = ask(exchange, source, refused, 202, "POST /volumes/{id}/replications", body);
        if (made != null) {
            Thing replica = add(made, target, "REPL");
            replica.hasRate = true;
            replica.isSsd = source.isSsd;
            replica.size = source.size;
            new Thing.Pair("", source, replica).policy = "RESYNC";
        }
    }

    private static JsonNode onPair(
            Exchange exchange, Thing volume, boolean refused, int success, String method, String below, String body) {
        int refusal = isRecovered(volume) ? 400 : volume.pair == null ? 404 : refused ? 400 : 0;
        String line = method + " /volumes/{id}/replications" + below;
        return exchange.ask(volume, refusal, success, APIS, line, body);
    }

    private void showReplication(Exchange exchange, Step step) {
        showReplication(exchange, pick(step, v -> v.pair != null));
    }

    private void showReplication(Exchange exchange, Thing volume) {
        JsonNode shown = onPair(exchange, volume, false, 200, "GET", "", "");
        if (shown != null) {
            Exchange.same(
                    shown.path("result").path("related_volumes").findValuesAsText("id"),
                    List.of(volume.pair.source.id, volume.pair.replica.id));
        }
    }

    private void setReplicationPolicy(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> v.pair != null);
        String policy = step.second() % 3 == 0 ? "RESYNC" : "BREAK";
        boolean refused = volume.pair != null && volume.pair.policy.equals(policy);
        if (onPair(exchange, volume, refused, 200, "PUT", "/policy", "{'policy':'" + policy + "'}") != null) {
            volume.pair.policy = policy;
        }
    }

    private void deleteReplication(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> v.pair != null);
        boolean refused = volume.pair != null && !volume.pair.policy.equals("BREAK");
        if (onPair(exchange, volume, refused, 202, "DELETE", "", "") != null) {
            end(volume.pair);
        }
    }

    /** Whether a volume cannot become a member of a group. */
    private static boolean isUnfit(Thing volume) {
        return !volume.hasRate || volume.schedule != null || volume.group != null || volume.pair != null;
    }

    private void createGroup(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> !isUnfit(v));
        String body =
                "{'name':'vg-01','volume_ids':['" + volume.id + "'],'zone':'" + exchange.regionFor(volume) + "-a'}";
        JsonNode made = ask(exchange, volume, isUnfit(volume), 202, "POST /volume-groups", body);
        if (made != null) {
            volume.group = new Thing(made.path("resource_id").asText(), "vg-01", volume.region);
            groups.add(volume.group);
        }
    }

    private void listGroups(Exchange exchange, Step step) {
        String region = exchange.region();
        JsonNode list = exchange.expect(200, region, exchange.version(APIS), "GET /volume-groups?limit=1000", "");
        List<String> shown = new ArrayList<>();
        list.path("volume_groups").forEach(group -> shown.add(group.path("id").asText()));
        Exchange.same(shown, Thing.ids(groups, region));
        Thing group = Thing.pick(groups, step.first());
        JsonNode result = ask(exchange, group, false, 200, "GET /volume-groups/{id}", "");
        if (result != null) {
            Exchange.same(
                    result.path("result").path("member_volumes").size(),
                    members(group).size());
        }
    }

    private List<Thing> members(Thing group) {
        return volumes.stream().filter(volume -> volume.group == group).toList();
    }

    private void addMember(Exchange exchange, Step step) {
        createRate(exchange, step);
        Thing volume = pick(step, v -> !isUnfit(v));
        Thing group = Thing.pick(groups, step.second(), g -> g.region.equals(volume.region));
        boolean there = volume.exists && volume.region.equals(exchange.regionFor(group));
        int refusal = !there ? 404 : isUnfit(volume) || members(group).size() == 16 ? 400 : 0;
        String body = "{'volume_ids':['" + volume.id + "']}";
        if (exchange.ask(group, refusal, 200, APIS, "PUT /volume-groups/{id}/members/add", body) != null) {
            volume.group = group;
        }
    }

    /** The last member takes the group with it. */
    private void removeMember(Exchange exchange, Step step) {
        Thing group = Thing.pick(groups, step.first());
        List<Thing> members = members(group);
        Thing member = members.isEmpty() ? Thing.unknown() : members.get(step.second() % members.size());
        String body = "{'volume_ids':['" + member.id + "']}";
        if (ask(exchange, group, false, 200, "PUT /volume-groups/{id}/members/remove", body) != null) {
            member.group = null;
            group.exists = members.size() > 1;
            groupSnapshots.forEach(whole -> whole.parts().removeIf(part -> part.volume() == member));
        }
    }

    private void createGroupSnapshot(Exchange exchange, Step step) {
        Thing group = Thing.pick(groups, step.first());
        JsonNode made = ask(exchange, group, false, 200, "POST /volume-groups/{id}/snapshots", "");
        if (made != null) {
            List<Part> parts = new ArrayList<>();
            for (Thing member : members(group)) {
                Snapshot part = Snapshot.asked(null);
                member.snapshots.add(part);
                parts.add(new Part(member, part));
            }
            groupSnapshots.add(new GroupSnapshot(made.path("snapshot_id").asText(), group, parts));
        }
    }

    private List<GroupSnapshot> snapshots(Thing group) {
        return groupSnapshots.stream()
                .filter(whole -> whole.group() == group && whole.exists())
                .toList();
    }

    private void listGroupSnapshots(Exchange exchange, Step step) {
        listGroupSnapshots(exchange, Thing.pick(groups, step.first()));
    }

    private void listGroupSnapshots(Exchange exchange, Thing group) {
        JsonNode list = ask(exchange, group, false, 200, "GET /volume-groups/{id}/snapshots", "");
        if (list != null) {
            List<String> ids = new ArrayList<>();
            snapshots(group).forEach(whole -> ids.add(0, whole.id()));
            Exchange.same(ids(list), ids);
        }
    }

    private void deleteGroupSnapshot(Exchange exchange, Step step) {
        Thing group = Thing.pick(groups, step.first());
        List<GroupSnapshot> all = snapshots(group);
        GroupSnapshot whole = all.isEmpty() ? null : all.get(step.second() % all.size());
        String id = whole == null ? "unknown" : whole.id();
        String line = "DELETE /volume-groups/{id}/snapshots/" + id;
        if (exchange.ask(group, whole == null ? 404 : 0, 200, APIS, line, "") != null) {
            whole.parts().forEach(part -> part.volume().snapshots.remove(part.snapshot()));
        }
    }
}
