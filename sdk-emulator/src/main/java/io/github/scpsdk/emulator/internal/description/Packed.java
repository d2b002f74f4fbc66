// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the build packs from YAML ({@code src/packer/java/PackApi.java} writes it and says how it looks). Tables are
 * properties and not JSON, because starting a JSON library would take longer than the rest of the start.
 */
public final class Packed {
    private static final Packed OF_THIS_MODULE = new Packed(name -> Packed.class.getResourceAsStream(name));

    private final Source source;

    private Packed(Source source) {
        this.source = source;
    }

    private interface Source {
        @Nullable
        InputStream open(String name) throws IOException;
    }

    /** The resources of this module. */
    public static Packed ofThisModule() {
        return OF_THIS_MODULE;
    }

    /** The files of a folder. */
    public static Packed in(Path folder) {
        return new Packed(name -> Files.newInputStream(folder.resolve(name)));
    }

    /** The values of a table by their path, for example {@code filestorage/createVolume}; in the order of the paths. */
    public Map<String, String> table(String name) {
        Properties properties = new Properties();
        try (InputStreamReader text = new InputStreamReader(open(name + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> table = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> table.put(key, properties.getProperty(key)));
        return table;
    }

    String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(String name) throws IOException {
        InputStream in = source.open(name);
        if (in == null) {
            throw new IllegalStateException("The emulator's " + name
                    + " is missing: build it with Maven, whose process-classes phase packs it from YAML.");
        }
        return in;
    }
}
