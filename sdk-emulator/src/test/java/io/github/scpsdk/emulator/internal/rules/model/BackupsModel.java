// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What should exist in Backup: backups of images and of files, their copies, their replicas, and agents. */
final class BackupsModel implements Model {
    static final Duration RUN = Duration.ofSeconds(10);

    private static final List<String> APIS = List.of("backup 1.0", "backup 1.1", "backup 1.2", "backup 1.4");
    private static final String SESSION = "{'session_id':'e967d2a3d38e4fb4ab03393898eda8a0'}";
    private static final String FULL = "{'type':'FULL','frequency':'WEEKLY','start_day':'MON','start_time':'09:00:00'}";
    private static final String DAILY = "{'type':'INCREMENTAL','frequency':'DAILY','start_time':'03:30:00'}";
    private static final Map<String, Integer> DAYS = new TreeMap<>(Map.of("WEEK_2", 14, "MONTH_1", 31));

    private final List<Thing> backups = new ArrayList<>();
    private final List<Thing> agents = new ArrayList<>(); // by the name of the server
    private final List<String> restored = new ArrayList<>(); // region and name of a server

    @Override
    public List<Operation> operations() {
        return List.of(
                this::createOfImage,
                this::createOfFiles,
                this::list,
                this::checkName,
                this::show,
                this::setRetention,
                this::setSchedules,
                this::listSchedules,
                this::run,
                this::listCopies,
                this::deleteCopy,
                this::restore,
                this::replicate,
                this::delete,
                this::createAgent,
                this::listAgents,
                this::deleteAgent);
    }

    @Override
    public void lookAtAll(Exchange exchange) {
        list(exchange, Exchange.PLAIN);
        listAgents(exchange, Exchange.PLAIN);
        for (Thing backup : backups) {
            show(exchange, backup);
            listSchedules(exchange, backup);
            listCopies(exchange, backup);
        }
    }

    private Thing pick(Step step, Predicate<Thing> fits) {
        return Thing.pick(backups, step.first(), fits);
    }

    private Thing pick(Step step) {
        return Thing.pick(backups, step.first());
    }

    private static JsonNode ask(Exchange exchange, Thing thing, int refusal, String line, String body) {
        return exchange.ask(thing, refusal, 200, APIS, line, body);
    }

    private static String name(Step step) {
        return "backup-" + step.first() % 6;
    }

    private void createOfImage(Exchange exchange, Step step) {
        String kind = "'policy_category':'AGENTLESS','policy_type':'VM_IMAGE'";
        create(exchange, step, kind, "server-1", 0, "image");
    }

    /** They need an agent on the server. */
    private void createOfFiles(Exchange exchange, Step step) {
        String server = "server-" + step.second() % 4;
        String kind = "'policy_category':'AGENT','policy_type':'FILESYSTEM','filesystem_paths':['/data']";
        boolean agent = Thing.isTaken(agents, server, exchange.region());
        create(exchange, step, kind, server, agent ? 0 : 404, "files");
    }

    private void create(Exchange exchange, Step step, String kind, String server, int otherwise, String purpose) {
        String region = exchange.region();
        int refusal = otherwise != 0 ? otherwise : Thing.isTaken(backups, name(step), region) ? 400 : 0;
        String body = "{'name':'" + name(step) + "'," + kind + ",'server_category':'VIRTUAL_SERVER','server_uuid':'"
                + server + "','zone':'" + region + "-a','schedules':[" + FULL + "]}";
        JsonNode made =
                exchange.expect(refusal == 0 ? 200 : refusal, region, exchange.version(APIS), "POST /backups", body);
        if (refusal == 0) {
            Thing backup = new Thing(made.path("resource").path("id").asText(), name(step), region);
            backup.purpose = purpose;
            backup.state = "WEEK_2";
            backup.size = 1; // schedules
            backup.servers.add(server);
            backups.add(backup);
        }
    }

    private void list(Exchange exchange, Step step) {
        String region = exchange.region();
        JsonNode list = exchange.expect(200, region, exchange.version(APIS), "GET /backups?size=1000", "");
        List<String> shown = new ArrayList<>();
        list.path("contents").forEach(b -> shown.add(b.path("id").asText()));
        Exchange.same(shown, Thing.ids(backups, region));
    }

