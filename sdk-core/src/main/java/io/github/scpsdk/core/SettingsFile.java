// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import io.github.scpsdk.core.internal.log.Loggers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A JSON file with settings or keys. Messages name the file and never show its content. */
final class SettingsFile {

    private static final String NOT_NEEDED =
            " It is not needed if the code sets credentials, and either endpointOverride or region"
                    + " and environment.";

    private static final Logger LOG = Loggers.SETTINGS;
    private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final @Nullable Map<String, String> values;

    private SettingsFile(Path file, @Nullable Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /** Reads a file that somebody has named. */
    static SettingsFile read(Path file) {
        return read(file, "");
    }

    /** Reads a file where every client without settings in code looks. */
    static SettingsFile readOfProfile(Path file) {
        return read(file, NOT_NEEDED);
    }

    private static SettingsFile read(Path file, String hint) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(JsonTexts.MAX_BYTES + 1);
            if (bytes.length > JsonTexts.MAX_BYTES) {
                throw new ScpConfigurationException(
                        "The file " + file + " is larger than 64 KiB, which no settings file is." + hint);
            }
            return new SettingsFile(file, JsonTexts.read(bytes));
        } catch (JsonTexts.Unreadable e) {
            throw new ScpConfigurationException("The file " + file + " " + e.getMessage() + "." + hint);
        } catch (IOException e) {
            if (isMissing(file)) {
                return new SettingsFile(file, null);
            }
            throw new ScpConfigurationException(
                    "The file " + file + " is not readable (" + e.getClass().getSimpleName() + ")." + hint);
        }
    }

    /** Whether a file is missing for certain: without access to its directory that cannot be known. */
    private static boolean isMissing(Path file) {
        Path directory = file.getParent();
        return Files.notExists(file) || (directory != null && Files.isRegularFile(directory));
    }

    boolean exists() {
        return values != null;
    }

    /** Returns the texts by name; empty when there is no such file. */
    Map<String, String> values() {
        return values == null ? Map.of() : values;
    }

    /** Warns, once for each file, if other users than the owner can read it. */
    void warnIfOpen() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            boolean open = permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
            if (open && WARNED.add(file)) {
                LOG.warn("{} holds keys and can be read by other users of this machine. Run: chmod 600 {}", file, file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug(
                    "The permissions of {} cannot be read: {}",
                    file,
                    e.getClass().getSimpleName());
        }
    }
}
