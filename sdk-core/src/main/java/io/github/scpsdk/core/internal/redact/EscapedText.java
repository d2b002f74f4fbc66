// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A text in which each character may be plain or escaped, once or several times, for JSON, a URL or HTML. The
 * meanings of each position are computed once and in bounded time, because the text may come from an attacker
 * who wants it to take for ever.
 */
final class EscapedText {

    private static final int MAX_LAYERS = 3;
    /** The maximum number of backslashes before a letter: four layers deep. */
    private static final int MAX_BACKSLASHES = 15;

    private static final int MAX_ENTITY = 10;
    private static final int MAX_ESCAPE = 24;
    private static final int[] NONE = {};
    private static final Map<String, Integer> ENTITIES = Map.of(
            "lt", (int) '<', "gt", (int) '>', "amp", (int) '&', "quot", (int) '"', "apos", (int) '\'', "nbsp", 0xa0);

    private final String text;
    private final int[] origins;
    private final int[] @Nullable [] readings;

    private EscapedText(String text, int[] origins) {
        this.text = text;
        this.origins = origins;
        this.readings = new int[text.length()][];
    }

    /**
     * Returns the text as it is, and with one kind of escape undone. JSON in an HTML page, for example, has
     * two kinds.
     */
    static List<EscapedText> views(String text) {
        int[] origins = new int[text.length() + 1];
        Arrays.setAll(origins, i -> i);
        EscapedText whole = new EscapedText(text, origins);
        List<EscapedText> views = new ArrayList<>(List.of(whole));
        for (char sign : new char[] {'\\', '%', '&'}) {
            if (text.indexOf(sign) >= 0) {
                views.add(whole.without(sign));
            }
        }
        return views;
    }

    private EscapedText without(char sign) {
        StringBuilder plain = new StringBuilder(text.length());
        int[] positions = new int[text.length() + 1];
        for (int at = 0; at < text.length(); ) {
            int[] found = text.charAt(at) == sign ? readings(at) : NONE;
            int character = found.length == 0 ? text.charAt(at) : found[0];
            for (char unit : Character.toChars(character)) {
                positions[plain.length()] = at;
                plain.append(unit);
            }
            at = found.length == 0 ? at + 1 : found[1];
        }
        positions[plain.length()] = text.length();
        return new EscapedText(plain.toString(), Arrays.copyOf(positions, plain.length() + 1));
    }

    /** Returns the position in the original text of a position in this one. */
    int origin(int at) {
        return origins[at];
    }

    int length() {
        return text.length();
    }

    int codePointAt(int at) {
        return text.codePointAt(at);
    }

    /** Returns whether an escape may start here. */
    boolean mayBeEscape(int at) {
        return isSign(text.charAt(at));
    }

    private static boolean isSign(char c) {
        return c == '\\' || c == '%' || c == '&' || c == '+';
    }

    /** Passes on every character that may start here. */
    void charactersAt(int at, IntConsumer each) {
        each.accept(text.codePointAt(at));
        if (mayBeEscape(at)) {
            int[] found = readings(at);
            for (int i = 0; i < found.length; i += 2) {
                each.accept(found[i]);
            }
        }
    }

    /**
     * Adds the positions where this character ends if it starts here, and returns the new number of
     * positions.
     */
    int ends(int at, int character, int[] ends, int count) {
        if (at >= text.length()) {
            return count;
        }
        int known = count;
        if (text.codePointAt(at) == character) {
            known = add(ends, known, at + Character.charCount(character));
        }
        int[] readings = readings(at);
        for (int i = 0; i < readings.length; i += 2) {
            if (readings[i] == character) {
                known = add(ends, known, readings[i + 1]);
            }
        }
        return known;
    }

    /** Returns whether the text ends here, or may end in half of an escape. */
    boolean mayHaveBeenCutAt(int at) {
        int left = text.length() - at;
        return left == 0 || (left < MAX_ESCAPE && "\\%&".indexOf(text.charAt(at)) >= 0);
    }

    private static int add(int[] ends, int count, int end) {
        for (int i = 0; i < count; i++) {
            if (ends[i] == end) {
                return count;
            }
        }
        if (count < ends.length) {
            ends[count] = end;
            return count + 1;
        }
        return count;
    }