    private void checkName(Exchange exchange, Step step) {
        String region = exchange.region();
        String line = "GET /backups/check-name-duplication?backup_name=" + name(step);
        Exchange.same(
                exchange.expect(200, region, exchange.version(APIS), line, "")
                        .path("result")
                        .asBoolean(),
                Thing.isTaken(backups, name(step), region));
    }

    private void show(Exchange exchange, Step step) {
        show(exchange, pick(step));
    }

    private void show(Exchange exchange, Thing backup) {
        JsonNode shown = ask(exchange, backup, 0, "GET /backups/{id}", "");
        if (shown != null) {
            Exchange.same(shown.findValue("name").asText(), backup.name);
            Exchange.same(shown.findValue("retention_period").asText(), backup.state);
            Exchange.same(shown.findValue("role_type").asText(), backup.isReplica() ? "REPLICA" : "ORIGINAL");
            JsonNode replicated = shown.findValue("dr_enabled"); // since 1.1
            Exchange.same(
                    replicated == null || replicated.asBoolean() == (backup.pair != null && !backup.isReplica()), true);
        }
    }

    /** A backup, and its replica if it has one. */
    private static Stream<Thing> both(Thing backup) {
        return backup.pair == null ? Stream.of(backup) : Stream.of(backup.pair.source, backup.pair.replica);
    }

    /** A replica only changes together with its original. */
    private static int ofReplica(Thing backup, int otherwise) {
        return backup.isReplica() ? 400 : otherwise;
    }

    private void setRetention(Exchange exchange, Step step) {
        Thing backup = pick(step);
        String period = step.second() % 2 == 0 ? "WEEK_2" : "MONTH_1";
        String body = "{'retention_period':'" + period + "'}";
        if (ask(exchange, backup, ofReplica(backup, 0), "PUT /backups/{id}/retention-period", body) != null) {
            both(backup).forEach(each -> each.state = period);
        }
    }

    private void setSchedules(Exchange exchange, Step step) {
        Thing backup = pick(step);
        int more = step.second() % 3;
        String body = "{'schedules':[" + FULL + ("," + DAILY).repeat(more) + "]}";
        if (ask(exchange, backup, ofReplica(backup, 0), "PUT /backups/{id}/schedules", body) != null) {
            both(backup).forEach(each -> each.size = 1 + more);
        }
    }

    private void listSchedules(Exchange exchange, Step step) {
        listSchedules(exchange, pick(step));
    }

    private void listSchedules(Exchange exchange, Thing backup) {
        JsonNode list = ask(exchange, backup, 0, "GET /backups/{id}/schedules", "");
        if (list != null) {
            Exchange.same(list.path("contents").size(), backup.size);
        }
    }

    /** It leaves a copy, of the replica as well, which lasts as long as the retention of that time. */
    private void run(Exchange exchange, Step step) {
        Thing backup = pick(step);
        int refusal = ofReplica(backup, backup.hasRate ? 409 : 0);
        if (ask(exchange, backup, refusal, "POST /backups/{id}/manual-backup", "") != null) {
            backup.hasRate = true; // is running
            exchange.later(RUN, () -> {
                backup.hasRate = false;
                if (backup.exists) {
                    both(backup).forEach(each -> addCopy(exchange, each));
                }
            });
        }
    }

    private static void addCopy(Exchange exchange, Thing backup) {
        Snapshot copy = Snapshot.asked(null);
        backup.snapshots.add(copy);
        exchange.later(Duration.ofDays(DAYS.get(backup.state)), () -> backup.snapshots.remove(copy));
    }

    private void listCopies(Exchange exchange, Step step) {
        listCopies(exchange, pick(step));
    }

    private void listCopies(Exchange exchange, Thing backup) {
        JsonNode list = ask(exchange, backup, 0, "GET /backups/{id}/restore-targets?size=1000", "");
        if (list != null) {
            backup.learn(list.path("contents").findValuesAsText("restore_target_id"));
        }
    }

    /** One of the copies, whose ids are looked up if need be. */
    private static Snapshot copy(Exchange exchange, Thing backup, Step step) {
        if (backup.exists && backup.hasUnknownSnapshots()) {
            String line = "GET /backups/" + backup.id + "/restore-targets?size=1000";
            backup.learn(exchange.expect(200, backup.region, APIS.get(0), line, "")
                    .path("contents")
                    .findValuesAsText("restore_target_id"));
        }
        return backup.snapshot(step.second());
    }

