// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import io.github.scpsdk.core.internal.log.Loggers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads keys from a file, and again when it has changed. Thread-safe. */
final class CredentialsFile implements ScpCredentialsProvider {

    /** How old a change must be for the next one to have another time, on any file system. */
    private static final long SETTLED_MILLIS = 2_500;

    private final Path path;
    private volatile @Nullable Read last;

    CredentialsFile(Path path) {
        if (path == null) {
            throw new ScpConfigurationException("The file with the credentials is null.");
        }
        this.path = path;
    }

    /** What the file system says of a state of the file; replaced files differ in their keys. */
    private record Stamp(
            FileTime changed, long size, @Nullable Object fileKey) {}

    /**
     * What was read last.
     *
     * @param credentials the last good ones
     * @param stamp of the file when it was read, good or not; null when it may have changed since without a sign
     */
    private record Read(
            ScpCredentials credentials, @Nullable Stamp stamp) {}

    @Override
    public ScpCredentials credentials() {
        Read before = last;
        Stamp now = stamp();
        return before != null && now != null && now.equals(before.stamp())
                ? before.credentials()
                : readAgain(before, now);
    }

    @Override
    public ScpCredentials renewed(ScpCredentials refused) {
        return readAgain(last, stamp());
    }

    private ScpCredentials readAgain(@Nullable Read before, @Nullable Stamp stamp) {
        boolean settled =
                stamp != null && System.currentTimeMillis() - stamp.changed().toMillis() > SETTLED_MILLIS;
        try {
            Read read = new Read(keys(path, SettingsFile.read(path)), settled ? stamp : null);
            last = read;
            return read.credentials();
        } catch (ScpNoCredentialsException e) {
            last = null;
            throw e;
        } catch (ScpConfigurationException e) {
            if (before == null) {
                throw e;
            }
            if (settled) { // else it is half written, which nobody needs to know
                Loggers.SETTINGS.warn("The keys stay as they were. {}", e.getMessage());
            }
            last = new Read(before.credentials(), settled ? stamp : null);
            return before.credentials();
        }
    }

    private @Nullable Stamp stamp() {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey());
        } catch (IOException e) { // reading it says why
            return null;
        }
    }

    /** Reads the keys of a profile once. */
    static ScpCredentials readOfProfile(Path path) {
        return keys(path, SettingsFile.readOfProfile(path));
    }

    private static ScpCredentials keys(Path path, SettingsFile file) {
        if (!file.exists()) {
            throw new ScpNoCredentialsException(List.of("file " + path + " (no such file)"));
        }
        ScpCredentials keys = KeyFields.read("file " + path, file.values());
        file.warnIfOpen();
        return keys;
    }

    @Override
    public String toString() {
        return "file " + path;
    }
}
