// SPDX-License-Identifier: Apache-2.0
package demo;

import io.github.scpsdk.backup.v1_2.BackupClient;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.filestorage.v1_1.FileStorageClient;

public class Demo {
    public static void main(String[] args) {
        ScpCredentials keys = ScpCredentials.of(ScpEmulator.DEMO_ACCESS_KEY, ScpEmulator.DEMO_SECRET_KEY);
        try (ScpEmulator emulator = ScpEmulator.builder().replaying().start();
                FileStorageClient files = FileStorageClient.builder()
                        .endpointOverride(emulator.endpoint("kr-west1"))
                        .credentials(keys)
                        .build();
                BackupClient backups = BackupClient.builder()
                        .endpointOverride(emulator.endpoint("kr-west1"))
                        .credentials(keys)
                        .build()) {
            String id = files.createVolume(v -> v.name("my_volume").protocol("NFS").typeName("HDD")).volumeId();
            System.out.println(id + " " + files.showVolume(id).state() + ", backups: " + backups.listBackups().contents().size()
                    + ", in " + Demo.class.getModule() + " with " + FileStorageClient.class.getModule());
        }
    }
}
