// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^[a-z]([a-z0-9_]){2,20}$ ^[a-z]([a-z0-9_]){2,20}\\z",
                "^a$|^b$ ^a\\z|^b\\z",
                "(a$) (a\\z)",
                "^[$]$ ^[$]\\z",
                "^[[$]$ ^[[$]\\z",
                "\\$ \\$",
                "\\\\$ \\\\\\z",
                "abc abc"
            })
    void endsWhereTheTextEnds(String pattern, String strict) {
        assertThat(Patterns.strict(pattern)).isEqualTo(strict);
    }

    @Test
    void letsNoLineBreakFollow() {
        Pattern name = Pattern.compile(Patterns.strict("^[a-z]([a-z0-9_]){2,20}$"));

        assertThat(name.matcher("my_volume").find()).isTrue();
        for (String end : new String[] {"\n", "\r", "\r\n", "\u0085", "\u2028", " "}) {
            assertThat(name.matcher("my_volume" + end).find()).isFalse();
        }
    }
}
