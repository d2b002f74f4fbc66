// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.backup.model.BackupPolicyCategory;
import io.github.scpsdk.backup.model.BackupPolicyType;
import io.github.scpsdk.backup.model.BackupRetentionPeriod;
import io.github.scpsdk.backup.model.BackupScheduleDay;
import io.github.scpsdk.backup.model.BackupScheduleFrequency;
import io.github.scpsdk.backup.model.BackupScheduleType;
import io.github.scpsdk.backup.model.ServerCategory;
import io.github.scpsdk.backup.v1_4.BackupClient;

/** Backs up a server nightly and restores it under a new name. */
public final class BackupExample {

    private BackupExample() {}

    public static void main(String[] args) {
        try (Target target = Target.emulated(args, "no operation deletes the server that it restores");
                BackupClient backups = target.client(BackupClient.builder(), "a backup and a server");
                Cleanup cleanup = target.cleanup()) {

            String server = target.server("web-1", "VM");
            String name = target.freshName("sdk");
            String id = backups.createBackup(b -> b.name(name)
                            .serverUuid(server)
                            .serverCategory(ServerCategory.VIRTUAL_SERVER)
                            .policyCategory(BackupPolicyCategory.AGENTLESS)
                            .policyType(BackupPolicyType.VM_IMAGE)
                            .retentionPeriod(BackupRetentionPeriod.MONTH_1)
                            .schedules(
                                    s -> s.type(BackupScheduleType.FULL)
                                            .frequency(BackupScheduleFrequency.WEEKLY)
                                            .startDay(BackupScheduleDay.SUN)
                                            .startTime("01:00:00"),
                                    s -> s.type(BackupScheduleType.INCREMENTAL)
                                            .frequency(BackupScheduleFrequency.DAILY)
                                            .startTime("02:30:00")))
                    .resource()
                    .id();
            cleanup.later("backup with its copies", () -> backups.deleteBackup(id, r -> r.sessionId("any-session")));
            var backup = backups.waiters().backupAvailable(id);
            System.out.printf(
                    "Made the backup %s of the server %s; copies are kept for %s.%n",
                    backup.name(), backup.serverName(), backup.retentionPeriod());
            Table schedules = new Table("runs", "copies", "at", "on");
            backups.listBackupSchedules(id)
                    .contents()
                    .forEach(s -> schedules.row(s.frequency(), s.type(), s.startTime(), s.startDay()));
            schedules.print();

            System.out.println("We do not wait for the night but run it by hand:");
            backups.manualBackupAndWait(id);
            Table runs = new Table("run started (UTC)", "ended (UTC)", "state");
            backups.listBackupHistories(id)
                    .contents()
                    .forEach(r -> runs.row(
                            Table.minute(r.backupStartTime()), Table.minute(r.backupEndTime()), r.backupJobState()));
            runs.print();

            String copy = backups.listBackupRestoreTargets(id).contents().get(0).restoreTargetId();
            String newName = "web-1-restored";
            boolean taken = backups.checkBackupRestoreServerNameDuplicate(p -> p.restoreServerName(newName))
                    .result();
            System.out.printf(
                    "Restoring the copy %s as %s, a name that is %s:%n", copy, newName, taken ? "taken" : "free");
            backups.restoreBackupAndWait(
                    id,
                    r -> r.restoreTargetId(copy)
                            .restoreServerName(newName)
                            .serverTypeId("s1v2m4")
                            .networks(n -> n.subnetId("7b1f6a9c-2d34-4f0e-8a55-0c9d1e2f3a4b")));
            Table restores = new Table("server", "id", "state");
            backups.listBackupRestoreHistories(id)
                    .contents()
                    .forEach(r -> restores.row(r.restoreServerName(), r.restoreServerId(), r.restoreState()));
            restores.print();
        }
        System.out.println("Done.");
    }
}