    private void deleteCopy(Exchange exchange, Step step) {
        Thing backup = pick(step, b -> !b.snapshots.isEmpty());
        Snapshot copy = copy(exchange, backup, step);
        int refusal = backup.snapshots.contains(copy) ? 0 : 404;
        String body = SESSION.replace("}", ",'restore_target_ids':['" + copy.id + "']}");
        if (ask(exchange, backup, refusal, "DELETE /backups/{id}/restore-targets", body) != null) {
            backup.snapshots.remove(copy);
        }
    }

    private void restore(Exchange exchange, Step step) {
        Thing backup = pick(step, b -> !b.snapshots.isEmpty());
        Snapshot copy = copy(exchange, backup, step);
        String server = "restored-" + step.second() % 5;
        String place = backup.region + " " + server;
        int refusal = !backup.snapshots.contains(copy)
                ? 404
                : backup.purpose.equals("files") ? 400 : restored.contains(place) ? 409 : 0;
        String body = "{'restore_target_id':'" + copy.id + "','restore_server_name':'" + server
                + "','server_type_id':'s1v1m2'}";
        if (exchange.ask(backup, refusal, 202, APIS, "POST /backups/{id}/restore", body) != null) {
            restored.add(place);
        }
    }

    /** Of files only. The response does not name the replica. */
    private void replicate(Exchange exchange, Step step) {
        Thing backup = pick(step, b -> b.purpose.equals("files"));
        boolean use = step.second() % 3 != 0;
        int refusal = backup.isReplica() || backup.purpose.equals("image") ? 400 : 0;
        if (ask(exchange, backup, refusal, "PUT /backups/{id}/replication", "{'dr_enabled':" + use + "}") == null) {
            return;
        }
        if (use && backup.pair == null) {
            String region = Exchange.other(backup.region);
            String id = exchange.expect(200, region, APIS.get(0), "GET /backups?size=1", "")
                    .path("contents")
                    .path(0)
                    .path("id")
                    .asText();
            Thing replica = new Thing(id, backup.name, region);
            replica.purpose = backup.purpose;
            replica.state = backup.state;
            replica.size = backup.size;
            backups.add(replica);
            new Thing.Pair("", backup, replica);
        } else if (!use && backup.pair != null) {
            backup.pair.replica.exists = false;
            backup.pair.end();
        }
    }

    private void delete(Exchange exchange, Step step) {
        Thing backup = pick(step);
        int refusal = ofReplica(backup, backup.hasRate ? 409 : 0);
        if (ask(exchange, backup, refusal, "DELETE /backups/{id}", SESSION) != null) {
            both(backup).forEach(each -> each.exists = false);
        }
    }

    private void createAgent(Exchange exchange, Step step) {
        String region = exchange.region();
        String server = "server-" + step.first() % 4;
        boolean taken = Thing.isTaken(agents, server, region);
        String body = "{'server_uuid':'" + server + "','server_backup_agent_ip':null,'zone':'" + region + "-a'}";
        JsonNode made = exchange.expect(taken ? 409 : 200, region, exchange.version(APIS), "POST /backup-agents", body);
        if (!taken) {
            agents.add(new Thing(made.path("resource").path("id").asText(), server, region));
        }
    }

    private void listAgents(Exchange exchange, Step step) {
        String region = exchange.region();
        JsonNode list = exchange.expect(200, region, exchange.version(APIS), "GET /backup-agents?size=1000", "");
        List<String> shown = new ArrayList<>();
        list.path("contents").forEach(agent -> shown.add(agent.path("id").asText()));
        Exchange.same(shown, Thing.ids(agents, region));
    }

    /** Not while backups of files refer to it. */
    private void deleteAgent(Exchange exchange, Step step) {
        Thing agent = Thing.pick(agents, step.first());
        boolean used = backups.stream()
                .anyMatch(b -> b.exists
                        && b.purpose.equals("files")
                        && b.region.equals(agent.region)
                        && b.servers.contains(agent.name));
        agent.exists &= ask(exchange, agent, used ? 409 : 0, "DELETE /backup-agents/{id}", "") == null;
    }
}
