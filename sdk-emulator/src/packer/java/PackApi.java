// SPDX-License-Identifier: Apache-2.0
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescriptionException;
import io.github.scpsdk.emulator.internal.description.Packed;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Packs {@code api/} and the tables of the emulator into what it reads at run time, so that it needs no YAML then. The build
 * runs this file from its source; it is in no jar. Same input, same bytes.
 *
 * <ul>
 *   <li>{@code <service>-<version>.json}, the description of a version: {@code {"paths", "schemas", "examples":
 *       {operationId: {status: body}}}}. Bodies are text, so that they are answered as documented to the byte. What only
 *       people read is left out.
 *   <li>{@code versions.properties}, what is known of each version of the platform without reading its description: {@code
 *       <service>/<version>/state}, {@code notBefore}, {@code uncertain}, and {@code locations} with a line for each host,
 *       its environment and its region.
 *   <li>{@code neighbours.properties}, the same of the systems of others, with how they write errors ({@code errors/code})
 *       and where a request has its token ({@code token/header}).
 *   <li>{@code <table>.properties} for each table in YAML: the values by their path, with {@code /} between its parts.
 * </ul>
 */
final class PackApi {
    private static final Set<String> FOR_PEOPLE = Set.of("description", "summary", "title", "example", "examples");
    /** Extensions that say what a value looks like. */
    private static final Set<String> CHECKED = Set.of("x-required-when", "x-pattern");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper();

    private final Path api;
    private final Path to;

    private PackApi(Path api, Path to) {
        this.api = api;
        this.to = to;
    }

    /** Arguments: the folder {@code api/} and the folder to write to; then tables of the emulator in YAML. */
    public static void main(String[] arguments) throws IOException {
        Path to = Path.of(arguments[1]);
        Files.createDirectories(to);
        try {
            new PackApi(Path.of(arguments[0]), to).pack();
            for (String table : List.of("versions", "neighbours")) {
                Catalogue.read(Packed.in(to), table).readAll(); // as the emulator will: what it cannot read fails here
            }
            for (int i = 2; i < arguments.length; i++) {
                Path table = Path.of(arguments[i]);
                write(to, table.getFileName().toString().replace(".yaml", ""), yaml(table));
            }
        } catch (DescriptionException | MalformedException e) {
            Files.deleteIfExists(to.resolve("versions.properties"));
            System.err.println("api/ is malformed: " + e.getMessage());
            System.exit(1);
        }
    }

    private void pack() throws IOException {
        Path list = api.resolve("services.yaml");
        JsonNode groups = Files.exists(list) ? yaml(list) : JSON.createObjectNode();
        ObjectNode versions = pack(groups.isEmpty() ? children(api) : folders(groups.path("scp")), true);
        if (versions.isEmpty()) {
            throw new MalformedException(api, "has no <service>/<version>.yaml");
        }
        write(to, "versions", versions);
        write(to, "neighbours", pack(folders(groups.path("neighbours")), false));
    }

    private List<Path> folders(JsonNode names) {
        List<Path> folders = new ArrayList<>();
        names.forEach(name -> folders.add(api.resolve(name.asText())));
        return folders;
    }

    /** The table of the versions in some folders. */
    private ObjectNode pack(List<Path> services, boolean areOfThePlatform) throws IOException {
        ObjectNode versions = JSON.createObjectNode();
        for (Path service : services) {
            for (Path file : children(service)) {
                if (file.getFileName().toString().matches("[0-9]+\\.[0-9]+\\.yaml")) {
                    pack(service.getFileName().toString(), file, areOfThePlatform, versions);
                }
            }
        }
        return versions;
    }

    /** Writes a table as properties, sorted and without the date that the JDK would put there. */
    private static void write(Path to, String name, JsonNode table) throws IOException {
        Properties flat = new Properties();
        flatten("", table, flat);
        StringWriter text = new StringWriter();
        flat.store(text, null);
        List<String> lines = text.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .toList();
        Files.write(to.resolve(name + ".properties"), lines);
    }

    private static void flatten(String path, JsonNode value, Properties flat) {
        if (value.isObject()) {
            value.properties()
                    .forEach(e -> flatten(path.isEmpty() ? e.getKey() : path + "/" + e.getKey(), e.getValue(), flat));
        } else {
            flat.setProperty(path, value.asText());
        }
    }

    private void pack(String service, Path file, boolean isOfThePlatform, ObjectNode versions) throws IOException {
        JsonNode openapi = yaml(file);
        String version = file.getFileName().toString().replace(".yaml", "");
        check(file, openapi.path("openapi").asText().startsWith("3.1."), "is no OpenAPI 3.1 document");
        JsonNode info = openapi.path("info");
        check(file, info.path("x-service").asText().equals(service), "info/x-service is not '" + service + "'");
        check(file, info.path("version").asText().equals(version), "info/version is not '" + version + "'");
        check(
                file,
                !isOfThePlatform
                        || openapi.path("x-version-header")
                                .path("value")
                                .asText()
                                .equals(service + " " + version),
                "x-version-header/value is not '" + service + " " + version + "'");
        check(file, info.path("x-state").isTextual(), "info/x-state is missing");
        String locations = locations(file, openapi.path("servers").path(0));
        check(file, !isOfThePlatform || !locations.isEmpty(), "servers/0/x-locations is missing");
        ObjectNode known = versions.withObjectProperty(service)
                .putObject(version)
                .put("state", info.get("x-state").textValue())
                .put("uncertain", info.has("x-uncertain"))
                .put("locations", locations);
        if (!isOfThePlatform) {
            JsonNode token = openapi.path("components").path("securitySchemes").path("token");
            check(file, token.path("name").isTextual(), "components/securitySchemes/token has no name");
            known.putObject("token")
                    .put("header", token.path("name").asText())
                    .put("prefix", token.path("x-prefix").asText())
                    .put("lifetime", token.path("x-login").path("lifetime").asText());
            known.set("errors", openapi.path("x-errors"));
        }
        if (info.has("x-not-before")) {
            known.put("notBefore", info.get("x-not-before").textValue());
        }
        ObjectNode document = JSON.createObjectNode();
        document.set("paths", openapi.path("paths"));
        document.set("schemas", openapi.path("components").path("schemas"));
        trim(document.get("paths"), false);
        document.get("schemas").forEach(schema -> trim(schema, false));
        document.set(
                "examples", examples(file, openapi.path("paths"), api.resolve("examples/" + service + "/" + version)));
        Files.write(to.resolve(service + "-" + version + ".json"), JSON.writeValueAsBytes(document));
    }

    private static String locations(Path file, JsonNode server) {
        List<String> locations = new ArrayList<>();
        String url = server.path("url").asText();
        check(file, url.startsWith("https://"), "servers/0/url is no https URL");
        for (JsonNode location : server.path("x-locations")) {
            String environment = location.path("environment").asText();
            String region = location.path("region").asText();
            String host = url.substring("https://".length())
                    .replace("{environment}", environment)
                    .replace("{region}", region);
            check(file, host.matches("[a-z0-9.-]+"), "'" + host + "' is no host name");
            locations.add(host + " " + environment + " " + region);
        }
        return String.join("\n", locations);
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
                    .removeIf(e -> FOR_PEOPLE.contains(e.getKey())
                            || (e.getKey().startsWith("x-") && !CHECKED.contains(e.getKey())));
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
