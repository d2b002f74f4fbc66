// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import io.github.scpsdk.codegen.read.ApiDocument.Security;
import io.github.scpsdk.codegen.read.ApiDocument.VersionHeader;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one OpenAPI 3.1 document. swagger-parser gives it meaning; {@link Lines} knows what stands where. */
final class DocumentReader {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");
    private static final String HMAC = "scp-hmac";

    private final Lines lines;
    private final OpenAPI api;
    private final ExtensionReader extensions;
    private @Nullable String loginId;

    private DocumentReader(Lines lines, OpenAPI api) {
        this.lines = lines;
        this.api = api;
        this.extensions = new ExtensionReader(lines);
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
        return new DocumentReader(lines, result.getOpenAPI()).document();
    }

    private ApiDocument document() {
        if (!api.getOpenapi().startsWith("3.1.")) {
            throw new InvalidDescriptionException(lines.place("openapi"), "only OpenAPI 3.1 is understood");
        }
        lines.allow(
                "",
                Set.of(
                        "openapi",
                        "info",
                        "servers",
                        "x-version-header",
                        "x-errors",
                        "security",
                        "paths",
                        "components"));
        lines.allow(
                "info",
                Set.of(
                        "title",
                        "version",
                        "description",
                        "x-service",
                        "x-state",
                        "x-not-before",
                        "x-uncertain",
                        "x-preview"));
        lines.allow("components", Set.of("schemas", "securitySchemes"));
        if (!String.valueOf(api.getInfo().getVersion()).matches("[0-9]+\\.[0-9]+")) {
            throw new InvalidDescriptionException(
                    lines.place("info/version"), "a version is two numbers, for example 1.0");
        }
        Map<String, Object> info =
                api.getInfo().getExtensions() == null ? Map.of() : api.getInfo().getExtensions();
        String state = extensions.text(info, "x-state", "info");
        if (!Set.of("CURRENT", "SUPPORTED", "DEPRECATED").contains(state)) {
            throw new InvalidDescriptionException(lines.place("info/x-state"), "'" + state + "' is no state");
        }
        String service = extensions.text(info, "x-service", "info");
        if (!service.matches("[A-Za-z0-9._-]+")) {
            throw new InvalidDescriptionException(
                    lines.place("info/x-service"), "'" + service + "' cannot be the name of a service");
        }
        Server server = server();
        SchemaReader schemas = new SchemaReader(lines, api);
        List<ApiOperation> operations = new OperationReader(lines, api, schemas).operations();
        Security security = security(operations);
        List<ApiOperation> called = called(operations);
        Map<String, ApiSchema> seen = seen(schemas.schemas(), called);
        Map<String, KnownFrom> known = schemas.knownFrom();
        known.keySet().retainAll(seen.keySet());
        return new ApiDocument(
                lines.place(""),
                service,
                api.getInfo().getVersion(),
                api.getInfo().getTitle(),
                state.equals("DEPRECATED"),
                info.get("x-not-before") == null ? null : notBefore(info, state),
                info.get("x-uncertain") == null ? null : extensions.text(info, "x-uncertain", "info"),
                info.get("x-preview") == null ? null : extensions.text(info, "x-preview", "info"),
                server.getUrl(),
                locations(server),
                versionHeader(),
                errors(),
                security,
                called,
                seen,
                known);
    }

