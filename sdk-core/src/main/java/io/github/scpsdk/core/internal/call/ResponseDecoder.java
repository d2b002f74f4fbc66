// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.RawResponse;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.BodyReader;
import io.github.scpsdk.core.schema.ErrorFormat;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the response of a call that has succeeded. */
final class ResponseDecoder {

    private final ClientConfig config;

    ResponseDecoder(ClientConfig config) {
        this.config = config;
    }

    /** Returns what the call returns, which is null for a response without a result. */
    // nothing to return is null, and R says so; the operation's reader makes an R
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"})
    <R extends @Nullable Object> R decode(
            CallState call, Operation<R> operation, AttemptResult.@Nullable Response response) {
        JsonReader<? extends R> reader = response == null ? null : operation.reader(response.status());
        if (response == null || reader == null) {
            return null;
        }
        refuseTooLarge(call, response);
        try {
            R value = (R) value(operation, response);
            if (value == null) {
                throw call.unreadable(
                        response, response.size() == 0 ? "it is empty" : "it is not one JSON object", null);
            }
            return value;
        } catch (IOException e) { // its message may quote the response
            throw call.unreadable(response, "it is not valid JSON (" + JsonFactories.positionOf(e) + ")", null);
        } catch (ScpException e) {
            throw e;
        } catch (RuntimeException e) {
            throw call.unreadable(
                    response, "reading it failed with " + e.getClass().getSimpleName(), e);
        }
    }

    /** Returns a response as it came. */
    RawResponse asItCame(CallState call, AttemptResult.@Nullable Response response) {
        if (response != null) {
            refuseTooLarge(call, response);
        }
        return call.raw();
    }

    private void refuseTooLarge(CallState call, AttemptResult.Response response) {
        if (response.tooLarge()) {
            throw call.unreadable(
                    response,
                    "it is larger than the " + config.maxResponseBytes()
                            + " bytes of maxResponseBytes, or than the memory that was left",
                    null);
        }
    }

    /**
     * Returns what reads the successes of an operation while they come; null where they are looked at first, for an error
     * or the address of a job.
     */
    @Nullable
    BodyReader reader(Operation<?> operation) {
        ErrorFormat errors = config.service().errors();
        boolean lookedAt = operation.job() != null || (errors != null && errors.inSuccess());
        return lookedAt ? null : (status, body) -> read(operation, status, body);
    }

    private @Nullable Object value(Operation<?> operation, AttemptResult.Response response) throws IOException {
        AttemptResult.Decoded decoded = response.decoded();
        if (decoded == null) {
            return read(operation, response.status(), response.stream());
        }
        if (decoded.failure() instanceof IOException e) {
            throw e;
        }
        if (decoded.failure() instanceof RuntimeException e) {
            throw e;
        }
        return decoded.value();
    }

    private @Nullable Object read(Operation<?> operation, int status, InputStream body) throws IOException {
        JsonReader<?> reader = operation.reader(status);
        if (reader == null) {
            return null;
        }
        try (JsonParser parser = JsonFactories.parser(body)) {
            return new JsonInput(parser, () -> config.service() + " " + operation.name()).document(reader);
        }
    }
}
