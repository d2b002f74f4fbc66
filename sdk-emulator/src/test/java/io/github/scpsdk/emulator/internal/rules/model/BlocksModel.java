// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What should exist in Block Storage (BM): volumes, and groups of them. */
final class BlocksModel {
    private static final String API = "baremetal-blockstorage 1.3";
    private static final String SERVER = "83c3c73d457345e3829ee6d5557c0011";

    private final List<Thing> volumes = new ArrayList<>();
    private final List<Thing> groups = new ArrayList<>();

    List<Operation> operations() {
        return List.of(
                this::create,
                this::list,
                this::show,
                this::attach,
                this::detach,
                this::createRate,
                this::deleteRate,
                this::createSchedule,
                this::deleteSchedule,
                this::createSnapshot,
                this::listSnapshots,
                this::restoreSnapshot,
                this::deleteSnapshot,
                this::delete,
                this::createGroup,
                this::listGroups,
                this::removeMember);
    }

    private Thing pick(Step step) {
        return Thing.pick(volumes, step.first());
    }

    private JsonNode call(Exchange exchange, Thing volume, boolean refused, int success, String line, String body) {
        String path = line.replace("{id}", volume.id);
        return exchange.expect(volume.status(refused, 400, success), API, path, body);
    }

    private void create(Exchange exchange, Step step) {
        JsonNode made = exchange.expect(
                202,
                API,
                "POST /volumes",
                "{'name':'bs-01','disk_type':'HDD','size_gb':10,'attachments':[{'object_id':'" + SERVER
                        + "','object_type':'BM'}]}");
        Thing volume = new Thing(made.path("resource_id").asText(), "bs-01");
        volume.servers.add(SERVER);
        volumes.add(volume);
    }

    private void list(Exchange exchange, Step step) {
        JsonNode list = exchange.expect(200, API, "GET /volumes?limit=1000", "");
        List<String> shown = new ArrayList<>();
        list.path("volumes").forEach(v -> shown.add(v.path("id").asText()));
        Exchange.same(shown, Thing.ids(volumes));
    }

    private void show(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode shown = call(exchange, volume, false, 200, "GET /volumes/{id}", "");
        if (volume.exists) {
            Exchange.same(shown.findValue("state").asText(), volume.servers.isEmpty() ? "AVAILABLE" : "IN_USE");
        }
    }

    private void attach(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean attached = volume.servers.contains(SERVER);
        String body = "{'attachments':[{'object_id':'" + SERVER + "','object_type':'BM'}]}";
        call(exchange, volume, attached, 200, "POST /volumes/{id}/attachments", body);
        volume.servers.add(SERVER);
    }

    private void detach(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean attached = volume.servers.contains(SERVER);
        String body = "{'attachments':['" + SERVER + "']}";
        call(exchange, volume, !attached, 200, "DELETE /volumes/{id}/attachments", body);
        volume.servers.clear();
    }

    private void createRate(Exchange exchange, Step step) {
        Thing volume = pick(step);
        call(exchange, volume, volume.hasRate, 200, "POST /volumes/{id}/snapshot-rates", "{'snapshot_rate':50}");
        volume.hasRate = true;
    }

    private void deleteRate(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean needed = !volume.snapshots.isEmpty() || volume.hasSchedule || volume.group != null;
        call(exchange, volume, !volume.hasRate || needed, 200, "DELETE /volumes/{id}/snapshot-rates", "");
        volume.hasRate &= needed;
    }

    private void createSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean refused = !volume.hasRate || volume.hasSchedule || volume.group != null;
        call(exchange, volume, refused, 200, "POST /volumes/{id}/snapshot-schedules", "{'hour':18}");
        volume.hasSchedule |= !refused;
    }

    private void deleteSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        call(exchange, volume, !volume.hasSchedule, 200, "DELETE /volumes/{id}/snapshot-schedules", "");
        volume.hasSchedule = false;
    }

    private void createSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode made = call(exchange, volume, !volume.hasRate, 200, "POST /volumes/{id}/snapshots", "");
        if (volume.exists && volume.hasRate) {
            volume.snapshots.add(made.path("snapshot_id").asText());
        }
    }

    private void listSnapshots(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode list = call(exchange, volume, false, 200, "GET /volumes/{id}/snapshots", "");
        if (volume.exists) {
            Exchange.same(list.path("snapshots").size(), volume.snapshots.size());
        }
    }

    private void restoreSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step);
        String snapshot = volume.snapshot(step.second());
        int index = volume.snapshots.indexOf(snapshot);
        String line = "PUT /volumes/" + volume.id + "/snapshots/" + snapshot + "/restore";
        exchange.expect(volume.status(index < 0, 404, 200), API, line, "");
        if (volume.exists && index >= 0) { // newer ones go
            volume.snapshots.subList(index + 1, volume.snapshots.size()).clear();
        }
    }

    private void deleteSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step);
        String snapshot = volume.snapshot(step.second());
        String line = "DELETE /volumes/" + volume.id + "/snapshots/" + snapshot;
        exchange.expect(volume.status(!volume.snapshots.contains(snapshot), 404, 200), API, line, "");
        volume.snapshots.remove(snapshot);
    }

    private void delete(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean used = !volume.servers.isEmpty() || volume.group != null;
        call(exchange, volume, used, 202, "DELETE /volumes/{id}", "");
        volume.exists &= used;
    }

    private void createGroup(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean refused = !volume.hasRate || volume.hasSchedule || volume.group != null;
        String body = "{'name':'vg-01','volume_ids':['" + volume.id + "']}";
        JsonNode made = call(exchange, volume, refused, 202, "POST /volume-groups", body);
        if (volume.exists && !refused) {
            volume.group = new Thing(made.path("resource_id").asText(), "vg-01");
            groups.add(volume.group);
        }
    }

    private void listGroups(Exchange exchange, Step step) {
        JsonNode list = exchange.expect(200, API, "GET /volume-groups?limit=1000", "");
        Exchange.same(list.path("volume_groups").size(), Thing.ids(groups).size());
        Thing group = Thing.pick(groups, step.first());
        call(exchange, group, false, 200, "GET /volume-groups/{id}", "");
    }

    /** The last member takes the group with it. */
    private void removeMember(Exchange exchange, Step step) {
        Thing group = Thing.pick(groups, step.first());
        Thing member =
                volumes.stream().filter(v -> v.group == group).findFirst().orElse(new Thing("unknown", "unknown"));
        String body = "{'volume_ids':['" + member.id + "']}";
        call(exchange, group, false, 200, "PUT /volume-groups/{id}/members/remove", body);
        group.exists = false;
        member.group = null;
    }
}
