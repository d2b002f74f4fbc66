// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What should exist in Backup: backups of images with their copies, and agents. */
final class BackupsModel {
    private static final String API = "backup 1.2";
    private static final String SCHEDULE =
            "{'type':'FULL','frequency':'WEEKLY','start_day':'MON','start_time':'09:00:00'}";

    private final List<Thing> backups = new ArrayList<>();
    private final List<Thing> agents = new ArrayList<>(); // by the name of the server

    List<Operation> operations() {
        return List.of(
                this::create,
                this::list,
                this::show,
                this::run,
                this::listCopies,
                this::delete,
                this::createAgent,
                this::listAgents,
                this::deleteAgent);
    }

    private static boolean isTaken(List<Thing> things, String name) {
        return things.stream().anyMatch(t -> t.exists && t.name.equals(name));
    }

    private void create(Exchange exchange, Step step) {
        String name = "backup-" + Math.floorMod(step.first(), 6);
        boolean taken = isTaken(backups, name);
        JsonNode made = exchange.expect(
                taken ? 400 : 200,
                API,
                "POST /backups",
                "{'name':'" + name + "','policy_category':'AGENTLESS','policy_type':'VM_IMAGE',"
                        + "'server_category':'VIRTUAL_SERVER','server_uuid':'server-1','schedules':[" + SCHEDULE
                        + "]}");
        if (!taken) {
            backups.add(new Thing(made.path("resource").path("id").asText(), name));
        }
    }

    private void list(Exchange exchange, Step step) {
        JsonNode list = exchange.expect(200, API, "GET /backups?size=1000", "");
        List<String> shown = new ArrayList<>();
        list.path("contents").forEach(b -> shown.add(b.path("id").asText()));
        Exchange.same(shown, Thing.ids(backups));
    }

    private JsonNode call(Exchange exchange, Thing thing, String line) {
        return exchange.expect(thing.status(false, 0, 200), API, line.replace("{id}", thing.id), "");
    }

    private void show(Exchange exchange, Step step) {
        Thing backup = Thing.pick(backups, step.first());
        JsonNode shown = call(exchange, backup, "GET /backups/{id}");
        if (backup.exists) {
            Exchange.same(shown.findValue("name").asText(), backup.name);
        }
    }

    private void run(Exchange exchange, Step step) {
        Thing backup = Thing.pick(backups, step.first());
        call(exchange, backup, "POST /backups/{id}/manual-backup");
        backup.snapshots.add("copy");
    }

    private void listCopies(Exchange exchange, Step step) {
        Thing backup = Thing.pick(backups, step.first());
        JsonNode list = call(exchange, backup, "GET /backups/{id}/restore-targets?size=1000");
        if (backup.exists) {
            Exchange.same(list.path("contents").size(), backup.snapshots.size());
        }
    }

    private void delete(Exchange exchange, Step step) {
        Thing backup = Thing.pick(backups, step.first());
        call(exchange, backup, "DELETE /backups/{id}");
        backup.exists = false;
    }

    private void createAgent(Exchange exchange, Step step) {
        String server = "server-" + Math.floorMod(step.first(), 4);
        boolean taken = isTaken(agents, server);
        String body = "{'server_uuid':'" + server + "','server_backup_agent_ip':null}";
        JsonNode made = exchange.expect(taken ? 409 : 200, API, "POST /backup-agents", body);
        if (!taken) {
            agents.add(new Thing(made.path("resource").path("id").asText(), server));
        }
    }

    private void listAgents(Exchange exchange, Step step) {
        JsonNode list = exchange.expect(200, API, "GET /backup-agents?size=1000", "");
        Exchange.same(list.path("contents").size(), Thing.ids(agents).size());
    }

    private void deleteAgent(Exchange exchange, Step step) {
        Thing agent = Thing.pick(agents, step.first());
        exchange.expect(agent.status(false, 0, 200), API, "DELETE /backup-agents/" + agent.id, "");
        agent.exists = false;
    }
}
