// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.ScpError;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.ErrorFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an error: the service's envelope, the gateway's, or whatever a proxy on the way makes up. Never
 * fails.
 */
public final class ErrorReader {

    private static final int MAX_ERRORS = 100;

    private static final int MAX_CAUSES = 8;

    private final Redactor secrets;
    private final BodyErrors form;

    /** Makes a reader that masks these secrets. */
    public ErrorReader(Redactor secrets) {
        this(secrets, new BodyErrors(null));
    }

    /** Makes a reader of errors of this form that masks these secrets. */
    public ErrorReader(Redactor secrets, BodyErrors form) {
        this.secrets = secrets;
        this.form = form;
    }

    /** Returns the error in a response. */
    public ErrorResponse read(AttemptResult.Response response, @Nullable Duration retryAfter) {
        String text = BodyText.of(response, secrets);
        JsonValue body = BodyErrors.parse(response.body());
        if (body == null) { // JSON is UTF-8, but this one may not be
            body = BodyErrors.parse(text.getBytes(UTF_8));
        }
        ErrorFormat format = form.format();
        List<JsonValue> formed = form.in(body);
        if (format != null && !formed.isEmpty()) {
            return new ErrorResponse(
                    response.status(),
                    Envelope.SERVICE,
                    formed.stream()
                            .limit(MAX_ERRORS)
                            .map(error -> error(error, format))
                            .toList(),
                    safe(response.requestId()),
                    safe(response.globalRequestId()),
                    retryAfter,
                    null);
        }
        if (format == null && body != null && body.isObject()) {
            JsonValue errors = container(body.get("errors"));
            if (errors != null) {
                List<ScpError> list = errors(errors);
                // a removal counts as done when the service says so; an envelope without errors proves nothing
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
            if (isGateway(body.fields().keySet())) {
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
                words(response, text));
    }

    private static boolean isGateway(Set<String> names) {
        return names.contains("error")
                && (names.contains("path") || names.contains("requestId") || names.contains("timestamp"));
    }

    private static @Nullable JsonValue container(@Nullable JsonValue value) {
        return value != null && (value.isArray() || value.isObject()) ? value : null;
    }

    private List<ScpError> errors(JsonValue errors) {
        return oneOrMany(errors).stream().limit(MAX_ERRORS).map(this::error).toList();
    }

    private static List<JsonValue> oneOrMany(JsonValue value) {
        return value.isArray() ? value.elements() : List.of(value);
    }

    /** Reads an error by the description; the words of the errors behind it follow its own. */
    private ScpError error(JsonValue error, ErrorFormat format) {
        List<String> words = new ArrayList<>();
        JsonValue at = error;
        for (int i = 0; i < MAX_CAUSES && at != null && !at.isNull(); i++) {
            String text = at.isObject() ? text(at.get(format.message())) : text(at);
            if (text == null && format.otherwise() != null) {
                text = text(at.get(format.otherwise()));
            }
            if (text != null && !words.contains(text)) {
                words.add(text);
            }
            at = format.cause() == null ? null : at.get(format.cause());
        }
        return new ScpError(text(error.get(format.code())), null, null, List.copyOf(words), null, null, null);
    }

    private ScpError error(JsonValue error) {
        if (!error.isObject()) {
            String text = text(error);
            return new ScpError(null, null, null, text == null ? List.of() : List.of(text), null, null, null);
        }
        JsonValue status = error.get("status");
        JsonValue response = container(error.get("response"));
        return new ScpError(
                text(error.get("code")),
                text(error.get("title")),
                status == null ? null : status.asInt(),
                details(error.get("detail")),
                text(error.get("request_id")),
                text(error.get("global_request_id")),
                response == null ? null : safe(response));
    }

    private List<String> details(@Nullable JsonValue detail) {
        List<String> details = new ArrayList<>();
        for (JsonValue one : detail == null ? List.<JsonValue>of() : oneOrMany(detail)) {
            String text = text(one);
            if (text != null && details.size() < MAX_ERRORS) {
                details.add(text);
            }
        }
        return details;
    }

    private @Nullable String text(@Nullable JsonValue value) {
        if (value == null || value.isNull()) {
            return null;
        }
        String text = container(value) == null ? value.asText() : safe(value).toString();
        return text == null || text.isBlank() ? null : secrets.safe(text);
    }

    private @Nullable String safe(@Nullable String text) {
        return text == null || text.isBlank() ? null : secrets.safe(text);
    }

    /** Returns a copy with every text masked. */
    private JsonValue safe(JsonValue value) {
        if (value.isObject()) {
            Map<String, JsonValue> copy = new LinkedHashMap<>();
            value.fields().forEach((name, field) -> copy.put(secrets.safe(name), safe(field)));
            return JsonValue.of(copy);
        }
        if (value.isArray()) {
            return JsonValue.of(value.elements().stream().map(this::safe).toList());
        }
        String text = value.isText() || value.isNumber() ? value.asText() : null;
        if (text == null || (value.isNumber() && secrets.mask(text).equals(text))) {
            return value;
        }
        return JsonValue.of(secrets.safe(text));
    }

    /** Returns the text of a body in an unknown form, and of an HTML page the text without its markup. */
    private @Nullable String words(AttemptResult.Response response, String whole) {
        String text = response.tooLarge() || response.broken() != null ? secrets.maskCut(whole) : secrets.mask(whole);
        boolean page =
                response.contentType().contains("html") || text.stripLeading().startsWith("<");
        String plain = page ? withoutMarkup(text) : text;
        String words = secrets.safe(plain.strip());
        return words.isEmpty() ? null : words;
    }

    /** Removes markup by hand and in one pass, because a regular expression can take for ever on a hostile text. */
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
