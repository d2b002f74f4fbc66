// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A directory with the settings file {@code config.json} and the keys in {@code credentials.json}: {@code ~/.scpconf}, or
 * one of the profiles in it. Nothing is read before it is asked for. Immutable.
 *
 * <pre>{@code
 * ScpCredentialsProvider keys = ScpCredentialsProvider.fromFile(ScpProfile.named("production").credentialsFile());
 * }</pre>
 */
public final class ScpProfile {

    private static final int MAX_NAME = 64;
    private static final int MAX_SHOWN = 10;

    private final Path directory;
    private final @Nullable String name;

    private ScpProfile(Path directory, @Nullable String name) {
        this.directory = directory;
        this.name = name;
    }

    /**
     * Returns the profile of this process: that of the system property {@code scp.profile} or the environment variable
     * {@code SCP_PROFILE}, in the directory of {@code scp.configDir} or {@code SCP_CONFIG_DIR}; without these,
     * {@code ~/.scpconf} itself.
     *
     * @return the profile, whose directory need not exist yet
     * @throws ScpConfigurationException if name or directory can be none
     */
    public static ScpProfile current() {
        return ofProcess(outside("scp.profile", "SCP_PROFILE"));
    }

    /**
     * Returns another profile in the same directory.
     *
     * @param name letters, digits, dots, hyphens and underscores
     * @return the profile, whose directory need not exist yet
     * @throws ScpConfigurationException if the name can be none
     */
    public static ScpProfile named(String name) {
        return ofProcess(name);
    }

    private static ScpProfile ofProcess(@Nullable String name) {
        String directory = outside("scp.configDir", "SCP_CONFIG_DIR");
        try {
            return in(
                    directory == null ? Path.of(System.getProperty("user.home", "."), ".scpconf") : Path.of(directory),
                    name);
        } catch (InvalidPathException e) { // its message quotes the text
            throw new ScpConfigurationException("The directory of the settings ("
                    + (directory == null ? "system property user.home" : "scp.configDir or SCP_CONFIG_DIR")
                    + ") cannot be expressed in the encoding of this machine's file names, or is none.");
        }
    }

    /**
     * Returns a profile in a directory.
     *
     * @param directory the directory that has the place of {@code ~/.scpconf}
     * @param name of a profile in it, or null for the directory itself
     * @return the profile, whose directory need not exist yet
     * @throws ScpConfigurationException if the name can be none
     */
    public static ScpProfile in(Path directory, @Nullable String name) {
        return new ScpProfile(name == null ? directory : directory.resolve(checked(name)), name);
    }

    /**
     * Returns the name.
     *
     * @return null when no profile is named
     */
    public @Nullable String name() {
        return name;
    }

    /**
     * Returns the directory.
     *
     * @return where the files are, whether they exist or not
     */
    public Path directory() {
        return directory;
    }

    /**
     * Returns the file with the keys.
     *
     * @return {@code credentials.json} in the directory
     */
    public Path credentialsFile() {
        return directory.resolve("credentials.json");
    }

    /**
     * Returns the file with the settings.
     *
     * @return {@code config.json} in the directory
     */
    public Path settingsFile() {
        return directory.resolve("config.json");
    }

    /**
     * Reads the settings file.
     *
     * @return its texts by name; empty when there is no such file; unmodifiable
     * @throws ScpConfigurationException if it is there and cannot be read, or a named profile does not exist
     */
    public Map<String, String> settings() {
        requireExisting();
        return SettingsFile.readOfProfile(settingsFile()).values();
    }

    /**
     * Reads the keys.
     *
     * @return the keys
     * @throws ScpNoCredentialsException if there are none
     * @throws ScpConfigurationException if the file is there and cannot be read, or a named profile does not exist
     */
    public ScpCredentials credentials() {
        requireExisting();
        return CredentialsFile.readOfProfile(credentialsFile());
    }

    private void requireExisting() {
        if (name != null && Files.notExists(directory)) {
            throw new ScpConfigurationException(
                    "There is no profile " + name + ": the directory " + directory + " does not exist. Make it, with"
                            + " config.json and credentials.json in it, or name another profile in the code, as"
                            + " scp.profile or as SCP_PROFILE" + others() + ".");
        }
    }

    private String others() {
        List<String> names = new ArrayList<>();
        Path parent = directory.getParent();
        if (parent == null) {
            return "";
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, Files::isDirectory)) {
            for (Path entry : entries) {
                Path last = entry.getFileName();
                if (last != null && isName(last.toString()) && names.size() < MAX_SHOWN) {
                    names.add(last.toString());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return ""; // the message says enough
        }
        Collections.sort(names);
        return names.isEmpty() ? "" : "; there are: " + String.join(", ", names);
    }

    /** Returns the name if it can be one: it never leads out of the directory. */
    private static String checked(String name) {
        if (!isName(name)) {
            throw new ScpConfigurationException(
                    "The name of the profile (in the code, system property scp.profile or environment variable SCP_PROFILE)"
                            + " can be none. It has 1 to " + MAX_NAME
                            + " letters (a to z), digits, dots, hyphens and underscores, and does not begin with a dot.");
        }
        return name;
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME || name.charAt(0) == '.') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String outside(String property, String variable) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            value = System.getenv(variable);
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    /**
     * Returns the directory.
     *
     * @return the directory as text
     */
    @Override
    public String toString() {
        return directory.toString();
    }
}
