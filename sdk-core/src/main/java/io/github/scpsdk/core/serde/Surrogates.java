// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.serde;

/**
 * Finds half surrogate pairs. A character outside the basic plane is a pair in Java; half of a pair is no
 * character and has no bytes to send.
 */
public final class Surrogates {

    /** The problem of a text with half of a pair, for messages. */
    public static final String HALF = "has half of a surrogate pair";

    private Surrogates() {}

    /** Returns whether all surrogates of a text are whole pairs. */
    public static boolean areWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
