// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.examples;

import io.github.scpsdk.emulator.ZStackEmulator;
import io.github.scpsdk.zstack.model.CopyParams;
import io.github.scpsdk.zstack.model.VolumeBackupInventory;
import io.github.scpsdk.zstack.model.VolumeBackupParams;
import io.github.scpsdk.zstack.v1_0.ZStackClient;
import java.util.UUID;

/** Backs up a volume of ZStack to an image store, and copies the backup to a remote one. */
public final class ZStackExample {

    private static final String VOLUME = "1a0c6b2ca31a3b40b2c06a0f2ecb0849";
    private static final String HERE = "0b1c6b2ca31a3b40b2c06a0f2ecb0001";
    private static final String AWAY = "0b1c6b2ca31a3b40b2c06a0f2ecb0002";

    private ZStackExample() {}

    public static void main(String[] args) {
        Target.refuseLive(args, "for a system of yours, give its endpoint, its user and its certificate");
        try (ZStackEmulator emulator = ZStackEmulator.start()) {
            System.out.println(
                    "Running against an emulator on " + emulator.endpoint() + "; nothing leaves this machine.");
            emulator.seed()
                    .volume(VOLUME, "shop", 1L << 30)
                    .imageStore(HERE, "here")
                    .imageStore(AWAY, "away");
            try (ZStackClient zstack = Elsewhere.client(emulator)) {
                String uuid = UUID.randomUUID().toString().replace("-", "");
                VolumeBackupInventory backup = backUp(zstack, uuid, VOLUME, HERE, AWAY);
                System.out.printf("It has %d bytes.%n", backup.size());
                Table table = new Table("backup", "storage", "made", "state");
                backup.backupStorageRefs()
                        .forEach(copy ->
                                table.row(backup.name(), copy.backupStorageUuid(), copy.createDate(), copy.status()));
                table.print();
                zstack.deleteVolumeBackup(uuid);
            }
        }
        System.out.println("Done.");
    }

    /** Both calls return when the work is done. The uuid is ours, so that we find the backup whatever happens. */
    private static VolumeBackupInventory backUp(
            ZStackClient zstack, String uuid, String volume, String here, String away) {
        zstack.createVolumeBackup(
                volume,
                r -> r.params(VolumeBackupParams.builder()
                        .volumeUuid(volume)
                        .backupStorageUuid(here)
                        .name("nightly")
                        .resourceUuid(uuid)
                        .build()));
        System.out.println("Made the backup nightly.");
        zstack.syncVolumeBackup(
                uuid,
                r -> r.syncBackupFromImageStoreBackupStorage(CopyParams.builder()
                        .srcBackupStorageUuid(here)
                        .dstBackupStorageUuid(away)
                        .build()));
        return zstack.showVolumeBackup(uuid).inventories().get(0);
    }
}
