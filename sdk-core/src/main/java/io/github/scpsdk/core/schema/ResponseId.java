// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ScpWaitFailedException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The id in the response of an operation that the wait after it needs. A constant of generated code.
 * Immutable.
 *
 * @param <R> the response
 */
public final class ResponseId<R> {

    private final String operation;
    private final WaiterSpec<?> waiter;
    private final String field;
    private final Function<? super R, ? extends @Nullable String> getter;

    private ResponseId(
            String operation,
            WaiterSpec<?> waiter,
            String field,
            Function<? super R, ? extends @Nullable String> getter) {
        this.operation = operation;
        this.waiter = waiter;
        this.field = field;
        this.getter = getter;
    }

    /**
     * Describes an id.
     *
     * @param operation the operation that responds
     * @param waiter the wait after it
     * @param field the field of the response, for messages
     * @param getter reads the field
     * @param <R> the response
     * @return the id
     */
    public static <R> ResponseId<R> of(
            String operation,
            WaiterSpec<?> waiter,
            String field,
            Function<? super R, ? extends @Nullable String> getter) {
        return new ResponseId<>(operation, waiter, field, getter);
    }

    /**
     * Reads the id.
     *
     * @param response the response
     * @return its text, never empty
     * @throws ScpWaitFailedException if the response does not have it; the message says that the operation
     *     was carried out
     */
    public String in(R response) {
        String id = getter.apply(response);
        if (id != null && !id.isEmpty()) {
            return id;
        }
        ServiceVersion service = waiter.service();
        throw new ScpWaitFailedException(
                service.service() + " " + service.version() + " " + operation
                        + " was carried out and must not be called again, but its response has no " + field
                        + ", so that "
                        + waiter.name() + " cannot be waited for. Look up on the platform what it made.",
                null,
                new CallSummary(service.service(), service.version(), waiter.name(), 0, Duration.ZERO, false),
                null,
                null,
                operation);
    }
}
