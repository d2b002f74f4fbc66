// SPDX-License-Identifier: Apache-2.0
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescriptionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Packs {@code api/} into the one resource that the emulator reads, so that no YAML is needed at run time. The build runs
 * this file from its source; it is in no jar. Same input, same bytes.
 *
 * <p>The resource is gzipped JSON, one entry per service version: {@code {"service", "version", "state", "notBefore",
 * "locations": [{"host", "environment", "region"}], "document"}}. {@code document} is the description as JSON <em>text</em>,
 * which costs nothing until someone calls that version: {@code {"paths", "schemas", "examples": {operationId: {status:
 * body}}}}, bodies as text too, so that they are answered as documented to the byte. What only people read is left out.
 */
final class PackApi {
    private static final Set<String> FOR_PEOPLE = Set.of("description", "summary", "title", "example", "examples");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper();

    private final Path api;

    private PackApi(Path api) {
        this.api = api;
    }

    /**
     * Arguments: the folder {@code api/} and the file to write; then, in pairs, a table of the emulator in YAML and the
     * JSON file to write it to.
     */
    public static void main(String[] arguments) throws IOException {
        Path to = Path.of(arguments[1]);
        try {
            ArrayNode entries = new PackApi(Path.of(arguments[0])).pack();
            Files.createDirectories(to.getParent());
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
                out.write(JSON.writeValueAsBytes(entries));
            }
            try (InputStream in = Files.newInputStream(to)) {
                Catalogue.read(in).readAll(); // as the emulator will: what it cannot read fails here
            }
            for (int i = 2; i < arguments.length; i += 2) {
                Path table = Path.of(arguments[i + 1]);
                Files.createDirectories(table.getParent());
                Files.write(table, JSON.writeValueAsBytes(yaml(Path.of(arguments[i]))));
            }
        } catch (DescriptionException | MalformedException e) {
            Files.deleteIfExists(to);
            System.err.println("api/ is malformed: " + e.getMessage());
            System.exit(1);
        }
    }

    private ArrayNode pack() throws IOException {
        ArrayNode entries = JSON.createArrayNode();
        for (Path service : children(api)) {
            for (Path file : children(service)) {
                if (file.getFileName().toString().matches("[0-9]+\\.[0-9]+\\.yaml")) {
                    entries.add(entry(service.getFileName().toString(), file));
                }
            }
        }
        if (entries.isEmpty()) {
            throw new MalformedException(api, "has no <service>/<version>.yaml");
        }
        return entries;
    }

    private ObjectNode entry(String service, Path file) throws IOException {
        JsonNode openapi = yaml(file);
        String version = file.getFileName().toString().replace(".yaml", "");
        check(file, openapi.path("openapi").asText().startsWith("3.1."), "is no OpenAPI 3.1 document");
        JsonNode info = openapi.path("info");
        check(file, info.path("x-service").asText().equals(service), "info/x-service is not '" + service + "'");
        check(file, info.path("version").asText().equals(version), "info/version is not '" + version + "'");
        check(
                file,
                openapi.path("x-version-header").path("value").asText().equals(service + " " + version),
                "x-version-header/value is not '" + service + " " + version + "'");
        check(file, info.path("x-state").isTextual(), "info/x-state is missing");
        ObjectNode entry = JSON.createObjectNode()
                .put("service", service)
                .put("version", version)
                .put("state", info.get("x-state").textValue())
                .put("notBefore", info.path("x-not-before").textValue())
                .put("uncertain", info.has("x-uncertain"));
        entry.set("locations", locations(file, openapi.path("servers").path(0)));
        ObjectNode document = JSON.createObjectNode();
        document.set("paths", openapi.path("paths"));
        document.set("schemas", openapi.path("components").path("schemas"));
        trim(document.get("paths"), false);
        document.get("schemas").forEach(schema -> trim(schema, false));
        document.set(
                "examples", examples(file, openapi.path("paths"), api.resolve("examples/" + service + "/" + version)));
        return entry.put("document", JSON.writeValueAsString(document));
    }

    private static ArrayNode locations(Path file, JsonNode server) {
        ArrayNode locations = JSON.createArrayNode();
        String url = server.path("url").asText();
        check(file, url.startsWith("https://"), "servers/0/url is no https URL");
        for (JsonNode location : server.path("x-locations")) {
            String environment = location.path("environment").asText();
            String region = location.path("region").asText();
            String host = url.substring("https://".length())
                    .replace("{environment}", environment)
                    .replace("{region}", region);
            check(file, host.matches("[a-z0-9.-]+"), "'" + host + "' is no host name");
            locations
                    .addObject()
                    .put("host", host)
                    .put("environment", environment)
                    .put("region", region);
        }
        check(file, !locations.isEmpty(), "servers/0/x-locations is missing");
        return locations;
    }

    /** The documented responses by operation and status; a folder or file that belongs to no operation is a mistake. */
    private static ObjectNode examples(Path file, JsonNode paths, Path folder) throws IOException {
        Set<String> operations = new TreeSet<>();
        paths.forEach(path -> path.forEach(
                operation -> operations.add(operation.path("operationId").asText())));
        ObjectNode examples = JSON.createObjectNode();
        for (Path operation : children(folder)) {
            String id = operation.getFileName().toString();
            check(operation, operations.contains(id), "belongs to no operation of " + file);
            ObjectNode bodies = examples.putObject(id);
            for (Path example : children(operation)) {
                String name = example.getFileName().toString();
                if (name.matches("response-[0-9]{3}\\.json")) {
                    bodies.put(name.substring("response-".length(), name.length() - ".json".length()), json(example));
                }
            }
        }
        return examples;
    }

    /** Takes out what only people read. Properties may well be called {@code description}: their names stay. */
    private static void trim(JsonNode node, boolean namesAreData) {
        if (node instanceof ObjectNode object && !namesAreData) {
            object.properties()
                    .removeIf(e -> FOR_PEOPLE.contains(e.getKey()) || e.getKey().startsWith("x-"));
        }
        node.properties().forEach(child -> trim(child.getValue(), !namesAreData && isMap(child.getKey())));
        if (node.isArray()) {
            node.forEach(child -> trim(child, false));
        }
    }

    private static boolean isMap(String keyword) {
        return keyword.equals("properties") || keyword.equals("responses");
    }

    private static JsonNode yaml(Path file) throws IOException {
        try {
            return YAML.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new MalformedException(file, e.getMessage());
        }
    }

    private static String json(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            JSON.readTree(text);
            return text;
        } catch (JsonProcessingException e) {
            throw new MalformedException(file, e.getMessage());
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    private static void check(Path where, boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedException(where, otherwise);
        }
    }

    private static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedException(Path where, String problem) {
            super(where + ": " + problem);
        }
    }
}
