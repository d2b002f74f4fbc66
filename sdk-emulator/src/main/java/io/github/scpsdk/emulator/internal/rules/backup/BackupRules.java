// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.backup;

import io.github.scpsdk.emulator.internal.rules.ServiceRules;

/** What each operation of Backup does, and what happens later. */
public final class BackupRules implements ServiceRules {

    @Override
    public String service() {
        return "backup";
    }

    @Override
    public void register(Registration book) {
        book.on("createBackup", Backups::create)
                .on("listBackups", Backups::list)
                .on("showBackup", Backups::show)
                .on("deleteBackup", Backups::delete)
                .on("checkBackupNameDuplicate", Backups::checkName)
                .on("updateRetentionPeriod", Backups::setRetention)
                .on("listBackupTargets", Servers::listForBackup);
        book.on("listBackupSchedules", Schedules::list).on("setBackupSchedule", Schedules::set);
        book.on("setFilesystemPath", FilesystemPaths::set).on("checkFilesystemPathDuplication", FilesystemPaths::check);
        book.on("updateReplicationUse", Replicas::setUse).on("listBackupRegionRelationship", Replicas::listRegions);
        book.on("manualBackup", Runs::start)
                .on("listBackupHistories", Runs::list)
                .when(Runs.ENDED, Runs::end);
        book.on("listBackupRestoreTargets", Copies::list)
                .on("deleteBackupRestoreTarget", Copies::delete)
                .on("listFilesystemPath", Copies::listPaths)
                .when(Copies.EXPIRED, (copy, world) -> world.store().remove(copy));
        book.on("restoreBackup", Restores::createServer)
                .on("restoreAgentBackup", Restores::restoreFiles)
                .on("listBackupRestoreHistories", Restores::list)
                .on("checkBackupRestoreServerNameDuplicate", Restores::checkServerName)
                .on("listBackupRestoreSubnets", Restores::listSubnets)
                .when(Restores.SERVER_RESTORED, Restores::endServer)
                .when(Restores.FILES_RESTORED, Restores::endFiles);
        book.on("createBackupAgent", Agents::create)
                .on("listBackupAgents", Agents::list)
                .on("showBackupAgent", Agents::show)
                .on("deleteBackupAgent", Agents::delete)
                .on("checkBackupMasterConnectionState", Agents::checkConnection)
                .on("showBackupAgentInstallFilePath", Agents::showInstallFile)
                .on("listTargetsOfBackupAgent", Servers::listForAgents)
                .on("listAgentBackupRestoreTargetServers", Agents::listRestoreTargets);
    }
}