    /** Returns the characters that are escaped here, each followed by the position where its escape ends. */
    private int[] readings(int at) {
        char c = text.charAt(at);
        if (!isSign(c)) {
            return NONE;
        }
        int[] known = readings[at];
        if (known == null) {
            known = switch (c) {
                case '\\' -> json(at);
                case '%' -> percent(at);
                case '&' -> html(at);
                // a plus is a space in forms
                default -> new int[] {' ', at + 1};
            };
            readings[at] = known;
        }
        return known;
    }

    /**
     * Reads a backslash and a letter, or a backslash, u and four digits. In JSON within JSON each backslash
     * is two.
     */
    private int[] json(int at) {
        int[] found = new int[2 * MAX_LAYERS + 2];
        int count = 0;
        int i = afterBackslashes(at);
        for (int length = 2; length <= Math.min(i - at, 1 << MAX_LAYERS); length *= 2) {
            count = put(found, count, '\\', at + length);
        }
        if (i == text.length()) {
            return Arrays.copyOf(found, count);
        }
        char letter = text.charAt(i);
        int meant = switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '/', '\'' -> letter;
            default -> -1;
        };
        if (meant >= 0) {
            count = put(found, count, meant, i + 1);
        } else if (letter == 'u') {
            int unit = hex(i + 1, 4);
            int end = i + 5;
            if (unit >= 0 && Character.isHighSurrogate((char) unit) && end < text.length()) {
                int low = afterBackslashes(end);
                int second = low > end && low < text.length() && text.charAt(low) == 'u' ? hex(low + 1, 4) : -1;
                if (second >= 0 && Character.isLowSurrogate((char) second)) {
                    count = put(found, count, Character.toCodePoint((char) unit, (char) second), low + 5);
                }
            } else if (unit >= 0 && !Character.isSurrogate((char) unit)) {
                count = put(found, count, unit, end);
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int afterBackslashes(int at) {
        int i = at;
        while (i < text.length() && i - at < MAX_BACKSLASHES && text.charAt(i) == '\\') {
            i++;
        }
        return i;
    }

    /**
     * Reads a percent sign and two digits for each byte. Encoded once more, the percent sign is three
     * characters itself.
     */
    private int[] percent(int at) {
        int[] found = new int[4 * MAX_LAYERS];
        int count = 0;
        String sign = "%";
        for (int layer = 0; layer < MAX_LAYERS; layer++, sign += "25") {
            if (!text.startsWith(sign, at)) {
                break;
            }
            int first = hex(at + sign.length(), 2);
            int length = first < 0 ? 0 : first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
            byte[] bytes = new byte[length];
            int i = at;
            for (int b = 0; b < length; b++) {
                int value = text.startsWith(sign, i) ? hex(i + sign.length(), 2) : -1;
                if (value < 0) {
                    length = 0;
                } else {
                    bytes[b] = (byte) value;
                    i += sign.length() + 2;
                }
            }
            if (length > 0) {
                int character = new String(bytes, UTF_8).codePointAt(0);
                count = put(found, count, character, i);
                // a space that was escaped as a plus first
                if (character == '+') {
                    count = put(found, count, ' ', i);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Reads an HTML entity by name or number. Escaped once more, the ampersand is an entity itself. */
    private int[] html(int at) {
        int[] found = new int[2 * MAX_LAYERS];
        int count = 0;
        int i = at + 1;
        for (int layer = 0; layer < MAX_LAYERS; layer++) {
            int end = i;
            while (end < text.length() && end - i <= MAX_ENTITY && text.charAt(end) != ';') {
                end++;
            }
            if (end == text.length() || text.charAt(end) != ';') {
                break;
            }
            int character = entity(text.substring(i, end));
            if (character >= 0) {
                count = put(found, count, character, end + 1);
            }
            if (character != '&') {
                break;
            }
            i = end + 1;
        }
        return Arrays.copyOf(found, count);
    }

    private static int entity(String name) {
        if (!name.startsWith("#")) {
            return ENTITIES.getOrDefault(name, -1);
        }
        boolean hex = name.startsWith("#x") || name.startsWith("#X");
        try {
            int character = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            return Character.isValidCodePoint(character) ? character : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Returns the number of the given count of hexadecimal digits from here, or -1. */
    private int hex(int at, int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private static int put(int[] found, int count, int character, int end) {
        found[count] = character;
        found[count + 1] = end;
        return count + 2;
    }
}
