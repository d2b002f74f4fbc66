// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.refusal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import java.util.List;
import java.util.Map;

/** Errors in the form that {@code x-errors} of a description gives them. One without a code is plain text. */
public final class DescribedErrors implements ErrorForm {
    private final DescribedVersion described;

    /** The errors of a system. */
    public DescribedErrors(DescribedVersion described) {
        this.described = described;
    }

    @Override
    public Response error(int status, String code, List<String> details) {
        String words = String.join("; ", details);
        if (code.isEmpty()) {
            return new Response(status, Map.of("Content-Type", "text/plain; charset=utf-8"), words);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String at = described.known("errors/at");
        ObjectNode error = at.isEmpty() ? body : body.putObject(at);
        error.put(described.known("errors/code"), code);
        String otherwise = described.known("errors/otherwise");
        if (!otherwise.isEmpty()) {
            error.put(otherwise, words);
        }
        error.put(described.known("errors/message"), words);
        return Response.json(status, body.toString());
    }

    @Override
    public Response notEntitled(String service) {
        return error(403, "Forbidden", List.of("The account may not use " + service + "."));
    }
}