    private String notBefore(Map<String, Object> info, String state) {
        String date = extensions.text(info, "x-not-before", "info");
        SourceLocation place = lines.place("info/x-not-before");
        if (!state.equals("DEPRECATED")) {
            throw new InvalidDescriptionException(place, "only a deprecated version has an end");
        }
        return ExtensionReader.date(date, place).toString();
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
        if (variables.equals(Set.of("endpoint"))) {
            return Map.of();
        }
        if (!Set.of("region", "environment").containsAll(variables)) {
            throw new InvalidDescriptionException(
                    place,
                    "the variables of a server are {region} and {environment}, or {endpoint} alone, not " + variables);
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
        Map<String, Object> header = extensions.entries("x-version-header", declared, Set.of("name", "value"));
        return new VersionHeader(
                extensions.text(header, "name", "x-version-header"),
                extensions.text(header, "value", "x-version-header"));
    }

    private @Nullable ErrorForm errors() {
        Object declared =
                api.getExtensions() == null ? null : api.getExtensions().get("x-errors");
        return declared == null ? null : new LoginReader(lines).errors("x-errors", declared);
    }

    /** The operations that clients have: all but the one that logs in, which they do by themselves. */
    private List<ApiOperation> called(List<ApiOperation> operations) {
        return operations.stream()
                .filter(operation -> !operation.id().equals(loginId))
                .toList();
    }

    /** The schemas that callers see: without those that only the login or the 202 of a job has. */
    private Map<String, ApiSchema> seen(Map<String, ApiSchema> schemas, List<ApiOperation> called) {
        Set<String> described = new LinkedHashSet<>();
        lines.references("paths").forEach(name -> reach(name, schemas, described));
        Set<String> reached = new LinkedHashSet<>();
        for (ApiOperation operation : called) {
            reach(operation.body(), schemas, reached);
            operation.responses().forEach(response -> reach(response.schema(), schemas, reached));
        }
        described.removeAll(reached);
        Map<String, ApiSchema> seen = new LinkedHashMap<>(schemas);
        seen.keySet().removeAll(described);
        return seen;
    }

    private static void reach(@Nullable String name, Map<String, ApiSchema> schemas, Set<String> reached) {
        if (name == null || !reached.add(name)) {
            return;
        }
        ApiSchema schema = schemas.get(name);
        if (schema != null) {
            for (ApiSchema property : schema.properties().values()) {
                ApiSchema element = property.items() == null ? property : property.items();
                reach(element.reference(), schemas, reached);
            }
        }
    }

    private Security security(List<ApiOperation> operations) {
        List<SecurityRequirement> requirements = api.getSecurity();
        if (requirements == null || requirements.isEmpty()) {
            return new Security(Security.Kind.NONE);
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
        lines.allow(path, Set.of("type", "in", "name", "description", "x-authenticator", "x-prefix", "x-login"));
        SecurityScheme scheme = schemes.get(name);
        if (scheme.getType() != SecurityScheme.Type.APIKEY || scheme.getIn() != SecurityScheme.In.HEADER) {
            throw new InvalidDescriptionException(
                    lines.place(path), "only 'type: apiKey' with 'in: header' is understood");
        }
        Object authenticator =
                scheme.getExtensions() == null ? null : scheme.getExtensions().get("x-authenticator");
        if (authenticator == null) {
            return token(path, scheme, operations);
        }
        if (!authenticator.equals(HMAC)) {
            throw new InvalidDescriptionException(
                    lines.place(path + "/x-authenticator"),
                    "'" + authenticator + "' is not understood; understood is '" + HMAC + "'");
        }
        return new Security(Security.Kind.SCP_HMAC);
    }

    private Security token(String path, SecurityScheme scheme, List<ApiOperation> operations) {
        Map<String, Object> keys = scheme.getExtensions() == null ? Map.of() : scheme.getExtensions();
        Object login = keys.get("x-login");
        String prefix = keys.get("x-prefix") == null ? null : extensions.text(keys, "x-prefix", path);
        if (login == null) {
            if (prefix != null) {
                throw new InvalidDescriptionException(
                        lines.place(path + "/x-prefix"), "'x-prefix' belongs to 'x-login'");
            }
            return new Security(Security.Kind.HEADER, scheme.getName(), null, null);
        }
        Login read = new LoginReader(lines).login(path + "/x-login", login, operations);
        loginId = String.valueOf(((Map<?, ?>) login).get("operation"));
        return new Security(Security.Kind.LOGIN, scheme.getName(), prefix, read);
    }
}
