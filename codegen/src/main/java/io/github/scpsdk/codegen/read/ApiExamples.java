// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The documented requests of one service.
 *
 * @param folder the service's folder in {@code api/examples}
 */
public record ApiExamples(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body of an operation's documented request, corrected where it breaks its schema. */
    public JsonNode request(String version, String operation) {
        Path examples = folder.resolve(version).resolve(operation);
        Path corrected = examples.resolve("request.corrected.json");
        Path body = Files.exists(corrected) ? corrected : examples.resolve("request.json");
        if (!Files.exists(body)) {
            throw new InvalidDescriptionException(
                    new SourceLocation(body.toString(), 0, ""), "the documented request is missing");
        }
        try {
            return JSON.readTree(body.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example of a parameter. */
    public static JsonNode text(@Nullable String example) {
        return example == null ? MissingNode.getInstance() : TextNode.valueOf(example);
    }
}
