// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.nio.file.Path;
import java.util.List;

/** Reads keys from a file. */
final class CredentialsFile {

    private CredentialsFile() {}

    static ScpCredentials read(Path path) {
        SettingsFile file = SettingsFile.read(path);
        if (!file.exists()) {
            throw new ScpNoCredentialsException(List.of("file " + path + " (no such file)"));
        }
        ScpCredentials keys = KeyFields.read("file " + path, file.values());
        file.warnIfOpen();
        return keys;
    }
}
