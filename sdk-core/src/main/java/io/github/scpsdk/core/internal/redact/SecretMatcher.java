// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.redact;

import java.util.Arrays;
import java.util.BitSet;

/** Finds one secret in a text of a server or a library. */
final class SecretMatcher {

    /**
     * The minimum number of characters that count as the beginning of a secret at the end of a text that was
     * cut.
     */
    private static final int MIN_START = 4;

    /** The minimum number of characters that count as a secret anywhere, because servers shorten quotes. */
    private static final int MIN_PART = 8;

    /** The maximum number of readings at a time. Only a text that is made for it has more. */
    private static final int MAX_WAYS = 16;

    private final int[] secret;

    /** Creates a matcher of a secret, which is not empty. */
    SecretMatcher(String secret) {
        this.secret = secret.codePoints().toArray();
    }

    /** Returns the first character. */
    int first() {
        return secret[0];
    }

    /**
     * Marks the secret if it starts at a position.
     *
     * @param text the text to search
     * @param at the position
     * @param cut whether the end of the text is missing, so that only the beginning of the secret may be
     *     there
     * @param found receives the positions, in the original text, of all characters of the secret
     */
    void find(EscapedText text, int at, boolean cut, BitSet found) {
        int end = end(text, at, cut);
        if (end > at) {
            found.set(text.origin(at), text.origin(end));
        }
    }

    /** Returns the end of the secret, or of a long enough beginning, that starts here; or -1. */
    private int end(EscapedText text, int start, boolean cut) {
        int at = start;
        int i = 0;
        while (i < secret.length && at < text.length() && !text.mayBeEscape(at)) {
            if (text.codePointAt(at) != secret[i]) {
                return i >= MIN_PART ? at : -1;
            }
            at += Character.charCount(secret[i]);
            i++;
        }
        return i == secret.length ? at : endOfRest(text, at, i, cut);
    }

    /** Does the same from the middle on, where the text can be read in more than one way. */
    private int endOfRest(EscapedText text, int start, int from, boolean cut) {
        // all positions at which the characters so far can end
        int[] ends = new int[MAX_WAYS];
        int[] next = new int[MAX_WAYS];
        int count = 1;
        ends[0] = start;
        for (int i = from; i < secret.length; i++) {
            int found = 0;
            for (int way = 0; way < count; way++) {
                int before = found;
                found = text.ends(ends[way], secret[i], next, found);
                if (cut && i >= MIN_START && found == before && text.mayHaveBeenCutAt(ends[way])) {
                    return text.length();
                }
            }
            if (found == 0) {
                return i >= MIN_PART ? furthest(ends, count) : -1;
            }
            int[] swap = ends;
            ends = next;
            next = swap;
            count = found;
        }
        return furthest(ends, count);
    }

    private static int furthest(int[] ends, int count) {
        return Arrays.stream(ends, 0, count).max().orElse(-1);
    }
}
