package io.github.scpsdk.core.internal.config;

import io.github.scpsdk.core.ScpConfigurationException;

/** Checks what becomes a header before OkHttp sees it, whose own message would show the value. */
public final class HeaderChecks {

    private HeaderChecks() {}

    /** The value, when it is visible ASCII; else an exception that names the setting and not the value. */
    public static String checked(String setting, String value) {
        if (value.isEmpty()) {
            throw new ScpConfigurationException(setting + " is empty. Leave it out, or give a value.");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new ScpConfigurationException(setting + " has a character at position " + i
                        + " that is not visible ASCII and cannot be sent in a header.");
            }
        }
        return value;
    }
}
