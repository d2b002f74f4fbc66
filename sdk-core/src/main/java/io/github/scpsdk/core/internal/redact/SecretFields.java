// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.redact;

import io.github.scpsdk.core.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Knows by their names the fields whose values must not show, for bodies that no description explains. It errs on the
 * side of silence.
 */
public final class SecretFields {

    private static final List<String> WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "credential",
            "authcode",
            "authorization",
            "accesskey",
            "apikey",
            "privatekey",
            "signature",
            "session",
            "cookie");

    private SecretFields() {}

    /** Whether a field of this name may hold a secret. */
    public static boolean isSecret(String name) {
        String letters = name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(letters::contains);
    }

    /** Passes on every text below fields that may hold secrets. */
    public static void secrets(JsonValue value, Consumer<String> sink) {
        secrets(value, false, sink);
    }

    private static void secrets(JsonValue value, boolean secret, Consumer<String> sink) {
        value.fields().forEach((name, field) -> secrets(field, secret || isSecret(name), sink));
        value.elements().forEach(element -> secrets(element, secret, sink));
        if (secret && value.isText()) { // a number would be masked wherever it stands by chance
            sink.accept(String.valueOf(value.value()));
        }
    }
}
