// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.emulator.OtcCbrEmulator;
import io.github.scpsdk.emulator.UnitrendsEmulator;
import io.github.scpsdk.emulator.ZStackEmulator;
import io.github.scpsdk.filestorage.model.VolumeProtocol;
import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import io.github.scpsdk.otccbr.model.BackupReplicateReqBody;
import io.github.scpsdk.otccbr.v3_0.OtcCbrClient;
import io.github.scpsdk.unitrends.v1_0.UnitrendsClient;
import io.github.scpsdk.zstack.model.CopyParams;
import io.github.scpsdk.zstack.model.VolumeBackupInventory;
import io.github.scpsdk.zstack.model.VolumeBackupParams;
import io.github.scpsdk.zstack.v1_0.ZStackClient;
import java.util.UUID;

/** Keeps a copy elsewhere on four systems, and prints what is protected where, since when, and what it lacks. */
public final class ElsewhereExample {

    private static final String PROJECT = "f841e01fd2b14e7fa41b6ae7aa6b0594";
    private static final String PROJECT_AWAY = "68589cac08274b82b4e254268a3862d8";
    private static final String BACKUP = "a5200268-74a5-4806-acc6-95793ab0228b";
    private static final String SERVER = "8a2c3a2e-6f0b-4a53-9c8e-3f7d1b5c9e10";
    private static final String VOLUME = "1a0c6b2ca31a3b40b2c06a0f2ecb0849";
    private static final String HERE = "0b1c6b2ca31a3b40b2c06a0f2ecb0001";
    private static final String AWAY = "0b1c6b2ca31a3b40b2c06a0f2ecb0002";

    private ElsewhereExample() {}

    public static void main(String[] args) {
        Table table = new Table("system", "what", "copy in", "since", "lacks");
        samsung(args, table);
        telekom(table);
        unitrends(table);
        zstack(table);
        table.print();
        System.out.println("Done.");
    }

    /** A volume is replicated to another region. */
    private static void samsung(String[] args, Table table) {
        try (Target target = Target.emulated(args, "it needs systems of four vendors");
                FileStorageClient files = target.client(FileStorageClient.builder(), Target.HOME, "a volume")) {
            String volume = files.createVolume(v -> v.name("shop")
                            .protocol(VolumeProtocol.NFS)
                            .typeName("HDD")
                            .zone(target.zone()))
                    .volumeId();
            files.waiters().volumeAvailable(volume);
            String zone = files.listVolumeReplicationZones(
                            p -> p.typeName("HDD").sourceZone(target.zone()).replicationType("replication"))
                    .zones()
                    .get(0);
            var created = files.createVolumeReplication(r -> r.name("shop_dr")
                    .volumeId(volume)
                    .zone(zone)
                    .replicationType("replication")
                    .replicationFrequency("5min"));
            var replica = files.waiters().volumeReplicationInUse(created.replicationId(), volume);
            table.row(
                    "File Storage",
                    "volume shop",
                    replica.replicationVolumeZone(),
                    files.showVolume(volume).createdAt(),
                    "a test of the failover");
        }
    }

    /** The backup of a server is replicated to another region. */
    private static void telekom(Table table) {
        try (OtcCbrEmulator otc = OtcCbrEmulator.start()) {
            otc.seed("eu-de", PROJECT).vault("v-home", "home").backup(BACKUP, "nightly", "v-home", SERVER);
            otc.seed("eu-nl", PROJECT_AWAY).vaultForReplicas("v-away", "away");
            try (OtcCbrClient cbr = Elsewhere.client(otc, "eu-de", PROJECT)) {
                var copy = cbr.replicateBackup(
                                PROJECT,
                                BACKUP,
                                r -> r.replicate(BackupReplicateReqBody.builder()
                                        .destinationProjectId(PROJECT_AWAY)
                                        .destinationRegion("eu-nl")
                                        .destinationVaultId("v-away")
                                        .build()))
                        .replication();
                var backup = cbr.showBackup(PROJECT, BACKUP).backup();
                String lacks = cbr.listPolicies(PROJECT).policies().isEmpty() ? "a policy: nothing repeats it" : "";
                table.row("OTC", "server " + backup.name(), copy.destinationRegion(), backup.createdAt(), lacks);
            }
        }
    }

    /** Another appliance may replicate to ours. */
    private static void unitrends(Table table) {
        try (UnitrendsEmulator emulator = UnitrendsEmulator.start();
                UnitrendsClient appliance = Elsewhere.client(emulator)) {
            long request = emulator.seed().source("branch.example.com", "BRANCH-1");
            appliance.resolveSource(r -> r.requestId(request).accept(true));
            var source = appliance.listSystems().appliance().stream()
                    .filter(system -> "branch.example.com".equals(system.host()))
                    .findFirst()
                    .orElseThrow();
            String lacks = appliance.listReplicationQueue().active().isEmpty() ? "a job that replicates" : "";
            table.row("Unitrends", source.host(), "our appliance", source.created(), lacks);
        }
    }

    /** The backup of a volume is copied to a remote image store. */
    private static void zstack(Table table) {
        try (ZStackEmulator emulator = ZStackEmulator.start();
                ZStackClient zstack = Elsewhere.client(emulator)) {
            emulator.seed()
                    .volume(VOLUME, "shop", 1L << 30)
                    .imageStore(HERE, "here")
                    .imageStore(AWAY, "away");
            String uuid = UUID.randomUUID().toString().replace("-", "");
            zstack.createVolumeBackup(
                    VOLUME,
                    r -> r.params(VolumeBackupParams.builder()
                            .volumeUuid(VOLUME)
                            .backupStorageUuid(HERE)
                            .name("nightly")
                            .resourceUuid(uuid)
                            .build()));
            zstack.syncVolumeBackup(
                    uuid,
                    r -> r.syncBackupFromImageStoreBackupStorage(CopyParams.builder()
                            .srcBackupStorageUuid(HERE)
                            .dstBackupStorageUuid(AWAY)
                            .build()));
            VolumeBackupInventory backup =
                    zstack.showVolumeBackup(uuid).inventories().get(0);
            boolean copied = backup.backupStorageRefs().stream().anyMatch(ref -> AWAY.equals(ref.backupStorageUuid()));
            table.row("ZStack", "volume shop", copied ? "away" : "-", backup.createDate(), "a zone in its times");
        }
    }
}
