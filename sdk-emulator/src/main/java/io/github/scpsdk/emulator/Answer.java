package io.github.scpsdk.emulator;

import io.github.scpsdk.emulator.internal.ErrorBodies;
import java.util.List;
import java.util.Map;

/**
 * What the emulator answers to a call.
 *
 * @param status  an HTTP status
 * @param headers besides those that every answer has
 * @param body    the text, empty for none
 */
public record Answer(int status, Map<String, String> headers, String body) {

    /**
     * Copies the headers.
     *
     * @param status the component
     * @param headers the component
     * @param body the component
     */
    public Answer {
        headers = Map.copyOf(headers);
    }

    /**
     * {@return an answer without a body}
     *
     * @param status an HTTP status
     */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    /**
     * {@return an answer whose body is JSON}
     *
     * @param status an HTTP status
     * @param body taken as it stands
     */
    public static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    /**
     * {@return an error in the form of the platform's services, with request ids of its own}
     *
     * @param status of the answer and in the error
     * @param code   for example {@code Conflict}; also the title
     * @param detail one line each
     */
    public static Answer error(int status, String code, List<String> detail) {
        return json(status, ErrorBodies.service(status, code, detail));
    }

    /** {@return whether the status is 2xx} */
    public boolean isSuccess() {
        return status / 100 == 2;
    }
}
