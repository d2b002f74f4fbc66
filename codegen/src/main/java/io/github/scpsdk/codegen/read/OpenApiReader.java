package io.github.scpsdk.codegen.read;

import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.github.scpsdk.codegen.read.ApiDocument.Security;
import io.github.scpsdk.codegen.read.ApiDocument.VersionHeader;
import io.github.scpsdk.codegen.read.ApiOperation.ApiParameter;
import io.github.scpsdk.codegen.read.ApiOperation.ApiResponse;
import io.github.scpsdk.codegen.read.ApiSchema.Kind;
import io.github.scpsdk.codegen.read.ApiSchema.Limits;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one OpenAPI 3.1 document. swagger-parser gives it meaning; {@link Lines} knows what stands where. */
final class OpenApiReader {

    private static final String KNOWN_FROM = "x-known-from";
    private static final Set<String> SCHEMA_KEYS = Set.of(
            "type",
            "anyOf",
            "$ref",
            "description",
            "format",
            "enum",
            "items",
            "properties",
            "required",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "default",
            "example",
            "examples");
    private static final Set<String> COMPONENT_KEYS =
            Set.of("type", "description", "properties", "required", "example", "examples", KNOWN_FROM);
    private static final String COMPONENT = "#/components/schemas/";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");
    private static final String HMAC = "scp-hmac";

    private final Lines lines;
    private final OpenAPI api;

    private OpenApiReader(Lines lines, OpenAPI api) {
        this.lines = lines;
        this.api = api;
    }

    static ApiDocument read(String file, String yaml) {
        Lines lines = Lines.of(file, yaml);
        if (!lines.has("", "openapi") || !lines.has("", "info") || !lines.has("", "paths")) {
            throw new InvalidDescriptionException(lines.place(""), "this is not an OpenAPI document");
        }
        ParseOptions options = new ParseOptions();
        options.setResolve(false);
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(yaml, null, options);
        if (result.getMessages() != null && !result.getMessages().isEmpty()) {
            throw new InvalidDescriptionException(
                    lines.place(""), String.join("; ", new TreeSet<>(result.getMessages())));
        }
        return new OpenApiReader(lines, result.getOpenAPI()).document();
    }

    private ApiDocument document() {
        if (!api.getOpenapi().startsWith("3.1.")) {
            throw new InvalidDescriptionException(lines.place("openapi"), "only OpenAPI 3.1 is understood");
        }
        lines.allow("", Set.of("openapi", "info", "servers", "x-version-header", "security", "paths", "components"));
        lines.allow(
                "info",
                Set.of("title", "version", "description", "x-service", "x-state", "x-not-before", "x-uncertain"));
        lines.allow("components", Set.of("schemas", "securitySchemes"));
        if (!String.valueOf(api.getInfo().getVersion()).matches("[0-9]+\\.[0-9]+")) {
            throw new InvalidDescriptionException(
                    lines.place("info/version"), "a version is two numbers, for example 1.0");
        }
        Map<String, Object> info =
                api.getInfo().getExtensions() == null ? Map.of() : api.getInfo().getExtensions();
        String state = text(info, "x-state", "info");
        if (!Set.of("CURRENT", "SUPPORTED", "DEPRECATED").contains(state)) {
            throw new InvalidDescriptionException(lines.place("info/x-state"), "'" + state + "' is no state");
        }
        String service = text(info, "x-service", "info");
        if (!service.matches("[A-Za-z0-9._-]+")) {
            throw new InvalidDescriptionException(
                    lines.place("info/x-service"), "'" + service + "' cannot be the name of a service");
        }
        Server server = server();
        return new ApiDocument(
                lines.place(""),
                service,
                api.getInfo().getVersion(),
                api.getInfo().getTitle(),
                state.equals("DEPRECATED"),
                info.get("x-not-before") == null ? null : notBefore(info, state),
                info.get("x-uncertain") == null ? null : text(info, "x-uncertain", "info"),
                server.getUrl(),
                locations(server),
                versionHeader(),
                security(),
                operations(),
                schemas(),
                schemasKnownFrom());
    }

    // --- who, where

