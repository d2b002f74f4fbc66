// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator;

import java.util.List;
import java.util.Map;

/** A request that passed every check, in terms of the API's description. */
public interface Call {

    /** {@return the host name of the service, for example {@code filestorage}} */
    String service();

    /** {@return the version, for example {@code 1.1}} */
    String version();

    /** {@return the region, for example {@code kr-west1}} */
    String region();

    /** {@return the operation as the description names it, for example {@code createVolume}} */
    String operation();

    /** {@return the decoded values of the path's parameters by name} */
    Map<String, String> pathValues();

    /** {@return the decoded values of the query's parameters by name} */
    Map<String, List<String>> query();

    /** {@return the JSON body as text, empty when there is none} */
    String body();

    /** {@return what the description documents, in its order, each with the body of its example} */
    List<Response> responses();

    /** {@return what the emulator responds by itself; in a stateful emulator, this carries the call out} */
    Response emulated();

    /** {@return the documented response: the first success of the description} */
    default Response documented() {
        return responses().stream()
                .filter(Response::isSuccess)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation() + " documents no success"));
    }

    /**
     * {@return the documented response with a status}
     *
     * @param status an HTTP status
     * @throws IllegalArgumentException when the operation documents no such status, or a body but no example of it
     */
    default Response documented(int status) {
        return responses().stream()
                .filter(response -> response.status() == status)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(operation() + " documents no response with status " + status));
    }
}
