// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.internal.log.Loggers;
import io.github.scpsdk.core.serde.JsonFactories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A JSON file in {@code ~/.scpconf}. Messages name the file and never show its content. */
final class ConfigFile {

    static final String NOT_NEEDED =
            "It is not needed if the code sets credentials, and either endpointOverride or region"
                    + " and environment.";

    private static final Logger LOG = Loggers.SETTINGS;
    private static final int MAX_BYTES = 64 * 1024;
    private static final Set<Path> WARNED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final @Nullable Map<String, String> values;

    private ConfigFile(Path file, @Nullable Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    static ConfigFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ScpConfigurationException(
                        "The file " + file + " is larger than 64 KiB, which no settings file is. " + NOT_NEEDED);
            }
            return new ConfigFile(file, parse(file, bytes));
        } catch (IOException e) {
            if (isMissing(file)) {
                return new ConfigFile(file, null);
            }
            throw new ScpConfigurationException(
                    "The file " + file + " is not readable (" + e.getClass().getSimpleName() + "). " + NOT_NEEDED);
        }
    }

    /** Whether a file is missing for certain: without access to its directory that cannot be known. */
    private static boolean isMissing(Path file) {
        Path directory = file.getParent();
        return Files.notExists(file) || (directory != null && Files.isRegularFile(directory));
    }

    private static Map<String, String> parse(Path file, byte[] bytes) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = JsonFactories.parser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ScpConfigurationException("The file " + file + " does not hold a JSON object. " + NOT_NEEDED);
            }
            for (String name; (name = parser.nextFieldName()) != null; ) {
                JsonToken token = parser.nextToken();
                if (token.isScalarValue()
                        && token != JsonToken.VALUE_NULL
                        && !parser.getText().isBlank()
                        && values.put(name, parser.getText().strip()) != null) {
                    throw new JsonParseException(parser, "A field comes twice");
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new ScpConfigurationException(
                        "The file " + file + " goes on after its JSON object. " + NOT_NEEDED);
            }
            return values;
        } catch (IOException e) {
            // the message of the exception may quote the file
            throw new ScpConfigurationException(
                    "The file " + file + " is not valid JSON (" + JsonFactories.positionOf(e) + "). " + NOT_NEEDED);
        }
    }

    boolean exists() {
        return values != null;
    }

    Path path() {
        return file;
    }

    @Nullable
    String get(String name) {
        return values == null ? null : values.get(name);
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
