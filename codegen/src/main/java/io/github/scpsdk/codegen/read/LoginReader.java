// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code x-login}, {@code x-errors} and {@code x-job}. */
final class LoginReader {

    private static final Pattern HASHED = Pattern.compile("\\{[a-z]+:([^}]*)}");

    private final Lines lines;
    private final ExtensionReader extensions;

    LoginReader(Lines lines) {
        this.lines = lines;
        this.extensions = new ExtensionReader(lines);
    }

    /** Reads how to log in. */
    Login login(String at, Object declared, List<ApiOperation> operations) {
        Map<String, Object> keys =
                extensions.entries(at, declared, Set.of("operation", "body", "token", "expires", "lifetime", "ended"));
        String id = extensions.text(keys, "operation", at);
        ApiOperation operation = operations.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidDescriptionException(
                        lines.place(Lines.join(at, "operation")), "there is no operation '" + id + "'"));
        if (!operation.anonymous() || !operation.parameters().isEmpty()) {
            throw new InvalidDescriptionException(
                    operation.place(), "an operation that logs in has 'security: []' and no parameters");
        }
        Map<String, Object> token = one(at, "token", keys, Set.of("header", "field"));
        Map<String, Object> expires =
                keys.containsKey("expires") ? one(at, "expires", keys, Set.of("field", "seconds")) : Map.of();
        return new Login(
                operation.title(),
                operation.method(),
                operation.path(),
                operation.server(),
                body(Lines.join(at, "body"), keys.get("body")),
                text(token, "header"),
                text(token, "field"),
                text(expires, "field"),
                text(expires, "seconds"),
                duration(at, keys, "lifetime"),
                texts(Lines.join(at, "ended"), keys.get("ended")));
    }

    /** The entries of a key that has exactly one of these. */
    private Map<String, Object> one(String at, String key, Map<String, Object> keys, Set<String> understood) {
        String path = Lines.join(at, key);
        Object declared = keys.get(key);
        Map<String, Object> entries = declared == null ? Map.of() : extensions.entries(path, declared, understood);
        if (entries.size() != 1) {
            throw new InvalidDescriptionException(lines.place(path), "this must have one of " + sorted(understood));
        }
        return entries;
    }

    private String body(String at, @Nullable Object declared) {
        if (!(declared instanceof Map<?, ?>)) {
            throw new InvalidDescriptionException(lines.place(at), "this must have keys");
        }
        try {
            String json = JsonMapper.builder().build().writeValueAsString(declared);
            Matcher hashed = HASHED.matcher(json);
            while (hashed.find()) {
                MessageDigest ignored = MessageDigest.getInstance(hashed.group(1));
            }
            return json;
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new InvalidDescriptionException(lines.place(at), "this cannot be sent: " + e.getMessage());
        }
    }

    /** Reads where failures have their words. */
    ErrorForm errors(String at, Object declared) {
        Map<String, Object> keys = extensions.entries(
                at, declared, Set.of("at", "code", "message", "otherwise", "cause", "inSuccess", "refusals"));
        List<Integer> refusals = new ArrayList<>();
        for (String status : texts(Lines.join(at, "refusals"), keys.get("refusals"))) {
            if (!status.matches("5[0-9][0-9]")) {
                throw new InvalidDescriptionException(
                        lines.place(Lines.join(at, "refusals")), "'" + status + "' is no status from 500 on");
            }
            refusals.add(Integer.valueOf(status));
        }
        return new ErrorForm(
                text(keys, "at"),
                extensions.text(keys, "code", at),
                extensions.text(keys, "message", at),
                text(keys, "otherwise"),
                text(keys, "cause"),
                Boolean.parseBoolean(String.valueOf(keys.get("inSuccess"))),
                List.copyOf(refusals));
    }

    /** Reads what a 202 means. */
    ApiOperation.Job job(String at, Object declared) {
        Map<String, Object> keys = extensions.entries(at, declared, Set.of("location", "interval", "limit"));
        return new ApiOperation.Job(
                extensions.text(keys, "location", at), duration(at, keys, "interval"), duration(at, keys, "limit"));
    }

    private Duration duration(String at, Map<String, Object> keys, String key) {
        String text = extensions.text(keys, key, at);
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.toMillisPart() == 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new InvalidDescriptionException(
                lines.place(Lines.join(at, key)), "'" + text + "' is no duration of whole seconds, like PT5S");
    }

    private List<String> texts(String at, @Nullable Object declared) {
        if (declared == null) {
            return List.of();
        }
        if (!(declared instanceof List<?> list)) {
            throw new InvalidDescriptionException(lines.place(at), "this must be a list");
        }
        return list.stream().map(String::valueOf).toList();
    }

    private static @Nullable String text(Map<String, Object> keys, String key) {
        Object value = keys.get(key);
        return value == null ? null : String.valueOf(value);
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
