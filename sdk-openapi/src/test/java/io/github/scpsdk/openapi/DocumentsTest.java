// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the jar: every document, each of which stands alone. */
class DocumentsTest {
    private static final Path PACKED = Path.of("target/classes/scp-openapi");

    @Test
    void everyVersionIsInTheJarAndNothingOfTheSdk() throws IOException {
        List<String> expected =
                new ArrayList<>(Yaml.documents().stream().map(Path::toString).toList());
        expected.addAll(List.of("README.md", "decisions.yaml", "examples/deviations.yaml"));

        try (Stream<Path> files = Files.walk(PACKED).filter(Files::isRegularFile)) {
            assertThat(files.map(file -> PACKED.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(expected).hasSizeGreaterThanOrEqualTo(12 + 3);
    }

    @ParameterizedTest
    @MethodSource("io.github.scpsdk.openapi.Yaml#documents")
    void everyDocumentStandsAlone(Path file) throws IOException {
        assertThat(PACKED.resolve(file)).hasSameBinaryContentAs(Yaml.API.resolve(file));

        JsonNode document = Yaml.read(PACKED.resolve(file));
        assertThat(document.path("openapi").textValue()).startsWith("3.1.");
        assertThat(file)
                .isEqualTo(Path.of(
                        document.at("/info/x-service").textValue(),
                        document.at("/info/version").textValue() + ".yaml"));
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.textValue().substring(1)).isMissingNode())
                        .as("%s is not in this document", reference)
                        .isFalse());
    }
}
