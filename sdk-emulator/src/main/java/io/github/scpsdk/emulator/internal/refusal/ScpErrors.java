// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.scpsdk.emulator.Response;
import java.util.List;

/** The errors of the platform's services. */
public final class ScpErrors implements ErrorForm {

    @Override
    public Response error(int status, String code, List<String> details) {
        return code.equals("ValidationError")
                ? Response.error(status, code, details)
                : Response.error(status, code, String.join("\n", details));
    }

    /** The gateway's third form of errors. */
    @Override
    public Response notEntitled(String service) {
        return Response.json(
                401,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", "UNAUTHORIZED")
                        .put("name", "Request was rejected by gateway")
                        .put(
                                "message",
                                "Service Account catalog has not target's endpoint. target : scp-" + service + "_hmac")
                        .toString());
    }
}
