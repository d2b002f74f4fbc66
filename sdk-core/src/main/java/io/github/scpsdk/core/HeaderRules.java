// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.util.Locale;
import java.util.Set;

/**
 * Checks the headers that an application adds, and the values of other headers. Messages show names and never
 * values; those of OkHttp would show the value.
 */
final class HeaderRules {

    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";

    /**
     * Names that the SDK or HTTP itself sets. Names that begin with {@code Scp-} or {@code Content-} are
     * reserved too.
     */
    private static final Set<String> RESERVED = Set.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "authorization",
            "connection",
            "cookie",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-auth-token");

    private HeaderRules() {}

    /** Returns the name in lower case, if an application may use it. */
    static String name(String name) {
        if (name.isEmpty()) {
            throw new ScpConfigurationException("Call options: header has an empty name.");
        }
        for (int i = 0; i < name.length(); i++) {
            if (TOKEN.indexOf(name.charAt(i)) < 0) {
                throw new ScpConfigurationException("Call options: header has a character at position " + i
                        + " of its name that no header name can have.");
            }
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || lower.startsWith("scp-") || lower.startsWith("content-")) {
            throw new ScpConfigurationException("Call options: header " + name
                    + " is set by the SDK itself and cannot be replaced"
                    + (lower.equals("accept-language") ? "; use language." : "."));
        }
        return lower;
    }

    /** Returns the value, if it is visible ASCII with spaces only inside. */
    static String value(String setting, String value) {
        return visible(setting, value, true);
    }

    /** Returns the value, if it is visible ASCII without spaces. */
    static String word(String setting, String value) {
        return visible(setting, value, false);
    }

    private static String visible(String setting, String value, boolean spacesInside) {
        if (value.isEmpty()) {
            throw new ScpConfigurationException(setting + " is empty. Leave it out, or give a value.");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean inside = i > 0 && i < value.length() - 1;
            if ((c <= ' ' || c > '~') && !(c == ' ' && inside && spacesInside)) {
                throw new ScpConfigurationException(setting + " has a character at position " + i
                        + " that is not visible ASCII and cannot be sent in a header.");
            }
        }
        return value;
    }
}
