package io.github.scpsdk.core.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;
import java.util.Locale;

/**
 * Finds a secret in a text that somebody else has written, where each of its characters may stand as it is or escaped for JSON, for a URL or for HTML,
 * and that more than once.
 */
final class Echo {

    /** So many characters of a secret at the end of a text that was cut are taken for its beginning. */
    private static final int TELLING = 4;

    private static final int LONGEST_ESCAPE = 16;
    private static final int MOST_LAYERS = 3;
    private static final String[] BYTES = bytes();

    private final int[] secret;

    /** Finds this secret; it is not empty. */
    Echo(String secret) {
        this.secret = secret.codePoints().toArray();
    }

    /**
     * Finds it everywhere.
     *
     * @param text where to look
     * @param cut whether the end of the text is missing, so that only the beginning of the secret may be there
     * @param found gets the places of all characters that belong to it
     */
    void find(String text, boolean cut, BitSet found) {
        for (int i = 0; i < text.length(); i++) {
            int end = mayStart(text.charAt(i)) ? end(text, i, cut) : -1;
            if (end > i) {
                found.set(i, end);
            }
        }
    }

    private boolean mayStart(char c) {
        int first = secret[0];
        return c == first || c == '\\' || c == '%' || c == '&' || c == '+' || first >= 0x10000;
    }

    /** Where it ends that starts here, or -1. */
    private int end(String text, int start, boolean cut) {
        // all places at which the characters so far can have ended: an escape can often be read in more than one way
        BitSet ends = new BitSet();
        ends.set(start);
        for (int i = 0; i < secret.length; i++) {
            BitSet next = new BitSet();
            for (int at = ends.nextSetBit(0); at >= 0; at = ends.nextSetBit(at + 1)) {
                int before = next.cardinality();
                if (at < text.length()) {
                    step(text, at, secret[i], next);
                }
                if (cut && i >= TELLING && next.cardinality() == before && isEnd(text, at)) {
                    return text.length();
                }
            }
            if (next.isEmpty()) {
                return -1;
            }
            ends = next;
        }
        return ends.length() - 1;
    }

    /** Whether there is nothing more, or perhaps half of an escape. */
    private static boolean isEnd(String text, int at) {
        int left = text.length() - at;
        return left == 0 || (left < LONGEST_ESCAPE && "\\%&".indexOf(text.charAt(at)) >= 0);
    }

    /** Adds the places at which this character ends when it starts here. */
    private static void step(String text, int at, int c, BitSet ends) {
        String plain = Character.toString(c);
        if (text.startsWith(plain, at)) {
            ends.set(at + plain.length());
        }
        switch (text.charAt(at)) {
            case '\\' -> json(text, at, plain, ends);
            case '%' -> percent(text, at, plain.getBytes(UTF_8), ends);
            case '&' -> html(text, at, c, ends);
            case '+' -> {
                if (c == ' ') {
                    ends.set(at + 1);
                }
            }
            default -> {}
        }
    }

    /** Backslash and letter, or backslash, u and four digits; in JSON within JSON each backslash is two. */
    private static void json(String text, int at, String plain, BitSet ends) {
        int i = at;
        while (i < text.length() && text.charAt(i) == '\\') {
            i++;
            if (plain.equals("\\") && i - at <= 1 << MOST_LAYERS) {
                ends.set(i);
            }
        }
        if (i == text.length()) {
            return;
        }
        char letter = text.charAt(i);
        char meant = switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '/', '\'' -> letter;
            default -> 0;
        };
        if (meant != 0 && plain.length() == 1 && plain.charAt(0) == meant) {
            ends.set(i + 1);
        }
        if (letter == 'u') {
            int first = unit(text, i, plain.charAt(0));
            if (first > 0 && plain.length() == 1) {
                ends.set(first);
            } else if (first > 0) {
                int second = first;
                while (second < text.length() && text.charAt(second) == '\\') {
                    second++;
                }
                int end = unit(text, second, plain.charAt(1));
                if (end > 0) {
                    ends.set(end);
                }
            }
        }
    }

    /** Where {@code u} with the four digits of this UTF-16 unit ends, or -1. */
    private static int unit(String text, int at, char unit) {
        int i = at;
        while (i < text.length() && text.charAt(i) == 'u') {
            i++;
        }
        boolean same = i > at && text.regionMatches(true, i, String.format(Locale.ROOT, "%04x", (int) unit), 0, 4);
        return same ? i + 4 : -1;
    }

    /** {@code %0A}; encoded once more, {@code %250A}. */
    private static void percent(String text, int at, byte[] bytes, BitSet ends) {
        BitSet now = new BitSet();
        now.set(at);
        for (byte b : bytes) {
            BitSet next = new BitSet();
            for (int from = now.nextSetBit(0); from >= 0; from = now.nextSetBit(from + 1)) {
                if (from < text.length() && text.charAt(from) == '%') {
                    int i = from + 1;
                    for (int layer = 0; layer < MOST_LAYERS; layer++) {
                        if (text.regionMatches(true, i, BYTES[b & 0xff], 0, 2)) {
                            next.set(i + 2);
                        }
                        if (!text.startsWith("25", i)) {
                            break;
                        }
                        i += 2;
                    }
                }
            }
            now = next;
        }
        ends.or(now);
    }

    /** By name or number; escaped once more, the ampersand is an entity itself. */
    private static void html(String text, int at, int c, BitSet ends) {
        int i = at + 1;
        for (int layer = 0; layer < MOST_LAYERS; layer++) {
            int end = text.indexOf(';', i);
            if (end < 0 || end - i > 10) {
                return;
            }
            if (isEntity(text.substring(i, end), c)) {
                ends.set(end + 1);
            }
            if (!text.startsWith("amp;", i)) {
                return;
            }
            i += 4;
        }
    }

    private static boolean isEntity(String name, int c) {
        if (name.startsWith("#")) {
            boolean hex = name.startsWith("#x") || name.startsWith("#X");
            try {
                return Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10) == c;
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return switch (c) {
            case '<' -> name.equals("lt");
            case '>' -> name.equals("gt");
            case '&' -> name.equals("amp");
            case '"' -> name.equals("quot");
            case '\'' -> name.equals("apos");
            case 0xa0 -> name.equals("nbsp");
            default -> false;
        };
    }

    private static String[] bytes() {
        String[] hex = new String[256];
        for (int i = 0; i < hex.length; i++) {
            hex[i] = String.format(Locale.ROOT, "%02x", i);
        }
        return hex;
    }
}
