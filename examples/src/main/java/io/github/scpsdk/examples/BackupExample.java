// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.backup.model.BackupHistoryResponse;
import io.github.scpsdk.backup.model.BackupJobState;
import io.github.scpsdk.backup.model.BackupResponse;
import io.github.scpsdk.backup.v1_4.BackupClient;

/** Reads only: which backups there are, when they run, and which runs have failed. */
public final class BackupExample {

    private BackupExample() {}

    public static void main(String[] args) {
        try (Target target = Target.documented(args);
                BackupClient backups = target.client(BackupClient.builder(), "nothing")) {

            for (BackupResponse backup : backups.listBackupsPaginator()) {
                System.out.printf(
                        "Backup %s of server %s is %s; copies are kept for %s.%n",
                        backup.name(), backup.serverName(), backup.state(), backup.retentionPeriod());

                backups.listBackupSchedules(backup.id())
                        .contents()
                        .forEach(s ->
                                System.out.printf("  runs %s at %s (%s)%n", s.frequency(), s.startTime(), s.type()));

                for (BackupHistoryResponse run : backups.listBackupHistories(
                                backup.id(), p -> p.backupJobState(BackupJobState.FAILED))
                        .contents()) {
                    System.out.printf("  run of %s: %s%n", run.backupStartTime(), run.backupJobState());
                }
            }
            System.out.println("Done.");
        }
    }
}
