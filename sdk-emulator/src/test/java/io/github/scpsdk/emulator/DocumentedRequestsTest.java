// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.scpsdk.emulator.TestRequest.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends every documented request as {@code api/examples} has it, and expects the response that stands beside it. */
class DocumentedRequestsTest {
    @RegisterExtension
    static final ScpEmulatorExtension REPLAYING = new ScpEmulatorExtension(
            () -> ScpEmulator.builder().replaying().strictRequests().start());

    private static final Path API = Path.of("..", "api");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void answersEveryDocumentedRequestWithTheDocumentedResponse(ScpEmulator scp) throws IOException {
        SoftAssertions all = new SoftAssertions();
        int sent = 0;
        for (Path document : documents()) {
            String service = document.getParent().getFileName().toString();
            String version = document.getFileName().toString().replace(".yaml", "");
            JsonNode paths = YAML.readTree(document.toFile()).get("paths");
            for (JsonNode path : paths) {
                for (JsonNode operation : path) {
                    Path examples = API.resolve("examples/" + service + "/" + version + "/"
                            + operation.get("operationId").asText());
                    RawResponse response = request(examples, operation).sendTo(scp);
                    List<String> expected = expected(examples, operation);
                    all.assertThat(response.status() + "\n" + response.body())
                            .as("%s (%s)", examples, response.headers().get("Emulator-Reason"))
                            .isIn(expected);
                    sent++;
                }
            }
        }
        all.assertAll();
        assertThat(sent).isEqualTo(478);
        assertThat(scp.requests()).hasSize(478).allMatch(request -> request.refusal() == null);
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (JsonNode service :
                YAML.readTree(API.resolve("services.yaml").toFile()).get("scp")) {
            try (Stream<Path> files = Files.list(API.resolve(service.textValue()))) {
                files.filter(file -> file.getFileName().toString().matches("[0-9.]+\\.yaml"))
                        .sorted()
                        .forEach(documents::add);
            }
        }
        return documents;
    }

    private static TestRequest request(Path examples, JsonNode operation) throws IOException {
        List<String> lines = Files.readAllLines(examples.resolve("request.http"));
        String[] first = lines.get(0).split(" ", 2);
        String target = first[1];
        for (JsonNode parameter : operation.path("parameters")) {
            String example = parameter.path("example").asText("");
            target = target.replace(
                    "{" + parameter.get("name").asText() + "}", encode(example.isEmpty() ? "x" : example));
        }
        TestRequest request = TestRequest.of(first[0], "/kr-east1" + target, "");
        for (String line : lines.subList(1, lines.size())) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Scp-Api-Version") || header[0].equals("Accept-Language")) {
                request.header(header[0], header[1]);
            }
        }
        Path body = examples.resolve("request.json");
        Path corrected = examples.resolve("request.corrected.json");
        if (Files.exists(body)) {
            request.json(Files.readString(Files.exists(corrected) ? corrected : body));
        }
        return request;
    }

    private static String encode(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0);
            encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return encoded.toString();
    }

    /** Status and body, where the guide shows a body; else a documented success without one. */
    private static List<String> expected(Path examples, JsonNode operation) throws IOException {
        List<String> expected = new ArrayList<>();
        for (var response : operation.get("responses").properties()) {
            Path body = examples.resolve("response-" + response.getKey() + ".json");
            if (Files.exists(body)) {
                expected.add(response.getKey() + "\n" + Files.readString(body));
            }
        }
        if (expected.isEmpty()) {
            operation.get("responses").properties().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .forEach(response -> expected.add(response.getKey() + "\n"));
        }
        return expected;
    }
}
