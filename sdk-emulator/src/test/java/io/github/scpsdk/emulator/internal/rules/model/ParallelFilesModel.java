// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What should exist in Parallel File Storage. */
final class ParallelFilesModel {
    private static final String API = "parallel-filestorage 1.0";

    private final List<Thing> volumes = new ArrayList<>();

    List<Operation> operations() {
        return List.of(
                this::create,
                this::list,
                this::show,
                this::grow,
                this::addRule,
                this::removeRule,
                this::createSnapshot,
                this::listSnapshots,
                this::deleteSnapshot,
                this::delete);
    }

    private Thing pick(Step step) {
        return Thing.pick(volumes, step.first());
    }

    private void create(Exchange exchange, Step step) {
        String name = "fast_" + Math.floorMod(step.first(), 6);
        boolean taken = volumes.stream().anyMatch(v -> v.exists && v.name.equals(name));
        JsonNode made =
                exchange.expect(taken ? 409 : 202, API, "POST /volumes", "{'name':'" + name + "','capacity_tb':10}");
        if (!taken) {
            volumes.add(new Thing(made.path("id").asText(), name));
        }
    }

    private void list(Exchange exchange, Step step) {
        JsonNode list = exchange.expect(200, API, "GET /volumes?limit=1000", "");
        Exchange.same(list.path("parallel_filestorages").findValuesAsText("id"), Thing.ids(volumes));
    }

    private void show(Exchange exchange, Step step) {
        Thing volume = pick(step);
        JsonNode shown = exchange.expect(volume.status(false, 0, 200), API, "GET /volumes/" + volume.id, "");
        if (volume.exists) {
            Exchange.same(shown.path("name").asText(), volume.name);
            Exchange.same(shown.path("capacity_tb").intValue(), volume.size);
        }
    }

    private void grow(Exchange exchange, Step step) {
        Thing volume = pick(step);
        int size = 5 + Math.floorMod(step.second(), 40);
        boolean refused = size <= volume.size;
        exchange.expect(
                volume.status(refused, 400, 202),
                API,
                "PUT /volumes/" + volume.id + "/capacity",
                "{'capacity_tb':" + size + "}");
        volume.size = refused ? volume.size : size;
    }

    private static String node(Step step) {
        return "node-" + Math.floorMod(step.second(), 3);
    }

    private void addRule(Exchange exchange, Step step) {
        rules(exchange, step, "add_access_rules", "remove_access_rules", false);
        pick(step).servers.add(node(step));
    }

    private void removeRule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        rules(exchange, step, "remove_access_rules", "add_access_rules", !volume.servers.contains(node(step)));
        volume.servers.remove(node(step));
    }

    private void rules(Exchange exchange, Step step, String full, String empty, boolean refused) {
        Thing volume = pick(step);
        String path = "/volumes/" + volume.id + "/access-rules";
        String rule = "{'object_id':'" + node(step) + "','object_type':'GPU_NODE'}";
        exchange.expect(
                volume.status(refused, 404, 202),
                API,
                "PUT " + path,
                "{'" + full + "':[" + rule + "],'" + empty + "':[]}");
    }

    private void createSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean full = volume.snapshots.size() >= 50;
        JsonNode made = exchange.expect(
                volume.status(full, 409, 202), API, "POST /snapshots", "{'volume_id':'" + volume.id + "'}");
        if (volume.exists && !full) {
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

    private void delete(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean used = !volume.snapshots.isEmpty() || !volume.servers.isEmpty();
        exchange.expect(volume.status(used, 409, 202), API, "DELETE /volumes/" + volume.id, "");
        volume.exists &= used;
    }
}
