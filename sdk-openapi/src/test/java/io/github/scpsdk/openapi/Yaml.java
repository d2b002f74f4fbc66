// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the descriptions in {@code api/}. */
final class Yaml {
    static final Path API = Path.of("../api");
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** All service versions of the platform: {@code filestorage/1.1.yaml} and so on, in order. */
    static List<Path> documents() {
        List<Path> documents = new ArrayList<>();
        for (JsonNode service : read(API.resolve("services.yaml")).get("scp")) {
            try (Stream<Path> files = Files.list(API.resolve(service.textValue()))) {
                files.filter(file -> file.getFileName().toString().matches("\\d+\\.\\d+\\.yaml"))
                        .map(API::relativize)
                        .sorted()
                        .forEach(documents::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return documents;
    }
}
