// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.scpsdk.core.ServiceVersionInfo;
import io.github.scpsdk.core.ServiceVersionStatus;
import io.github.scpsdk.emulator.ScpEmulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every client tells where it goes, and which versions are served there. */
class VersionsTest {

    private static ScpEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = ScpEmulator.builder().replaying().strictRequests().start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../api"), 2)) {
            List<String> services = ServiceData.platform();
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches("\\d+\\.\\d+\\.yaml"))
                    .filter(file ->
                            services.contains(file.getParent().getFileName().toString()))
                    .sorted()
                    .toList();
            assertThat(found).hasSize(17);
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void areListedByTheClientOfEach(Path document) throws IOException {
        JsonNode info = new YAMLMapper().readTree(document.toFile()).get("info");
        String service = document.getParent().getFileName().toString();
        String version = info.get("version").textValue();
        URI endpoint = emulator.endpoint("kr-west1");
        try (GeneratedClient client =
                GeneratedClient.of(service, version, endpoint, Platform.KEYS, builder -> builder.language("ko-KR"))) {
            assertThat(client.scp().endpoint().url()).isEqualTo(endpoint);
            assertThat(client.scp().endpoint().why()).isEqualTo("endpoint override from the client's builder");

            ServiceVersionInfo found = client.scp().versions().stream()
                    .filter(listed -> listed.version().equals(version))
                    .findFirst()
                    .orElseThrow();
            assertThat(found.status())
                    .isEqualTo(ServiceVersionStatus.of(info.get("x-state").textValue()));
            JsonNode notBefore = info.get("x-not-before");
            assertThat(found.notBefore()).isEqualTo(notBefore == null ? null : LocalDate.parse(notBefore.textValue()));
            assertThat(found.href()).isEqualTo(endpoint + "/v1");
        }
    }
}
