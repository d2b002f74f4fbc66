// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.scpsdk.emulator.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One operation of one version of a service, ready to be held against requests. */
public final class DescribedOperation {
    private final String id;
    private final String method;
    private final String template;
    private final List<String> segments;
    private final Map<String, Parameter> pathParameters;
    private final Map<String, Parameter> queryParameters;
    private final @Nullable Check body;
    private final boolean bodyRequired;
    private final boolean open;
    private final List<Response> responses;
    private final Map<Integer, Check> successes;

    DescribedOperation(
            String id,
            String method,
            String template,
            Map<String, Parameter> pathParameters,
            Map<String, Parameter> queryParameters,
            @Nullable Check body,
            boolean bodyRequired,
            boolean open,
            List<Response> responses,
            Map<Integer, Check> successes) {
        this.id = id;
        this.method = method;
        this.template = template;
        this.segments = List.of(template.substring(1).split("/", -1));
        this.pathParameters = pathParameters;
        this.queryParameters = queryParameters;
        this.body = body;
        this.bodyRequired = bodyRequired;
        this.open = open;
        this.responses = responses;
        this.successes = successes;
    }

    /**
     * An operation that the description speaks of, but does not describe: open, without a query and a body, and with any
     * JSON in its response.
     *
     * @param parameter the one in its path
     */
    public static DescribedOperation undescribed(String id, String method, String template, String parameter) {
        Parameter text = new Parameter(parameter, true, Schema.ANY, null);
        return new DescribedOperation(
                id,
                method,
                template,
                Map.of(parameter, text),
                Map.of(),
                null,
                false,
                true,
                List.of(),
                Map.of(200, Schema.ANY));
    }

    /** The {@code operationId}. */
    public String id() {
        return id;
    }

    /** Whether it is for those who have not logged in, too. */
    public boolean isOpen() {
        return open;
    }

    /** In upper case. */
    public String method() {
        return method;
    }

    /** The path as described, with its parameters in braces. */
    public String template() {
        return template;
    }

    /** All documented responses, in the order of the description, each with the body of its example. */
    public List<Response> responses() {
        return responses;
    }

    /** The first success that is described, of those with an example if there are some. */
    public int firstSuccess() {
        return responses.stream()
                .filter(Response::isSuccess)
                .mapToInt(Response::status)
                .findFirst()
                .orElseGet(() -> successes.keySet().iterator().next());
    }

    /** What is described of the body of a success; null when it has none. */
    public @Nullable Check success(int status) {
        return successes.get(status);
    }

    /** What is described of a parameter of the query; null when there is no such parameter. */
    public @Nullable Parameter queryParameter(String name) {
        return queryParameters.get(name);
    }

    /** Whether the operation takes a body at all. */
    public boolean takesBody() {
        return body != null;
    }

    /**
     * The raw values of the path's parameters by name, or null when the path is another one. A segment that is empty or
     * a step ({@code .}, {@code ..}) is never a value.
     */
    @Nullable
    Map<String, String> match(List<String> path) {
        if (path.size() != segments.size()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = segments.get(i);
            String given = path.get(i);
            if (expected.startsWith("{")) {
                if (given.isEmpty() || isStep(given)) {
                    return null;
                }
                values.put(expected.substring(1, expected.length() - 1), given);
            } else if (!expected.equals(given)) {
                return null;
            }
        }
        return values;
    }

    private static boolean isStep(String segment) {
        String text = PercentText.decode(segment, false);
        return ".".equals(text) || "..".equals(text);
    }

    /** How many segments are fixed: where two templates take a path, the one with more of them is meant. */
    public int fixedSegments() {
        return segments.size() - pathParameters.size();
    }

    /** The values of the path's parameters, decoded and checked. */
    public Map<String, String> readPath(Map<String, String> raw, RequestViolations violations) {
        Map<String, String> values = new LinkedHashMap<>();
        pathParameters.forEach((name, parameter) -> {
            String value = PercentText.decode(raw.getOrDefault(name, ""), false);
            if (value == null) {
                violations.add("path." + name, "Input should be percent-encoded UTF-8");
            } else {
                parameter.check("path." + name, List.of(value), violations);
                values.put(name, value);
            }
        });
        return values;
    }

    /** The query's parameters, decoded and checked. */
    public Map<String, List<String>> readQuery(@Nullable String raw, RequestViolations violations) {
        Map<String, List<String>> query = QueryText.decode(raw, violations);
        queryParameters.forEach((name, parameter) -> {
            List<String> values = query.get(name);
            if (values != null) {
                parameter.check("query." + name, values, violations);
            } else if (parameter.required()) {
                violations.add("query." + name, "Field required");
            }
        });
        for (String name : query.keySet()) {
            if (!queryParameters.containsKey(name)) {
                violations.extra("query." + name, "Extra inputs are not permitted");
            }
        }
        return query;
    }

    /** A body without what is not described: fields of other versions are overlooked, as if they had not been sent. */
    public JsonNode describedPart(JsonNode sent) {
        return body == null ? JsonNodeFactory.instance.objectNode() : body.shape(sent);
    }

    /**
     * The body that was sent, with {@code ***} for each secret in it.
     *
     * @param read the same, parsed; null when it cannot be, and then nothing is left of what logs in
     */
    public byte[] withoutSecrets(byte[] sent, @Nullable JsonNode read) {
        if (body == null || read == null) {
            return open ? new byte[0] : sent;
        }
        JsonNode masked = body.withoutSecrets(read);
        return masked.equals(read) ? sent : masked.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The body, parsed and checked; null when there is none or it is not JSON. */
    public @Nullable JsonNode readBody(byte[] bytes, RequestViolations violations) {
        if (bytes.length == 0 && (!bodyRequired || body == null)) {
            return null;
        }
        if (bytes.length == 0 && violations.isStrict()) {
            violations.add("body", "Field required");
            return null;
        }
        if (body == null) {
            violations.extra("body", "Extra inputs are not permitted");
            return null;
        }
        // the platform names every required field where there is no body, as if an empty one had been sent
        JsonNode node = bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : BodyText.parse(bytes, violations);
        if (node != null) {
            body.check("body", node, violations);
        }
        return node;
    }
}
