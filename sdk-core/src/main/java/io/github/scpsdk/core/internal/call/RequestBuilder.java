// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ScpValidationException;
import io.github.scpsdk.core.internal.http.BytesBody;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonOutput;
import io.github.scpsdk.core.serde.QueryOutput;
import io.github.scpsdk.core.serde.Violations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Is the part of a request that is the same for all its attempts: its URL and its body. */
public record RequestBuilder(HttpUrl url, @Nullable BytesBody body) {

    private static final Set<String> WANT_A_BODY = Set.of("POST", "PUT", "PATCH");

    /** Checks all arguments and builds the request. Throws when any of them is invalid. */
    public static RequestBuilder of(
            HttpUrl endpoint, Operation<?> operation, Arguments arguments, boolean constraints) {
        Violations violations = new Violations(operation.name(), constraints);
        Arguments.Query<?> query = arguments.query();
        Arguments.Body<?> body = arguments.body();
        operation.path().check(arguments.path(), violations);
        if (query != null) {
            query.check(constraints, violations);
        }
        if (body != null) {
            body.check(constraints, violations);
        }
        refuse(operation, violations);

        HttpUrl.Builder url = endpoint.newBuilder();
        operation.path().append(url, arguments.path());
        if (query != null) {
            query.write(new QueryOutput(url, violations));
        }
        byte[] json = body == null ? null : json(body, violations);
        refuse(operation, violations);
        return new RequestBuilder(intact(url.build(), endpoint, operation), bytes(operation, json));
    }

    private static @Nullable BytesBody bytes(Operation<?> operation, byte @Nullable [] json) {
        if (json != null) {
            return BytesBody.json(json, !operation.idempotent());
        }
        return WANT_A_BODY.contains(operation.method()) ? BytesBody.empty(!operation.idempotent()) : null;
    }

    private static byte @Nullable [] json(Arguments.Body<?> body, Violations violations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = JsonFactories.generator(bytes)) {
            body.write(new JsonOutput(generator, body.typeName(), violations));
        } catch (IOException e) { // its message may quote the text
            violations.add("the body (" + body.typeName() + ") cannot be written as JSON");
            return null;
        }
        return bytes.toByteArray();
    }

    /** Makes sure, on the result, that no argument moves the request to another host or path. */
    private static HttpUrl intact(HttpUrl url, HttpUrl endpoint, Operation<?> operation) {
        int before = endpoint.encodedPath().equals("/") ? 0 : endpoint.pathSize();
        boolean same = url.scheme().equals(endpoint.scheme())
                && url.host().equals(endpoint.host())
                && url.port() == endpoint.port()
                && url.pathSize() == Math.max(1, before + operation.path().segmentCount());
        if (!same) {
            throw new IllegalStateException("The arguments of " + operation + " would change where it goes");
        }
        return url;
    }

    private static void refuse(Operation<?> operation, Violations violations) {
        List<String> found = violations.found();
        if (!found.isEmpty()) {
            ServiceVersion service = operation.service();
            throw new ScpValidationException(
                    service + " " + operation.name() + " was not sent: " + String.join("; ", found) + ".",
                    found,
                    new CallSummary(service.service(), service.version(), operation.name(), 0, Duration.ZERO, false));
        }
    }
}
