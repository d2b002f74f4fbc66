// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import io.github.scpsdk.emulator.internal.rules.Scene;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What each operation of Backup needs. */
public final class BackupScenes {
    static final String FULL = "{'type':'FULL','frequency':'WEEKLY','start_day':'MON','start_time':'09:00:00'}";
    static final String INCREMENTAL = "{'type':'INCREMENTAL','frequency':'DAILY','start_time':'03:30:00'}";
    static final String SCHEDULES = "{'schedules':[" + FULL + "," + INCREMENTAL + "]}";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private BackupScenes() {}

    public static Map<String, Scene> all() {
        Map<String, Scene> scenes = new HashMap<>();
        backups(scenes);
        copies(scenes);
        restores(scenes);
        agents(scenes);
        return scenes;
    }

    private static void backups(Map<String, Scene> scenes) {
        scenes.put("createBackup", c -> c.request("POST /backups", newImage(fresh("backup"), fresh("server"))));
        scenes.put("listBackups", c -> {
            image(c);
            return c.request("GET /backups?size=2147483647&sort=name:asc", "");
        });
        scenes.put("showBackup", c -> c.request("GET /backups/" + image(c), ""));
        scenes.put("deleteBackup", c -> c.request("DELETE /backups/" + image(c), session(c, "")));
        scenes.put("checkBackupNameDuplicate", c -> c.request("GET /backups/check-name-duplication?backup_name=a", ""));
        scenes.put(
                "updateRetentionPeriod",
                c -> c.request("PUT /backups/" + image(c) + "/retention-period", "{'retention_period':'YEAR_1'}"));
        scenes.put(
                "listBackupTargets",
                c -> c.request("GET /backups/backup-targets?server_category=VIRTUAL_SERVER&policy_type=VM_IMAGE", ""));
        scenes.put("listBackupSchedules", c -> c.request("GET /backups/" + image(c) + "/schedules", ""));
        scenes.put("setBackupSchedule", c -> c.request("PUT /backups/" + image(c) + "/schedules", SCHEDULES));
        scenes.put(
                "setFilesystemPath",
                c -> c.request(
                        "PUT /backups/" + files(c) + "/filesystem-path", "{'backup_filesystem_paths':['/srv']}"));
        scenes.put("checkFilesystemPathDuplication", c -> {
            String server = fresh("server");
            agent(c, server);
            return c.request(
                    "GET /backups/check-filesystem-duplication?filesystem_path=%2Fa&server_uuid=" + server, "");
        });
        scenes.put(
                "updateReplicationUse",
                c -> c.request("PUT /backups/" + files(c) + "/replication", "{'dr_enabled':true}"));
        scenes.put("listBackupRegionRelationship", c -> c.request("GET /backups/region-relationship", ""));
    }

    private static void copies(Map<String, Scene> scenes) {
        scenes.put("manualBackup", c -> c.request("POST /backups/" + image(c) + "/manual-backup", ""));
        scenes.put("listBackupHistories", c -> {
            String backup = image(c);
            copy(c, backup);
            return c.request("GET /backups/" + backup + "/backup-histories?backup_job_state=SUCCESS", "");
        });
        scenes.put("listBackupRestoreTargets", c -> {
            String backup = image(c);
            copy(c, backup);
            return c.request("GET /backups/" + backup + "/restore-targets", "");
        });
        scenes.put("deleteBackupRestoreTarget", c -> {
            String backup = image(c);
            String body = "'restore_target_ids':['" + copy(c, backup) + "']";
            return c.request("DELETE /backups/" + backup + "/restore-targets", session(c, body));
        });
        scenes.put("listFilesystemPath", c -> {
            String backup = files(c);
            String copy = copy(c, backup);
            return c.request("GET /backups/" + backup + "/filesystem-path?path=%2F&restore_target_id=" + copy, "");
        });
    }

    private static void restores(Map<String, Scene> scenes) {
        scenes.put("restoreBackup", c -> {
            String backup = image(c);
            return c.request("POST /backups/" + backup + "/restore", newServer(copy(c, backup), fresh("restored")));
        });
        scenes.put("restoreAgentBackup", c -> {
            String backup = files(c);
            String server = fresh("server");
            agent(c, server);
            return c.request("POST /backups/" + backup + "/restore-agent-backup", newFiles(copy(c, backup), server));
        });
        scenes.put("listBackupRestoreHistories", c -> {
            String backup = image(c);
            c.ok("POST /backups/" + backup + "/restore", newServer(copy(c, backup), fresh("restored")));
            return c.request("GET /backups/" + backup + "/restore-histories?restore_state=COMPLETED", "");
        });
        scenes.put(
                "checkBackupRestoreServerNameDuplicate",
                c -> c.request("GET /backups/restore/check-name-duplication?restore_server_name=a", ""));
        scenes.put(
                "listBackupRestoreSubnets",
                c -> c.request("GET /backups/" + image(c) + "/restore/restorable-subnets?region=kr-west1", ""));
    }