    private String notBefore(Map<String, Object> info, String state) {
        String date = text(info, "x-not-before", "info");
        SourceLocation place = lines.place("info/x-not-before");
        if (!state.equals("DEPRECATED")) {
            throw new InvalidDescriptionException(place, "only a deprecated version has an end");
        }
        return date(date, place).toString();
    }

    private static LocalDate date(String date, SourceLocation place) {
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw new InvalidDescriptionException(place, "'" + date + "' is no date like 2031-01-31");
        }
    }

    private Server server() {
        List<Server> servers = api.getServers();
        if (!lines.has("", "servers") || servers.size() != 1) {
            throw new InvalidDescriptionException(lines.place("servers"), "exactly one server is understood");
        }
        lines.allow("servers/0", Set.of("url", "description", "variables", "x-locations"));
        if (!servers.get(0).getUrl().startsWith("https://")) {
            throw new InvalidDescriptionException(lines.place("servers/0"), "the URL of a server begins with https://");
        }
        return servers.get(0);
    }

    private Map<String, List<String>> locations(Server server) {
        Set<String> variables = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(server.getUrl());
        while (matcher.find()) {
            variables.add(matcher.group(1));
        }
        SourceLocation place = lines.place("servers/0");
        if (!Set.of("region", "environment").containsAll(variables)) {
            throw new InvalidDescriptionException(
                    place, "the variables of a server are {region} and {environment}, not " + variables);
        }
        Object entries =
                server.getExtensions() == null ? null : server.getExtensions().get("x-locations");
        Map<String, List<String>> locations = new LinkedHashMap<>();
        SourceLocation listed = lines.place("servers/0/x-locations");
        if (entries != null && !(entries instanceof List)) {
            throw new InvalidDescriptionException(listed, "this must be a list");
        }
        List<?> pairs = entries == null ? List.of() : (List<?>) entries;
        if (pairs.isEmpty() && !variables.isEmpty()) {
            throw new InvalidDescriptionException(
                    place, "'x-locations' must list the valid pairs of region and environment");
        }
        for (Object entry : pairs) {
            if (!(entry instanceof Map<?, ?> pair) || !pair.keySet().equals(Set.of("environment", "region"))) {
                throw new InvalidDescriptionException(
                        listed, "a location is an environment and a region, not " + entry);
            }
            locations
                    .computeIfAbsent(label(listed, pair.get("environment")), key -> new ArrayList<>())
                    .add(label(listed, pair.get("region")));
        }
        return locations;
    }

    private static String label(SourceLocation place, @Nullable Object text) {
        String label = String.valueOf(text);
        if (!label.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw new InvalidDescriptionException(place, "'" + label + "' is no label of a host");
        }
        return label;
    }

    private @Nullable VersionHeader versionHeader() {
        Object declared =
                api.getExtensions() == null ? null : api.getExtensions().get("x-version-header");
        if (declared == null) {
            return null;
        }
        if (!(declared instanceof Map<?, ?> entries)) {
            throw new InvalidDescriptionException(lines.place("x-version-header"), "this must have keys");
        }
        lines.allow("x-version-header", Set.of("name", "value"));
        Map<String, Object> header = new LinkedHashMap<>();
        entries.forEach((key, value) -> header.put(String.valueOf(key), value));
        return new VersionHeader(text(header, "name", "x-version-header"), text(header, "value", "x-version-header"));
    }

    private Security security() {
        List<SecurityRequirement> requirements = api.getSecurity();
        if (requirements == null || requirements.isEmpty()) {
            return new Security(Security.Kind.NONE, null);
        }
        if (requirements.size() != 1 || requirements.get(0).size() != 1) {
            throw new InvalidDescriptionException(lines.place("security"), "exactly one security scheme is understood");
        }
        String name = requirements.get(0).keySet().iterator().next();
        String path = Lines.join("components/securitySchemes", name);
        Map<String, SecurityScheme> schemes =
                api.getComponents() == null ? null : api.getComponents().getSecuritySchemes();
        if (schemes == null || !schemes.containsKey(name)) {
            throw new InvalidDescriptionException(
                    lines.place("security"), "there is no security scheme '" + name + "'");
        }
        lines.allow(path, Set.of("type", "in", "name", "description", "x-authenticator"));
        SecurityScheme scheme = schemes.get(name);
        if (scheme.getType() != SecurityScheme.Type.APIKEY || scheme.getIn() != SecurityScheme.In.HEADER) {
            throw new InvalidDescriptionException(
                    lines.place(path), "only 'type: apiKey' with 'in: header' is understood");
        }
        Object authenticator =
                scheme.getExtensions() == null ? null : scheme.getExtensions().get("x-authenticator");
        if (authenticator == null) {
            return new Security(Security.Kind.HEADER, scheme.getName());
        }
        if (!authenticator.equals(HMAC)) {
            throw new InvalidDescriptionException(
                    lines.place(path + "/x-authenticator"),
                    "'" + authenticator + "' is not understood; understood is '" + HMAC + "'");
        }
        return new Security(Security.Kind.SCP_HMAC, null);
    }

    // --- operations

    private List<ApiOperation> operations() {
        List<ApiOperation> operations = new ArrayList<>();
        api.getPaths().forEach((path, item) -> {
            String at = Lines.join("paths", path);
            lines.allow(at, Set.of("get", "put", "post", "delete", "patch"));
            item.readOperationsMap().forEach((method, operation) -> operations.add(operation(path, method, operation)));
        });
        return operations;
    }

    private ApiOperation operation(String path, PathItem.HttpMethod method, Operation operation) {
        String at = Lines.join(Lines.join("paths", path), method.name().toLowerCase(Locale.ROOT));
        SourceLocation place = lines.place(at);
        lines.allow(
                at,
                Set.of("operationId", "summary", "description", "parameters", "requestBody", "responses", KNOWN_FROM));
        if (operation.getOperationId() == null || operation.getSummary() == null) {
            throw new InvalidDescriptionException(place, "an operation needs 'operationId' and 'summary' (the title)");
        }
        List<ApiParameter> parameters = new ArrayList<>();
        List<Parameter> declared = operation.getParameters() == null ? List.of() : operation.getParameters();
        for (int i = 0; i < declared.size(); i++) {
            parameters.add(parameter(at + "/parameters/" + i, declared.get(i)));
        }
        return new ApiOperation(
                place,
                operation.getOperationId(),
                operation.getSummary(),
                description(operation.getDescription()),
                method.name(),
                path,
                List.copyOf(parameters),
                body(place, at + "/requestBody", method, operation.getRequestBody()),
                responses(at + "/responses", operation),
                knownFrom(at, operation.getExtensions()));
    }

    private ApiParameter parameter(String at, Parameter parameter) {
        lines.allow(at, Set.of("name", "in", "required", "description", "schema", "example"));
        SourceLocation place = lines.place(at);
        String in = String.valueOf(parameter.getIn());
        if (!in.equals("path") && !in.equals("query")) {
            throw new InvalidDescriptionException(
                    place, "parameters stand in the path or in the query, not in '" + in + "'");
        }
        if (parameter.getSchema() == null) {
            throw new InvalidDescriptionException(place, "a parameter needs a 'schema'");
        }
        ApiSchema schema = schema(at + "/schema", parameter.getSchema());
        if (parameter.getExample() != null) {
            schema = withExample(schema, plain(parameter.getExample()));
        }
        return new ApiParameter(
                place,
                parameter.getName(),
                in.equals("path"),
                Boolean.TRUE.equals(parameter.getRequired()),
                description(parameter.getDescription()),
                schema);
    }

    private static ApiSchema withExample(ApiSchema schema, @Nullable String example) {
        return new ApiSchema(
                schema.place(),
                schema.kind(),
                schema.nullable(),
                schema.description(),
                schema.format(),
                schema.reference(),
                schema.items(),
                schema.values(),
                schema.properties(),
                schema.required(),
                schema.limits(),
                schema.defaultValue(),
                example);
    }

    private @Nullable String body(
            SourceLocation place, String at, PathItem.HttpMethod method, @Nullable RequestBody body) {
        if (body == null) {
            return null;
        }
        lines.allow(at, Set.of("required", "description", "content"));
        if (method == PathItem.HttpMethod.GET) {
            throw new InvalidDescriptionException(place, "a GET has no body");
        }
        if (!Boolean.TRUE.equals(body.getRequired())) {
            throw new InvalidDescriptionException(lines.place(at), "only bodies with 'required: true' are understood");
        }
        String schema = content(at + "/content", body.getContent());
        if (schema == null) {
            throw new InvalidDescriptionException(lines.place(at), "a body needs a schema");
        }
        return schema;
    }

    private List<ApiResponse> responses(String at, Operation operation) {
        List<ApiResponse> responses = new ArrayList<>();
        operation.getResponses().forEach((status, response) -> {
            String path = at + "/" + status;
            lines.allow(path, Set.of("description", "content"));
            if (!status.matches("[1-5][0-9][0-9]")) {
                throw new InvalidDescriptionException(lines.place(path), "'" + status + "' is no HTTP status");
            }
            responses.add(new ApiResponse(
                    lines.place(path), Integer.parseInt(status), content(path + "/content", response.getContent())));
        });
        return responses;
    }

    /** The name of the schema of a body; bodies are JSON and named, so that each has a record. */
    private @Nullable String content(String at, @Nullable Content content) {
        if (content == null || content.isEmpty()) {
            return null;
        }
        lines.allow(at, Set.of("application/json"));
        String path = Lines.join(at, "application/json");
        lines.allow(path, Set.of("schema"));
        MediaType json = content.get("application/json");
        Schema<?> schema = json == null ? null : json.getSchema();
        if (schema == null || schema.get$ref() == null) {
            throw new InvalidDescriptionException(
                    lines.place(path), "the schema of a body must be a $ref to a component, so that it has a name");
        }
        lines.allow(path + "/schema", Set.of("$ref"));
        return component(path + "/schema/$ref", schema.get$ref());
    }

    // --- schemas

    private Map<String, ApiSchema> schemas() {
        Map<String, ApiSchema> schemas = new LinkedHashMap<>();
        if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
            api.getComponents().getSchemas().forEach((name, schema) -> {
                String at = Lines.join("components/schemas", name);
                Set<String> understood = new HashSet<>(SCHEMA_KEYS);
                understood.add(KNOWN_FROM);
                ApiSchema read = schema(at, schema, understood);
                if (read.kind() != Kind.OBJECT && read.kind() != Kind.FREE_FORM) {
                    throw new InvalidDescriptionException(lines.place(at), "a component schema must be an object");
                }
                if (read.nullable()) {
                    throw new InvalidDescriptionException(
                            lines.place(at), "a component may not be null; say so where it is pointed to");
                }
                lines.allow(at, COMPONENT_KEYS);
                schemas.put(name, read);
            });
        }
        return schemas;
    }

    private Map<String, KnownFrom> schemasKnownFrom() {
        Map<String, KnownFrom> known = new LinkedHashMap<>();
        if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
            api.getComponents().getSchemas().forEach((name, component) -> {
                Schema<?> schema = component;
                KnownFrom from = knownFrom(Lines.join("components/schemas", name), schema.getExtensions());
                if (from != null) {
                    known.put(name, from);
                }
            });
        }
        return known;
    }

    private ApiSchema schema(String at, Schema<?> schema) {
        return schema(at, schema, SCHEMA_KEYS);
    }

    private ApiSchema schema(String at, Schema<?> schema, Set<String> understood) {
        SourceLocation place = lines.place(at);
        lines.allow(at, understood);
        boolean nullable = false;
        Schema<?> meant = schema;
        String meantAt = at;
        if (schema.getAnyOf() != null) {
            List<?> options = schema.getAnyOf();
            for (int i = 0; i < options.size(); i++) {
                lines.allow(at + "/anyOf/" + i, SCHEMA_KEYS);
            }
            boolean nullOrReference = options.size() == 2
                    && ((Schema<?>) options.get(0)).get$ref() != null
                    && Set.of("null").equals(((Schema<?>) options.get(1)).getTypes())
                    && schema.getTypes() == null
                    && schema.get$ref() == null;
            if (!nullOrReference) {
                throw new InvalidDescriptionException(place, "'anyOf' is understood only as a $ref and {type: 'null'}");
            }
            lines.allow(at, Set.of("anyOf", "description"));
            lines.allow(at + "/anyOf/0", Set.of("$ref"));
            lines.allow(at + "/anyOf/1", Set.of("type"));
            nullable = true;
            meant = (Schema<?>) options.get(0);
            meantAt = at + "/anyOf/0";
        }
        if (schema.get$ref() != null) {
            lines.allow(at, Set.of("$ref", "description"));
        }
        String reference = null;
        Set<String> types = new TreeSet<>();
        Kind kind;
        if (meant.get$ref() != null) {
            kind = Kind.REFERENCE;
            reference = component(meantAt + "/$ref", meant.get$ref());
        } else {
            if (schema.getTypes() == null) {
                throw new InvalidDescriptionException(place, "a 'type' is missing");
            }
            types.addAll(schema.getTypes());
            nullable = types.remove("null");
            kind = kind(place, types, schema);
        }
        return new ApiSchema(
                place,
                kind,
                nullable,
                description(schema.getDescription()),
                schema.getFormat(),
                reference,
                items(at, kind, schema),
                values(at, kind, nullable, schema),
                properties(at, kind, schema),
                required(place, schema),
                new Limits(
                        schema.getPattern(),
                        read(at, "minimum", schema.getMinimum()),
                        read(at, "maximum", schema.getMaximum()),
                        read(at, "minLength", schema.getMinLength()),
                        read(at, "maxLength", schema.getMaxLength()),
                        read(at, "minItems", schema.getMinItems()),
                        read(at, "maxItems", schema.getMaxItems())),
                plain(schema.getDefault()),
                example(schema));
    }

    /** The library drops a number that it cannot read. */
    private <T> @Nullable T read(String at, String key, @Nullable T number) {
        if (number == null && lines.has(at, key)) {
            throw new InvalidDescriptionException(lines.place(at), "'" + key + "' is no number that is understood");
        }
        return number;
    }

    private static @Nullable String example(Schema<?> schema) {
        List<?> examples = schema.getExamples();
        return plain(examples == null || examples.isEmpty() ? schema.getExample() : examples.get(0));
    }

    private static Kind kind(SourceLocation place, Set<String> types, Schema<?> schema) {
        if (types.equals(Set.of("array", "string"))) {
            return Kind.STRING_OR_LIST;
        }
        if (types.size() != 1) {
            throw new InvalidDescriptionException(
                    place, "the union " + types + " is not understood; understood is [array, string] of strings");
        }
        return switch (types.iterator().next()) {
            case "object" -> schema.getProperties() == null ? Kind.FREE_FORM : Kind.OBJECT;
            case "string" -> Kind.STRING;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "array" -> Kind.ARRAY;
            default -> throw new InvalidDescriptionException(place, "type " + types + " is not understood");
        };
    }

    private @Nullable ApiSchema items(String at, Kind kind, Schema<?> schema) {
        boolean list = kind == Kind.ARRAY || kind == Kind.STRING_OR_LIST;
        if (schema.getItems() == null) {
            if (list) {
                throw new InvalidDescriptionException(lines.place(at), "a list needs 'items'");
            }
            return null;
        }
        if (!list) {
            throw new InvalidDescriptionException(lines.place(at), "'items' belongs to a list");
        }
        ApiSchema items = schema(at + "/items", schema.getItems());
        if (kind == Kind.STRING_OR_LIST && items.kind() != Kind.STRING) {
            throw new InvalidDescriptionException(
                    lines.place(at), "a union of string and list is understood with strings only");
        }
        return items;
    }

    private List<String> values(String at, Kind kind, boolean nullable, Schema<?> schema) {
        List<String> values = new ArrayList<>();
        if (!lines.has(at, "enum")) {
            return values;
        }
        SourceLocation place = lines.place(at);
        if (kind != Kind.STRING) {
            throw new InvalidDescriptionException(place, "only strings have 'enum'");
        }
        for (Object value : schema.getEnum() == null ? List.of() : schema.getEnum()) {
            if (value == null || value instanceof NullNode) {
                if (!nullable) {
                    throw new InvalidDescriptionException(place, "null is among the values, but not among the types");
                }
            } else if (!(value instanceof String text)) {
                throw new InvalidDescriptionException(place, "'" + value + "' among the values is no string; quote it");
            } else if (values.contains(text)) {
                throw new InvalidDescriptionException(place, "'" + text + "' is twice among the values");
            } else {
                values.add(text);
            }
        }
        if (values.isEmpty()) {
            throw new InvalidDescriptionException(place, "an enumeration without values");
        }
        return values;
    }

    private Map<String, ApiSchema> properties(String at, Kind kind, Schema<?> schema) {
        if (kind != Kind.OBJECT && lines.has(at, "properties")) {
            throw new InvalidDescriptionException(lines.place(at), "'properties' belongs to an object");
        }
        Map<String, ApiSchema> properties = new LinkedHashMap<>();
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .forEach((name, property) ->
                            properties.put(name, schema(Lines.join(at + "/properties", name), property)));
        }
        return properties;
    }

    private static Set<String> required(SourceLocation place, Schema<?> schema) {
        Set<String> required = new LinkedHashSet<>();
        if (schema.getRequired() != null) {
            for (String name : schema.getRequired()) {
                if (schema.getProperties() == null || !schema.getProperties().containsKey(name)) {
                    throw new InvalidDescriptionException(place, "'" + name + "' is required but no property");
                }
                required.add(name);
            }
        }
        return required;
    }

    // --- where it is known from

    private @Nullable KnownFrom knownFrom(String at, @Nullable Map<String, Object> extensions) {
        Object declared = extensions == null ? null : extensions.get(KNOWN_FROM);
        if (declared == null) {
            return null;
        }
        String path = Lines.join(at, KNOWN_FROM);
        if (!(declared instanceof Map<?, ?> keys)) {
            throw new InvalidDescriptionException(lines.place(path), "this must have keys");
        }
        lines.allow(path, Set.of("kind", "of", "date", "note"));
        Map<String, Object> from = new LinkedHashMap<>();
        keys.forEach((key, value) -> from.put(String.valueOf(key), value));
        String kind = text(from, "kind", path);
        return new KnownFrom(
                KnownFrom.Kind.of(kind)
                        .orElseThrow(() -> new InvalidDescriptionException(
                                lines.place(path + "/kind"),
                                "'" + kind + "' is no way to know something; understood are "
                                        + Arrays.stream(KnownFrom.Kind.values())
                                                .map(KnownFrom.Kind::word)
                                                .toList())),
                text(from, "of", path),
                date(text(from, "date", path), lines.place(path + "/date")),
                from.get("note") == null ? "" : text(from, "note", path).strip());
    }

    // --- small

    private String component(String at, String reference) {
        if (!reference.startsWith(COMPONENT)) {
            throw new InvalidDescriptionException(
                    lines.place(at), "only references to " + COMPONENT + " are understood");
        }
        String name = reference.substring(COMPONENT.length());
        if (api.getComponents() == null
                || api.getComponents().getSchemas() == null
                || !api.getComponents().getSchemas().containsKey(name)) {
            throw new InvalidDescriptionException(lines.place(at), "there is no schema '" + name + "'");
        }
        return name;
    }

    private static String description(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** A default or an example as one short text; what is no scalar is left out, it would be no help in a sentence. */
    private static @Nullable String plain(@Nullable Object value) {
        if (value == null || value instanceof ContainerNode<?> || value instanceof Iterable<?>) {
            return null;
        }
        String text = value instanceof ValueNode node ? node.asText() : String.valueOf(value);
        return text.isEmpty() ? null : text;
    }

    private String text(Map<String, Object> entries, String key, String at) {
        Object value = entries.get(key);
        if (value == null || String.valueOf(value).isBlank()) {
            throw new InvalidDescriptionException(lines.place(at), "'" + key + "' is missing");
        }
        return String.valueOf(value);
    }
}
