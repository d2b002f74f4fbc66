// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot.test;

import io.github.scpsdk.filestorage.v1_2.FileStorageClient;
import org.springframework.stereotype.Component;

/** What the application does with a client. */
@Component
class VolumeReport {
    private final FileStorageClient files;

    VolumeReport(FileStorageClient files) {
        this.files = files;
    }

    int volumes() {
        return files.listVolumes().count();
    }
}
