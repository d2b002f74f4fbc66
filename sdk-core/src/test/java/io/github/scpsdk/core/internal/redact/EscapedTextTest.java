// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTextTest {

    private static final String UNIT = "\\u";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "\\n 10:2",
                "\\r 13:2",
                "\\t 9:2",
                "\\b 8:2",
                "\\f 12:2",
                "\\/ 47:2",
                "\\\" 34:2",
                "\\\\n 92:2,10:3",
                "\\\\\\\\ 92:2,92:4",
                "\\\\\\\" 92:2,34:4",
                "%41 65:3",
                "%2541 37:3,65:5",
                "%252541 37:3,37:5,65:7",
                "%C3%A9 233:6",
                "%c3%a9 233:6",
                "%E2%82%AC 8364:9",
                "%F0%9F%98%80 128512:12",
                "%7f 127:3",
                "%2B 43:3,32:3",
                "+ 32:1",
                "&lt; 60:4",
                "&gt; 62:4",
                "&amp; 38:5",
                "&quot; 34:6",
                "&apos; 39:6",
                "&nbsp; 160:6",
                "&#65; 65:5",
                "&#x41; 65:6",
                "&#X41; 65:6",
                "&amp;lt; 38:5,60:8",
                "&amp;amp;lt; 38:5,38:9,60:12",
                "&#128512; 128512:9",
                "&#1114111; 1114111:10"
            })
    void readsAnEscape(String text, String readings) {
        assertThat(readings(text)).isEqualTo(List.of(readings.split(",")));
        assertThat(readings(text + "x")).isEqualTo(List.of(readings.split(",")));
    }

    @Test
    void readsUnits() {
        assertThat(readings(UNIT + "0041")).containsExactly("65:6");
        assertThat(readings(UNIT + "00e9x")).containsExactly("233:6");
        assertThat(readings(UNIT + "00E9")).containsExactly("233:6");
        assertThat(readings("\\" + UNIT + "0041")).containsExactly("92:2", "65:7");
        assertThat(readings(UNIT + "d83d" + UNIT + "de00")).containsExactly("128512:12");
        assertThat(readings(UNIT + "d83d\\" + UNIT + "de00x")).containsExactly("128512:13");
        assertThat(readings(UNIT + "d83d")).isEmpty();
        assertThat(readings(UNIT + "d83dx")).isEmpty();
        assertThat(readings(UNIT + "d83dude00")).isEmpty();
        assertThat(readings(UNIT + "d83d\\")).isEmpty();
        assertThat(readings(UNIT + "d83d\\n")).isEmpty();
        assertThat(readings(UNIT + "d83d" + UNIT + "0041")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\",
                "\\x",
                "%",
                "%4",
                "%4g",
                "%g4",
                "%%",
                "%C3",
                "%C3%A",
                "&",
                "&lt",
                "&;",
                "&foo;",
                "&#;",
                "&#x;",
                "&#1114112;",
                "&#-1;",
                "&#99999999999;",
                "&lt ;",
                "&thetasym1234;",
                "x",
                "é"
            })
    void readsNothingElse(String text) {
        assertThat(readings(text).stream().filter(reading -> !reading.startsWith("65533")))
                .isEmpty();
    }

    @Test
    void undoesOneKindOfEscapeAndKnowsWhereItWas() {
        List<EscapedText> views = EscapedText.views("a\\n%41&lt;z");

        assertThat(views).hasSize(4);
        assertThat(EscapedText.views("abc")).hasSize(1);
        assertThat(EscapedText.views("\\")).hasSize(2);
        EscapedText json = views.get(1);
        assertThat(json.length()).isEqualTo(10);
        assertThat(json.codePointAt(1)).isEqualTo('\n');
        assertThat(json.origin(1)).isEqualTo(1);
        assertThat(json.origin(2)).isEqualTo(3);
        assertThat(json.origin(json.length())).isEqualTo(11);
        EscapedText percent = views.get(2);
        assertThat(percent.codePointAt(3)).isEqualTo('A');
        assertThat(percent.origin(4)).isEqualTo(6);
        EscapedText html = views.get(3);
        assertThat(html.codePointAt(6)).isEqualTo('<');
        assertThat(html.origin(7)).isEqualTo(10);
    }

    @Test
    void knowsWhereATextMayHaveBeenCut() {
        EscapedText text = EscapedText.views("ab%4").get(0);
        assertThat(text.mayHaveBeenCutAt(4)).isTrue();
        assertThat(text.mayHaveBeenCutAt(2)).isTrue();
        assertThat(text.mayHaveBeenCutAt(1)).isFalse();
        assertThat(EscapedText.views("\\" + "x".repeat(22)).get(0).mayHaveBeenCutAt(0))
                .isTrue();
        assertThat(EscapedText.views("&" + "x".repeat(23)).get(0).mayHaveBeenCutAt(0))
                .isFalse();
    }

    @Test
    void countsEachEndOnceWithinTheCapacity() {
        EscapedText text = EscapedText.views("\\\\\\\\\\\\\\\\").get(0); // eight
        int[] ends = new int[16];
        assertThat(text.ends(0, '\\', ends, 0)).isEqualTo(4);
        assertThat(ends).startsWith(1, 2, 4, 8);
        assertThat(text.ends(0, '\\', ends, 4)).isEqualTo(4);
        assertThat(text.ends(0, '\\', new int[2], 0)).isEqualTo(2);
        assertThat(text.ends(8, '\\', ends, 1)).isEqualTo(1);
        assertThat(text.ends(0, 'x', ends, 0)).isZero();
    }

    private static List<String> readings(String text) {
        EscapedText escaped = EscapedText.views(text).get(0);
        List<String> found = new ArrayList<>();
        List<Integer> characters = new ArrayList<>();
        escaped.charactersAt(0, characters::add);
        assertThat(characters.get(0)).isEqualTo(text.codePointAt(0));
        List<Integer> seen = new ArrayList<>();
        for (int character : characters.subList(1, characters.size())) {
            if (!seen.contains(character)) {
                seen.add(character);
            }
        }
        for (int character : seen) {
            int[] ends = new int[16];
            int count = escaped.ends(0, character, ends, 0);
            for (int i = 0; i < count; i++) {
                if (character != text.codePointAt(0) || ends[i] != 1) {
                    found.add(character + ":" + ends[i]);
                }
            }
        }
        return found;
    }
}
