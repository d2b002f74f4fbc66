// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.schema.ErrorFormat;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonTrees;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the errors in bodies of the form that a description gives. Without one nothing is found. */
public final class BodyErrors {

    private final @Nullable ErrorFormat format;

    /** Finds errors of this form; null for a platform whose statuses say all. */
    public BodyErrors(@Nullable ErrorFormat format) {
        this.format = format;
    }

    /** Returns the form; null where the description gives none. */
    @Nullable
    ErrorFormat format() {
        return format;
    }

    /** Returns whether a 2xx may hold an error. */
    public boolean areInSuccess() {
        return format != null && format.inSuccess();
    }

    /** Returns whether a response is a plain refusal by what its body says, whatever its status says. */
    public boolean isRefusal(AttemptResult.Response response) {
        boolean asked = format != null
                && (response.isSuccess()
                        ? format.inSuccess()
                        : format.refusals().contains(response.status()));
        return asked && !in(parse(response.body())).isEmpty();
    }

    /** Returns the errors in a body; none where it has another form. */
    List<JsonValue> in(@Nullable JsonValue body) {
        if (format == null || body == null || !body.isObject()) {
            return List.of();
        }
        JsonValue at = format.at() == null ? body : body.get(format.at());
        if (at == null) {
            return List.of();
        }
        List<JsonValue> errors = at.isArray() ? at.elements() : List.of(at);
        return errors.stream().filter(this::isError).toList();
    }

    private boolean isError(JsonValue value) {
        if (format == null || !value.isObject()) {
            return value.isText() && format != null && format.at() != null;
        }
        return has(value, format.code()) || has(value, format.message()) || has(value, format.otherwise());
    }

    private static boolean has(JsonValue error, @Nullable String field) {
        JsonValue value = field == null ? null : error.get(field);
        return value != null && !value.isNull();
    }

    static @Nullable JsonValue parse(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        try (JsonParser parser = JsonFactories.parser(bytes)) {
            return parser.nextToken() == null ? null : JsonTrees.read(parser);
        } catch (IOException e) {
            return null; // it is read as text
        }
    }
}
