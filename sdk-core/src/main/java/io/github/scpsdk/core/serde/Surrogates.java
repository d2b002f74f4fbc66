package io.github.scpsdk.core.serde;

/** Characters outside the basic plane are pairs in Java; half a pair is no character, and there are no bytes to send for it. */
public final class Surrogates {

    /** What is wrong with a text that has one. */
    public static final String HALF = "has half of a surrogate pair";

    private Surrogates() {}

    /** Whether a text has no half of a pair. */
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
