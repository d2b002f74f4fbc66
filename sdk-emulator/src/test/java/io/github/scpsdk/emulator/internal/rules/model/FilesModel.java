// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What should exist in File Storage in one region. */
final class FilesModel {
    private static final String API = "filestorage 1.1";

    private final List<Thing> volumes = new ArrayList<>();

    List<Operation> operations() {
        return List.of(
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
                this::listSchedule,
                this::deleteSchedule);
    }

    private Thing pick(Step step) {
        return Thing.pick(volumes, step.first());
    }

    private void create(Exchange exchange, Step step) {
        String name = "vol_" + Math.floorMod(step.first(), 3);
        JsonNode made = exchange.expect(
                202, API, "POST /volumes", "{'name':'" + name + "','protocol':'NFS','type_name':'HDD'}");
        String full = made.path("volume_name").asText();
        Exchange.same(full.matches(name + "_[a-z0-9]{6}"), true);
        volumes.add(new Thing(made.path("volume_id").asText(), full));
    }

    private void list(Exchange exchange, Step step) {
        JsonNode list = exchange.expect(200, API, "GET /volumes?limit=1000", "");
        Exchange.same(list.path("filestorages").findValuesAsText("id"), Thing.ids(volumes));
        Exchange.same(list.path("count").intValue(), Thing.ids(volumes).size());
    }

    private void show(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode shown = exchange.expect(volume.status(false, 0, 200), API, "GET /volumes/" + volume.id, "");
        if (volume.exists) {
            Exchange.same(shown.path("name").asText(), volume.name);
            Exchange.same(shown.path("state").asText(), "available");
            Exchange.same(shown.path("file_unit_recovery_enabled").asBoolean(), volume.isRecoverable);
        }
    }

    private void set(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean wanted = step.second() % 2 == 0;
        exchange.expect(
                volume.status(false, 0, 202),
                API,
                "PUT /volumes/" + volume.id,
                "{'file_unit_recovery_enabled':" + wanted + "}");
        volume.isRecoverable = wanted;
    }

    private void delete(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean used = !volume.snapshots.isEmpty() || !volume.servers.isEmpty();
        exchange.expect(volume.status(used, 400, 202), API, "DELETE /volumes/" + volume.id, "");
        volume.exists &= used;
    }

    private void addRule(Exchange exchange, Step step) {
        rule(exchange, step, "add", false);
        pick(step).servers.add(server(step));
    }

    private void removeRule(Exchange exchange, Step step) {
        rule(exchange, step, "remove", !pick(step).servers.contains(server(step)));
        pick(step).servers.remove(server(step));
    }

    private void rule(Exchange exchange, Step step, String action, boolean refused) {
        Thing volume = pick(step);
        String body = "{'object_id':'" + server(step) + "','object_type':'VM','action':'" + action + "'}";
        exchange.expect(volume.status(refused, 404, 202), API, "PUT /volumes/" + volume.id + "/access-rules", body);
    }

    private static String server(Step step) {
        return "server-" + Math.floorMod(step.second(), 3);
    }

    private void listRules(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode list =
                exchange.expect(volume.status(false, 0, 200), API, "GET /volumes/" + volume.id + "/access-rules", "");
        if (volume.exists) {
            Exchange.same(list.findValuesAsText("object_id"), volume.servers);
        }
    }

    private void createSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode made = exchange.expect(
                volume.status(false, 0, 202), API, "POST /snapshots", "{'volume_id':'" + volume.id + "'}");
        if (volume.exists) {
            volume.snapshots.add(made.path("snapshot").path("id").asText());
        }
    }

    private void listSnapshots(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode list = exchange.expect(volume.status(false, 0, 200), API, "GET /snapshots?volume_id=" + volume.id, "");
        if (volume.exists) {
            Exchange.same(list.path("snapshots").findValuesAsText("id"), volume.snapshots);
        }
    }

    private void restoreSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step);
        String snapshot = volume.snapshot(step.second());
        int index = volume.snapshots.indexOf(snapshot);
        exchange.expect(
                volume.status(index < 0, 404, 202),
                API,
                "PUT /snapshots/" + snapshot + "/restore?volume_id=" + volume.id,
                "");
        if (volume.exists && index >= 0) { // newer ones go
            volume.snapshots.subList(index + 1, volume.snapshots.size()).clear();
        }
    }

    private void deleteSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step);
        String snapshot = volume.snapshot(step.second());
        exchange.expect(
                volume.status(!volume.snapshots.contains(snapshot), 404, 202),
                API,
                "DELETE /snapshots/" + snapshot + "?volume_id=" + volume.id,
                "");
        volume.snapshots.remove(snapshot);
    }

    private void createSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        exchange.expect(
                volume.status(volume.hasSchedule, 409, 202),
                API,
                "POST /snapshot-schedules",
                "{'volume_id':'" + volume.id + "','snapshot_schedule':{'frequency':'DAILY','hour':'3'}}");
        volume.hasSchedule = true;
    }

    private JsonNode listSchedule(Exchange exchange, Thing volume) {
        JsonNode list = exchange.expect(
                volume.status(false, 0, 200), API, "GET /snapshot-schedules?volume_id=" + volume.id, "");
        if (volume.exists) {
            Exchange.same(list.path("snapshot_policy_enabled").asBoolean(), volume.hasSchedule);
            Exchange.same(list.path("snapshot_schedule").size(), volume.hasSchedule ? 1 : 0);
        }
        return list;
    }

    private void listSchedule(Exchange exchange, Step step) {
        listSchedule(exchange, pick(step));
    }

    private void deleteSchedule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        String id = listSchedule(exchange, volume)
                .path("snapshot_schedule")
                .path(0)
                .path("id")
                .asText("unknown");
        exchange.expect(
                volume.status(!volume.hasSchedule, 404, 202),
                API,
                "DELETE /snapshot-schedules/" + (id.isEmpty() ? "unknown" : id) + "?volume_id=" + volume.id,
                "");
        volume.hasSchedule = false;
    }
}
