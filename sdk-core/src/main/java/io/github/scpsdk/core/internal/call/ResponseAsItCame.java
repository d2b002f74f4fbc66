// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ResponseInfo;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonReader;
import io.github.scpsdk.core.serde.JsonTrees;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response whose body was kept. What its accessors return is read from the body when they are called. */
final class ResponseAsItCame implements RawResponse {

    private static final JsonReader<Boolean> KNOWS_NO_FIELD = new JsonReader<>("raw response") {
        @Override
        public Boolean read(JsonInput in) throws IOException {
            while (in.nextField() != null) {
                in.skip();
            }
            return true;
        }
    };

    private final ResponseInfo info;
    private final byte[] body;
    private final Charset charset;
    private final JsonReader<?> reader;

    private ResponseAsItCame(ResponseInfo info, byte[] body, Charset charset, JsonReader<?> reader) {
        this.info = info;
        this.body = body;
        this.charset = charset;
        this.reader = reader;
    }

    static RawResponse of(Operation<?> operation, AttemptResult.Response response, Redactor secrets) {
        Charset named = response.charset();
        JsonReader<?> reader = operation.reader(response.status());
        return new ResponseAsItCame(
                response.info(operation.name(), secrets),
                response.kept(),
                named == null ? UTF_8 : named,
                reader == null || reader instanceof RawCall.Unread ? KNOWS_NO_FIELD : reader);
    }

    @Override
    public ResponseInfo info() {
        return info;
    }

    @Override
    public byte[] bytes() {
        return body.clone();
    }

    @Override
    public String text() {
        return new String(body, charset);
    }

    @Override
    public @Nullable JsonValue json() {
        try (JsonParser parser = JsonFactories.parser(body)) {
            return JsonTrees.document(parser);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Map<String, JsonValue> unknownFields() {
        Map<String, JsonValue> unknown = new LinkedHashMap<>();
        try (JsonParser parser = JsonFactories.parser(body)) {
            Object read = new JsonInput(parser, unknown).document(reader);
            return read == null ? Map.of() : Collections.unmodifiableMap(unknown);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** Shows nothing of the body: it may hold what nobody should read by chance. */
    @Override
    public String toString() {
        return info.operation() + ": " + info.status() + ", " + body.length + " bytes";
    }
}
