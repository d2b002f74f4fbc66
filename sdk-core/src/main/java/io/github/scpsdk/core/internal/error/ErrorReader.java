package io.github.scpsdk.core.internal.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import io.github.scpsdk.core.ScpError;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonTrees;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what comes with an error: the service's form, the gateway's, or whatever a box on the way makes up. Never fails. */
public final class ErrorReader {

    private static final int MAX_ERRORS = 100;

    private final Redactor secrets;

    /** A reader that keeps these secrets out of what it reads. */
    public ErrorReader(Redactor secrets) {
        this.secrets = secrets;
    }

    /** The error in a response. */
    public ErrorResponse read(AttemptResult.Response response, @Nullable Duration retryAfter) {
        JsonNode body = parse(response.body());
        if (body != null && body.isObject()) {
            JsonNode errors = body.path("errors");
            if (errors.isArray() || errors.isObject()) {
                List<ScpError> list = errors(errors);
                // a removal counts as done on the word of the service, so an envelope without an error in it is
                // nobody's word
                boolean service = list.stream().anyMatch(error -> error.code() != null || error.title() != null);
                return new ErrorResponse(
                        response.status(),
                        service ? Envelope.SERVICE : Envelope.OTHER,
                        list,
                        firstId(list.stream().map(ScpError::requestId).toList(), response.requestId()),
                        firstId(list.stream().map(ScpError::globalRequestId).toList(), response.globalRequestId()),
                        retryAfter,
                        null);
            }
            if (body.has("error") && (body.has("path") || body.has("requestId") || body.has("timestamp"))) {
                String id = text(body.get("requestId"));
                return new ErrorResponse(
                        response.status(),
                        Envelope.GATEWAY,
                        List.of(),
                        id == null ? safe(response.requestId()) : id,
                        safe(response.globalRequestId()),
                        retryAfter,
                        text(body.get("error")));
            }
        }
        return new ErrorResponse(
                response.status(),
                Envelope.OTHER,
                List.of(),
                safe(response.requestId()),
                safe(response.globalRequestId()),
                retryAfter,
                words(response));
    }

    private static @Nullable JsonNode parse(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        try (JsonParser parser = JsonFactories.parser(bytes)) {
            return parser.nextToken() == null ? null : JsonTrees.read(parser);
        } catch (IOException e) {
            return null; // then it is text
        }
    }

    private List<ScpError> errors(JsonNode errors) {
        List<ScpError> list = new ArrayList<>();
        for (JsonNode error : errors.isArray() ? errors : List.of(errors)) {
            if (list.size() < MAX_ERRORS) {
                list.add(error(error));
            }
        }
        return list;
    }

    private ScpError error(JsonNode error) {
        if (!error.isObject()) {
            String text = text(error);
            return new ScpError(null, null, null, text == null ? List.of() : List.of(text), null, null, null);
        }
        JsonNode status = error.path("status");
        JsonNode response = error.path("response");
        return new ScpError(
                text(error.get("code")),
                text(error.get("title")),
                status.isInt() ? status.intValue() : null,
                details(error.path("detail")),
                text(error.get("request_id")),
                text(error.get("global_request_id")),
                response.isContainerNode() ? safe(response) : null);
    }

    private List<String> details(JsonNode detail) {
        List<String> details = new ArrayList<>();
        for (JsonNode one : detail.isArray() ? detail : List.of(detail)) {
            String text = text(one);
            if (text != null && details.size() < MAX_ERRORS) {
                details.add(text);
            }
        }
        return details;
    }

    private @Nullable String text(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        String text = node.isValueNode() ? node.asText() : safe(node).toString();
        return text.isBlank() ? null : secrets.safe(text);
    }

    private @Nullable String safe(@Nullable String text) {
        return text == null || text.isBlank() ? null : secrets.safe(text);
    }

    /** A copy with every text masked. */
    private JsonNode safe(JsonNode node) {
        if (node.isTextual() || (node.isNumber() && !secrets.mask(node.asText()).equals(node.asText()))) {
            return JsonNodeFactory.instance.textNode(secrets.safe(node.asText()));
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(safe(element)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                copy.set(secrets.safe(field.getKey()), safe(field.getValue()));
            }
            return copy;
        }
        return node;
    }

    /** The words of a body in no form we know; of a page, without its markup. */
    private @Nullable String words(AttemptResult.Response response) {
        String whole = new String(response.body(), UTF_8);
        String text = response.tooLarge() || response.broken() != null ? secrets.maskCut(whole) : secrets.mask(whole);
        boolean page =
                response.contentType().contains("html") || text.stripLeading().startsWith("<");
        String plain = page ? withoutMarkup(text) : text;
        String words = secrets.safe(plain.strip());
        return words.isEmpty() ? null : words;
    }

    /** By hand and in one pass: a pattern over text that a stranger wrote can take for ever. */
    private static String withoutMarkup(String page) {
        StringBuilder words = new StringBuilder();
        boolean tag = false;
        for (int i = 0; i < page.length(); i++) {
            char c = page.charAt(i);
            if (c == '<') {
                tag = true;
            } else if (c == '>') {
                tag = false;
                c = ' ';
            }
            boolean space = Character.isWhitespace(c);
            if (!tag && !(space && (words.isEmpty() || words.charAt(words.length() - 1) == ' '))) {
                words.append(space ? ' ' : c);
            }
        }
        return words.toString();
    }

    private @Nullable String firstId(List<@Nullable String> ids, @Nullable String otherwise) {
        for (String id : ids) {
            if (id != null) {
                return id;
            }
        }
        return safe(otherwise);
    }
}
