package io.github.scpsdk.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed every check, in terms of the API's description.
 *
 * @param service    host name of the service, for example {@code filestorage}
 * @param version    for example {@code 1.1}
 * @param region     for example {@code kr-west1}
 * @param operation  as the description names it, for example {@code createVolume}
 * @param pathValues decoded values of the path's parameters by name
 * @param query      decoded values of the query's parameters by name
 * @param body       the JSON body, null when there is none
 * @param responses  what the description documents, in its order, each with the body of its example
 */
public record Call(
        String service,
        String version,
        String region,
        String operation,
        Map<String, String> pathValues,
        Map<String, List<String>> query,
        @Nullable JsonNode body,
        List<Response> responses) {

    /**
     * Copies the collections.
     *
     * @param service the component
     * @param version the component
     * @param region the component
     * @param operation the component
     * @param pathValues the component
     * @param query the component
     * @param body the component
     * @param responses the component
     */
    public Call {
        pathValues = Collections.unmodifiableMap(pathValues);
        query = Collections.unmodifiableMap(query);
        responses = List.copyOf(responses);
    }

    /** {@return the documented response: the first success of the description} */
    public Response documented() {
        return responses.stream()
                .filter(Response::isSuccess)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation + " documents no success"));
    }

    /**
     * {@return the documented response with a status}
     *
     * @param status an HTTP status
     * @throws IllegalArgumentException when the operation documents no such status, or a body but no example of it
     */
    public Response documented(int status) {
        return responses.stream()
                .filter(response -> response.status() == status)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(operation + " documents no response with status " + status));
    }
}
