// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonOutput;
import io.github.scpsdk.core.serde.JsonReader;
import io.github.scpsdk.core.serde.JsonWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the body of a login: what the description has, with the user's own values in it. */
final class LoginBody extends JsonWriter<ScpCredentials> {

    private static final Pattern VALUE = Pattern.compile("\\{([a-z]+)(?::([a-z0-9-]+))?}");

    private final JsonValue template;

    LoginBody(JsonValue template) {
        super("login");
        this.template = template;
    }

    @Override
    public void write(JsonOutput out, ScpCredentials user) throws IOException {
        JsonValue filled = filled(template, user);
        out.begin();
        for (Map.Entry<String, JsonValue> field : filled == null
                ? List.<Map.Entry<String, JsonValue>>of()
                : filled.fields().entrySet()) {
            out.jsonValue(field.getKey(), field.getValue());
        }
        out.end();
    }

    @Override
    public void secrets(ScpCredentials user, Consumer<String> sink) {
        sink.accept(user.secretKey());
        hashes(template, user, sink);
    }

    private static void hashes(JsonValue value, ScpCredentials user, Consumer<String> sink) {
        value.fields().values().forEach(field -> hashes(field, user, sink));
        value.elements().forEach(element -> hashes(element, user, sink));
        Matcher place = value.isText() ? VALUE.matcher(String.valueOf(value.asText())) : null;
        String text = place != null && place.matches() && place.group(2) != null ? text(place, user) : null;
        if (text != null) {
            sink.accept(text);
        }
    }

    /** The value with the user's own in it; null where the user has none for it. */
    private static @Nullable JsonValue filled(JsonValue value, ScpCredentials user) {
        if (value.isObject()) {
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            value.fields().forEach((name, field) -> {
                JsonValue own = filled(field, user);
                if (own != null) {
                    fields.put(name, own);
                }
            });
            return fields.isEmpty() ? null : JsonValue.of(fields);
        }
        if (value.isArray()) {
            List<JsonValue> elements = new ArrayList<>(value.elements());
            return JsonValue.of(elements);
        }
        Matcher place = value.isText() ? VALUE.matcher(String.valueOf(value.asText())) : null;
        if (place == null || !place.matches()) {
            return value;
        }
        String text = text(place, user);
        return text == null ? null : JsonValue.of(text);
    }

    private static @Nullable String text(Matcher place, ScpCredentials user) {
        String text = switch (place.group(1)) {
            case "user" -> user.accessKey();
            case "password" -> user.secretKey();
            default -> user.loginFields().get(place.group(1));
        };
        return text == null || place.group(2) == null ? text : hash(place.group(2), text);
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) { // the description has it from Java's own list
            throw new IllegalStateException(e);
        }
    }

    /** Makes the operation one whose response is wanted; the session reads it itself, as a header may have the token. */
    static final class NoReader extends JsonReader<Sessions.Session> {

        NoReader() {
            super("login");
        }

        @Override
        public Sessions.Session read(JsonInput in) {
            throw new IllegalStateException("the session reads the response of a login");
        }
    }
}