    private static void agents(Map<String, Scene> scenes) {
        scenes.put("createBackupAgent", c -> c.request("POST /backup-agents", newAgent(fresh("server"))));
        scenes.put("listBackupAgents", c -> {
            agent(c, fresh("server"));
            return c.request("GET /backup-agents?size=1", "");
        });
        scenes.put("showBackupAgent", c -> c.request("GET /backup-agents/" + agent(c, fresh("server")), ""));
        scenes.put("deleteBackupAgent", c -> c.request("DELETE /backup-agents/" + agent(c, fresh("server")), ""));
        scenes.put(
                "checkBackupMasterConnectionState",
                c -> c.request("GET /backup-agents/" + agent(c, fresh("server")) + "/check-connection-state", ""));
        scenes.put(
                "showBackupAgentInstallFilePath",
                c -> c.request("GET /backup-agents/agent-install-file-path?os_type=LINUX", ""));
        scenes.put(
                "listTargetsOfBackupAgent",
                c -> c.request("GET /backup-agents/targets?server_category=VIRTUAL_SERVER", ""));
        scenes.put(
                "listAgentBackupRestoreTargetServers",
                c -> c.request("GET /backups/" + files(c) + "/agent-backup-restore-targets", ""));
    }

    static String fresh(String name) {
        return name + "-" + COUNT.incrementAndGet();
    }

    /** Since 1.4, what deletes asks for a session. */
    static String session(TestClient client, String body) {
        if (!client.speaks("backup 1.4")) {
            return body.isEmpty() ? "" : "{" + body + "}";
        }
        return "{'session_id':'e967d2a3d38e4fb4ab03393898eda8a0'" + (body.isEmpty() ? "" : ",") + body + "}";
    }

    static String newImage(String name, String server) {
        return SCHEDULES.replaceFirst(
                "\\{",
                "{'name':'" + name + "','policy_category':'AGENTLESS',"
                        + "'policy_type':'VM_IMAGE','server_category':'VIRTUAL_SERVER','server_uuid':'" + server
                        + "',");
    }

    /** The id of a new backup of a server's image. */
    static String image(TestClient client) {
        return id(client, "POST /backups", newImage(fresh("backup"), fresh("server")));
    }

    static String newFiles(String name, String server, String path) {
        return newImage(name, server)
                .replace("AGENTLESS", "AGENT")
                .replace("VM_IMAGE", "FILESYSTEM")
                .replaceFirst("\\{", "{'filesystem_paths':['" + path + "'],");
    }

    /** The id of a new backup of a file system. */
    static String files(TestClient client) {
        String server = fresh("server");
        agent(client, server);
        return id(client, "POST /backups", newFiles(fresh("backup"), server, "/data/db"));
    }

    /** The id of a copy of a backup that has been made by now. */
    static String copy(TestClient client, String backup) {
        client.ok("POST /backups/" + backup + "/manual-backup");
        return client.ok("GET /backups/" + backup + "/restore-targets")
                .path("contents")
                .path(0)
                .path("restore_target_id")
                .textValue();
    }

    static String newServer(String copy, String name) {
        return "{'restore_target_id':'" + copy + "','restore_server_name':'" + name + "','server_type_id':'s1v1m2'}";
    }

    static String newFiles(String copy, String server) {
        return "{'restore_target_id':'" + copy + "','restore_server_uuid':'" + server + "',"
                + "'filesystem_paths':[{'source':'/data','destination':'/restored'}]}";
    }

    static String newAgent(String server) {
        return "{'server_uuid':'" + server + "','server_backup_agent_ip':null,'zone':'kr-west1-a'}";
    }

    /** The id of a new agent. */
    static String agent(TestClient client, String server) {
        return id(client, "POST /backup-agents", newAgent(server));
    }

    private static String id(TestClient client, String line, String body) {
        return client.ok(line, body).path("resource").path("id").textValue();
    }
}
