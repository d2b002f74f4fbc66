package io.github.scpsdk.core.internal.redact;

import java.util.Arrays;
import java.util.BitSet;

/** A secret to be found in a text that somebody else has written. */
final class SecretMatcher {

    /** So many characters of a secret at the end of a text that was cut are taken for its beginning. */
    private static final int TELLING = 4;

    /** So many are taken for it anywhere: servers shorten what they quote. */
    private static final int TELLING_ANYWHERE = 8;

    /** No text that is not made for it can be read in more ways at a time. */
    private static final int MAX_WAYS = 16;

    private final int[] secret;

    /** Finds this secret; it is not empty. */
    SecretMatcher(String secret) {
        this.secret = secret.codePoints().toArray();
    }

    /** The character it begins with. */
    int first() {
        return secret[0];
    }

    /**
     * Looks whether it stands at a place.
     *
     * @param text where to poll
     * @param at the place
     * @param cut whether the end of the text is missing, so that only the beginning of the secret may be there
     * @param found gets the places, in the original text, of all characters that belong to it
     */
    void find(EscapedText text, int at, boolean cut, BitSet found) {
        int end = end(text, at, cut);
        if (end > at) {
            found.set(text.origin(at), text.origin(end));
        }
    }

    /** Where it, or as much of it as tells, ends that starts here; or -1. */
    private int end(EscapedText text, int start, boolean cut) {
        int at = start;
        int i = 0;
        while (i < secret.length && at < text.length() && !text.mayBeEscape(at)) {
            if (text.codePointAt(at) != secret[i]) {
                return i >= TELLING_ANYWHERE ? at : -1;
            }
            at += Character.charCount(secret[i]);
            i++;
        }
        return i == secret.length ? at : endOfRest(text, at, i, cut);
    }

    /** The same from the middle on, where what follows can be read in more than one way. */
    private int endOfRest(EscapedText text, int start, int from, boolean cut) {
        int[] ends = new int[MAX_WAYS]; // all places at which the characters so far can have ended
        int[] next = new int[MAX_WAYS];
        int count = 1;
        ends[0] = start;
        for (int i = from; i < secret.length; i++) {
            int found = 0;
            for (int way = 0; way < count; way++) {
                int before = found;
                found = text.ends(ends[way], secret[i], next, found);
                if (cut && i >= TELLING && found == before && text.mayHaveBeenCutAt(ends[way])) {
                    return text.length();
                }
            }
            if (found == 0) {
                return i >= TELLING_ANYWHERE ? furthest(ends, count) : -1;
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
