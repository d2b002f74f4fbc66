// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What should exist in Parallel File Storage. */
final class ParallelFilesModel implements Model {
    private static final List<String> APIS = List.of("parallel-filestorage 1.0", "parallel-filestorage 1.1");

    private final List<Thing> volumes = new ArrayList<>();

    @Override
    public List<Operation> operations() {
        return List.of(
                this::create,
                this::create,
                this::list,
                this::show,
                this::grow,
                this::addRule,
                this::removeRule,
                this::listRules,
                this::createSnapshot,
                this::listSnapshots,
                this::restoreSnapshot,
                this::deleteSnapshot,
                this::delete);
    }

    @Override
    public void lookAtAll(Exchange exchange) {
        list(exchange, Exchange.PLAIN);
        for (Thing volume : volumes) {
            show(exchange, volume);
            listRules(exchange, volume);
            listSnapshots(exchange, volume);
        }
    }

    private Thing pick(Step step, Predicate<Thing> fits) {
        return Thing.pick(volumes, step.first(), fits);
    }

    private Thing pick(Step step) {
        return Thing.pick(volumes, step.first());
    }

    private static JsonNode ask(Exchange exchange, Thing volume, int refusal, int success, String line, String body) {
        return exchange.ask(volume, refusal, success, APIS, line, body);
    }

    private void create(Exchange exchange, Step step) {
        String region = exchange.region();
        String name = "fast_" + step.first() % 6;
        boolean taken = Thing.isTaken(volumes, name, region);
        String body = "{'name':'" + name + "','capacity_tb':10,'zone':'" + region + "-a'}";
        JsonNode made = exchange.expect(taken ? 409 : 202, region, exchange.version(APIS), "POST /volumes", body);
        if (!taken) {
            volumes.add(new Thing(made.path("id").asText(), name, region));
        }
    }

    private void list(Exchange exchange, Step step) {
        String region = exchange.region();
        JsonNode list = exchange.expect(200, region, exchange.version(APIS), "GET /volumes?limit=1000", "");
        Exchange.same(list.path("parallel_filestorages").findValuesAsText("id"), Thing.ids(volumes, region));
    }

    private void show(Exchange exchange, Step step) {
        show(exchange, pick(step));
    }

    private void show(Exchange exchange, Thing volume) {
        JsonNode shown = ask(exchange, volume, 0, 200, "GET /volumes/{id}", "");
        if (shown != null) {
            Exchange.same(shown.path("name").asText(), volume.name);
            Exchange.same(shown.path("capacity_tb").intValue(), volume.size);
        }
    }

    private void grow(Exchange exchange, Step step) {
        Thing volume = pick(step);
        int size = 5 + step.second() % 40;
        String body = "{'capacity_tb':" + size + "}";
        if (ask(exchange, volume, size <= volume.size ? 400 : 0, 202, "PUT /volumes/{id}/capacity", body) != null) {
            volume.size = size;
        }
    }

    private static String node(Step step) {
        return "node-" + step.second() % 3;
    }

    private void addRule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        if (rules(exchange, step, "add_access_rules", "remove_access_rules", 0) != null) {
            volume.servers.add(node(step));
        }
    }

    private void removeRule(Exchange exchange, Step step) {
        Thing volume = pick(step);
        int refusal = volume.servers.contains(node(step)) ? 0 : 404;
        if (rules(exchange, step, "remove_access_rules", "add_access_rules", refusal) != null) {
            volume.servers.remove(node(step));
        }
    }

    private JsonNode rules(Exchange exchange, Step step, String full, String empty, int refusal) {
        String rule = "{'object_id':'" + node(step) + "','object_type':'GPU_NODE'}";
        String body = "{'" + full + "':[" + rule + "],'" + empty + "':[]}";
        return ask(exchange, pick(step), refusal, 202, "PUT /volumes/{id}/access-rules", body);
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
        int refusal = volume.snapshots.size() >= 50 ? 409 : 0;
        JsonNode made = ask(exchange, volume, refusal, 202, "POST /snapshots", "{'volume_id':'" + volume.id + "'}");
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

    /** Newer ones stay. */
    private void restoreSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> !v.snapshots.isEmpty());
        Snapshot snapshot = volume.snapshot(step.second());
        int refusal = volume.snapshots.contains(snapshot) ? 0 : 404;
        ask(exchange, volume, refusal, 202, "PUT /snapshots/" + snapshot.id + "/restore?volume_id={id}", "");
    }

    private void deleteSnapshot(Exchange exchange, Step step) {
        Thing volume = pick(step, v -> !v.snapshots.isEmpty());
        Snapshot snapshot = volume.snapshot(step.second());
        int refusal = volume.snapshots.contains(snapshot) ? 0 : 404;
        if (ask(exchange, volume, refusal, 202, "DELETE /snapshots/" + snapshot.id + "?volume_id={id}", "") != null) {
            volume.snapshots.remove(snapshot);
        }
    }

    private void delete(Exchange exchange, Step step) {
        Thing volume = pick(step);
        boolean used = !volume.snapshots.isEmpty() || !volume.servers.isEmpty();
        volume.exists &= ask(exchange, volume, used ? 409 : 0, 202, "DELETE /volumes/{id}", "") == null;
    }
}
