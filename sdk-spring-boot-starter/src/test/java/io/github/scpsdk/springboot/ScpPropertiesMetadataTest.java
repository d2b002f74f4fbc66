// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What editors show. */
class ScpPropertiesMetadataTest {

    private static final Path PAGE = Path.of("../docs/spring-boot.md");

    @Test
    void everyPropertyIsDescribed() throws IOException {
        assertThat(properties())
                .hasSizeGreaterThan(25)
                .allSatisfy(property -> assertThat(property.path("description").asText())
                        .as(property.get("name").asText())
                        .endsWith("."));
    }

    @Test
    void hintsAreOfPropertiesThatExist() throws IOException {
        List<String> names = properties().stream()
                .map(property -> property.get("name").asText())
                .toList();
        List<String> hinted = new ArrayList<>();
        metadata().get("hints").forEach(hint -> hinted.add(hint.get("name").asText()));
        assertThat(hinted).isNotEmpty().isSubsetOf(names);
    }

    @Test
    void everyPropertyIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(properties())
                .allSatisfy(property ->
                        assertThat(page).contains("`" + property.get("name").asText() + "`"));
    }

    private static List<JsonNode> properties() throws IOException {
        List<JsonNode> properties = new ArrayList<>();
        metadata().get("properties").forEach(properties::add);
        return properties;
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream metadata =
                ScpProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return new ObjectMapper().readTree(metadata);
        }
    }
}
