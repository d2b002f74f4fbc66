// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.RawRequest;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.internal.redact.SecretFields;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.PathTemplate;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonOutput;
import io.github.scpsdk.core.serde.JsonReader;
import io.github.scpsdk.core.serde.JsonTrees;
import io.github.scpsdk.core.serde.JsonWriter;
import io.github.scpsdk.core.serde.QueryOutput;
import io.github.scpsdk.core.serde.QueryWriter;
import io.github.scpsdk.core.serde.Violations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an operation and its arguments of a raw request, so that it goes the way of all calls. */
final class RawCall {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** A segment: letters and what else stands for itself in a path, or names in braces. No percent sign, which could hide anything. */
    private static final Pattern SEGMENT = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,=:@-]|\\{[A-Za-z0-9._-]+})+");

    private RawCall() {}

    /** Makes the operation. Throws when method, path or the number of arguments is wrong. */
    static Operation<RawResponse> operation(ServiceVersion service, RawRequest request) {
        List<String> problems = problems(request);
        if (!problems.isEmpty()) {
            throw new ScpValidationException(
                    service + " raw was not sent: " + String.join("; ", problems) + ".",
                    problems,
                    new CallSummary(service.service(), service.version(), "raw", 0, Duration.ZERO, false));
        }
        Operation.Builder<RawResponse> operation = Operation.<RawResponse>builder(
                        service, "raw", "raw request", request.method(), request.path())
                .response(200, new Unread());
        return (request.isRepeatable() ? operation.idempotent() : operation).build();
    }

    private static List<String> problems(RawRequest request) {
        List<String> problems = new ArrayList<>();
        if (!METHODS.contains(request.method())) {
            problems.add("the method is none of GET, POST, PUT, PATCH and DELETE");
        }
        if (request.method().equals("GET") && request.body() != null) {
            problems.add("a GET has no body");
        }
        String wrong = wrongPath(request.path());
        if (wrong != null) {
            problems.add("the path " + wrong);
        } else {
            int names = new PathTemplate(request.path()).names().size();
            if (names != request.arguments().size()) {
                problems.add("the path has " + names + " names in braces, and "
                        + request.arguments().size() + " arguments are given");
            }
        }
        return problems;
    }

    /** Returns what is wrong with a path, without quoting it; null when nothing is. */
    private static @Nullable String wrongPath(String path) {
        if (!path.startsWith("/")) {
            return "does not begin with /: it is the part below the client's endpoint";
        }
        if (path.equals("/")) {
            return null;
        }
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.isEmpty()) {
                return "has an empty segment";
            } else if (segment.equals(".") || segment.equals("..")) {
                return "has a segment . or .., which would name another path";
            } else if (!SEGMENT.matcher(segment).matches()) {
                return "has a character that cannot stand in it; give ids as arguments for names in braces, and query"
                        + " parameters with query(…)";
            }
        }
        return null;
    }

    static Arguments arguments(RawRequest request) {
        Arguments arguments = Arguments.path(request.arguments().toArray(new String[0]));
        if (!request.query().isEmpty()) {
            arguments = arguments.query(QUERY, request.query());
        }
        return request.body() == null ? arguments : arguments.body(BODY, request.body());
    }

    private static final QueryWriter<Map<String, List<String>>> QUERY = new QueryWriter<>("query") {
        @Override
        public void write(QueryOutput out, Map<String, List<String>> query) {
            query.forEach(out::strings);
        }
    };

    private static final JsonWriter<String> BODY = new JsonWriter<>("JSON text") {
        @Override
        public void check(Violations violations, String text) {
            try {
                parsed(text);
            } catch (IOException e) { // its message may quote the text
                violations.add("it is not JSON (" + JsonFactories.positionOf(e) + ")");
            }
        }

        @Override
        public void write(JsonOutput out, String text) throws IOException {
            out.document(parsed(text));
        }

        @Override
        public void secrets(String text, Consumer<String> sink) {
            try {
                SecretFields.secrets(parsed(text), sink);
            } catch (IOException e) {
                throw new IllegalStateException("the text was checked before", e);
            }
        }
    };

    private static JsonValue parsed(String text) throws IOException {
        try (JsonParser parser = JsonFactories.parser(text.getBytes(UTF_8))) {
            JsonValue value = JsonTrees.document(parser);
            if (value == null) {
                throw new IOException("not one value");
            }
            return value;
        }
    }

    /** Says of the operation that its response is wanted, as it came: nothing reads it. */
    static final class Unread extends JsonReader<RawResponse> {

        private Unread() {
            super("raw response");
        }

        @Override
        public RawResponse read(JsonInput in) {
            throw new IllegalStateException("a raw response is not read");
        }
    }
}
