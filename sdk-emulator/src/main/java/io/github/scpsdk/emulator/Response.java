// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.refusal.ErrorBodies;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A response of the emulator to a call.
 *
 * @param status  an HTTP status
 * @param headers besides those that every response has
 * @param body    the text, empty for none
 */
public record Response(int status, Map<String, String> headers, String body) {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    /**
     * Copies the headers.
     *
     * @param status the component
     * @param headers the component
     * @param body the component
     * @throws IllegalArgumentException if HTTP cannot say it: a status below 200 or above 999, or a header that is none
     */
    public Response {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException(status + " is no status of a response.");
        }
        Objects.requireNonNull(body, "The body of a response is null.");
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()
                    || !HEADER_VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("The header '" + name + "' of a response holds what no header may.");
            }
        });
    }

    /**
     * {@return a response without a body}
     *
     * @param status an HTTP status
     */
    public static Response empty(int status) {
        return new Response(status, Map.of(), "");
    }

    /**
     * {@return a response whose body is JSON}
     *
     * @param status an HTTP status
     * @param body taken as it stands
     */
    public static Response json(int status, String body) {
        return new Response(status, Map.of("Content-Type", "application/json"), body);
    }

    /**
     * {@return an error in the form of the platform's services, with request ids of its own}
     *
     * @param status of the response and in the error
     * @param code   for example {@code Conflict}; also the title
     * @param detail one line each
     */
    public static Response error(int status, String code, List<String> detail) {
        return json(status, ErrorBodies.service(status, code, ErrorBodies.list(detail)));
    }

    /**
     * {@return an error in the form of the platform's services, with request ids of its own}
     *
     * @param status of the response and in the error
     * @param code   for example {@code Conflict}; also the title
     * @param detail one text, as most errors of the platform have
     */
    public static Response error(int status, String code, String detail) {
        return json(status, ErrorBodies.service(status, code, ErrorBodies.text(code, detail)));
    }

    /** {@return whether the status is 2xx} */
    public boolean isSuccess() {
        return status / 100 == 2;
    }
}
