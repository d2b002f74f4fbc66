// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

/** JSON schema means its patterns as ECMA does, where {@code $} is the very end; in Java a line break may follow. */
final class Patterns {

    private Patterns() {}

    /** The pattern with every end anchor meaning the very end. */
    static String strict(String pattern) {
        StringBuilder strict = new StringBuilder();
        boolean set = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                strict.append(c).append(pattern.charAt(++i));
                continue;
            }
            if (c == '[') {
                set = true;
            } else if (c == ']') {
                set = false;
            }
            strict.append(c == '$' && !set ? "\\z" : String.valueOf(c));
        }
        return strict.toString();
    }
}
