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
        lines.allow("", Set.of("openapi", "info", "servers", "x-version-header", "security", "paths", "components"));
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
                security(),
                new OperationReader(lines, api, schemas).operations(),
                schemas.schemas(),
                schemas.knownFrom());
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
        Map<String, Object> header = extensions.entries("x-version-header", declared, Set.of("name", "value"));
        return new VersionHeader(
                extensions.text(header, "name", "x-version-header"),
                extensions.text(header, "value", "x-version-header"));
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
}
