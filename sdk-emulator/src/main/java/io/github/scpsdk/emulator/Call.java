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
 * @param answers    what the description documents, in its order, each with the body of its example
 */
public record Call(
        String service,
        String version,
        String region,
        String operation,
        Map<String, String> pathValues,
        Map<String, List<String>> query,
        @Nullable JsonNode body,
        List<Answer> answers) {

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
     * @param answers the component
     */
    public Call {
        pathValues = Collections.unmodifiableMap(pathValues);
        query = Collections.unmodifiableMap(query);
        answers = List.copyOf(answers);
    }

    /** {@return the documented answer: the first success of the description} */
    public Answer documented() {
        return answers.stream()
                .filter(Answer::isSuccess)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation + " documents no success"));
    }

    /**
     * {@return the documented answer with a status}
     *
     * @param status an HTTP status
     * @throws IllegalArgumentException when the operation documents no such status, or a body but no example of it
     */
    public Answer documented(int status) {
        return answers.stream()
                .filter(answer -> answer.status() == status)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(operation + " documents no answer with status " + status));
    }
}
