// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the response of a call that has succeeded. */
final class ResponseDecoder {

    private final ClientConfig config;

    ResponseDecoder(ClientConfig config) {
        this.config = config;
    }

    /** Returns what the call returns, which is null for a response without a result. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // nothing to return is null, and R says so
    <R extends @Nullable Object> R decode(
            CallState call, Operation<R> operation, AttemptResult.@Nullable Response response) {
        JsonReader<? extends R> reader = response == null ? null : operation.reader(response.status());
        if (response == null || reader == null) {
            return null;
        }
        if (response.tooLarge()) {
            throw call.unreadable(
                    response,
                    "it is larger than the " + config.maxResponseBytes()
                            + " bytes of maxResponseBytes, or than the memory that was left",
                    null);
        }
        try (JsonParser parser = JsonFactories.parser(response.stream())) {
            R value = new JsonInput(parser, config.service() + " " + operation.name()).document(reader);
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
}
