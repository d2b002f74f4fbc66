// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.internal.error.ErrorReader;
import io.github.scpsdk.core.internal.http.AttemptResult;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that come back in pieces, packed, or grown together. */
class SecretsInDisguiseTest {

    private static final String SECRET = "canary-Secret/4567";

    private final Redactor secrets = new Redactor();

    SecretsInDisguiseTest() {
        secrets.add(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u:", "ab", "user:", "user:1:"})
    void masksBase64WhateverStandsAroundTheSecret(String before) {
        for (String after : new String[] {"", "x", ":y", "\n"}) {
            byte[] bytes = (before + SECRET + after).getBytes(UTF_8);
            for (Base64.Encoder encoder : new Base64.Encoder[] {
                Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding()
            }) {
                String masked = secrets.mask("Basic " + encoder.encodeToString(bytes) + ".");
                // what is left are the characters that also depend on what stood around
                assertThat(masked).matches("Basic [A-Za-z0-9+/_-]{0,10}\\*\\*\\*[A-Za-z0-9+/_=-]{0,6}\\.");
            }
        }
    }

    @Test
    void masksJsonWithinJson() {
        Redactor quoted = new Redactor();
        quoted.add("p\"w\\d/é");

        assertThat(quoted.mask("{\"error\":\"body was {\\\"cifs_password\\\":\\\"p\\\\\\\"w\\\\\\\\d/é\\\"}\"}"))
                .isEqualTo("{\"error\":\"body was {\\\"cifs_password\\\":\\\"***\\\"}\"}");
    }

    @Test
    void masksWhatIsEscapedInTwoWays() {
        Redactor quoted = new Redactor();
        quoted.add("p\"w\\d");

        assertThat(quoted.mask("{&quot;cifs_password&quot;:&quot;p\\&quot;w\\\\d&quot;}"))
                .isEqualTo("{&quot;cifs_password&quot;:&quot;***&quot;}");
        assertThat(quoted.mask("body=%22p%5C%22w%5C%5Cd%22")).isEqualTo("body=%22***%22");
    }

    @Test
    void masksHtmlWithNumbers() {
        Redactor quoted = new Redactor();
        quoted.add("a<b>'c\"&d/e");

        assertThat(quoted.mask("x a&lt;b&gt;&#39;c&quot;&amp;d/e")).isEqualTo("x ***");
        assertThat(quoted.mask("x a&lt;b&gt;&#x27;c&quot;&amp;d&#x2F;e")).isEqualTo("x ***");
        assertThat(quoted.mask("x a&lt;b&gt;&apos;c&quot;&amp;d/e")).isEqualTo("x ***");
        assertThat(quoted.mask("x a&#60;b&#62;&#39;c&#34;&#38;d/e")).isEqualTo("x ***");
    }

    @Test
    void findsWhatOnlyACauseOrASuppressedExceptionShows() {
        IOException bySuppressed = new IOException("reset");
        bySuppressed.addSuppressed(new IOException("harmless"));
        bySuppressed.addSuppressed(new IOException(SECRET));
        assertThat(secrets.safe(bySuppressed).getSuppressed()[1]).hasMessage("java.io.IOException: ***");

        IOException deep = new IOException("a", new IOException("b", new IOException("c", new IOException(SECRET))));
        assertThat(secrets.safe(deep)).isNotSameAs(deep).hasRootCauseMessage("java.io.IOException: ***");

        IOException harmless = new IOException("a", new IOException("b"));
        harmless.addSuppressed(new IOException("c"));
        assertThat(secrets.safe(harmless)).isSameAs(harmless);
    }

    @Test
    void countsTheBytesOfWhatItKeeps() {
        for (String character : new String[] {"x", "\u007f", "é", "볼", "😀"}) {
            String shown = character.equals("\u007f") ? " " : character;
            int fit = 2048 / shown.getBytes(UTF_8).length;
            assertThat(secrets.safe(character.repeat(fit))).isEqualTo(shown.repeat(fit));
            assertThat(secrets.safe(character.repeat(fit + 1))).isEqualTo(shown.repeat(fit) + " (cut)");
        }
    }

    @Test
    void keepsJoinersAndDropsWhatTurnsLinesAround() {
        assertThat(secrets.safe("a\u200db\u200cc\u202ed\u2028e\ud800f")).isEqualTo("a\u200db\u200cc d e f");
    }

    @Test
    void masksSecretsThatOverlap() {
        Redactor two = new Redactor();
        two.add("canary-one");
        two.add("one-canary");

        assertThat(two.mask("<canary-one-canary>")).isEqualTo("<***>");
    }

    @Test
    void showsNoBeginningOfASecretInCutText() {
        for (int length = 4; length < SECRET.length(); length++) {
            String cut = "password: " + SECRET.substring(0, length);
            assertThat(read(cut, true, null)).as(cut).isEqualTo("password: ***");
            assertThat(read(cut, false, new IOException("reset"))).as(cut).isEqualTo("password: ***");
            assertThat(read("<p>password: <b>" + SECRET.substring(0, length), true, null))
                    .as(cut)
                    .isEqualTo("password: ***");
        }
        assertThat(read("a perfectly can", true, null)).isEqualTo("a perfectly can");
    }

    @Test
    void masksASecretThatTheServerHasShortened() {
        assertThat(secrets.mask("token canary-Secret/45... is wrong")).isEqualTo("token ***... is wrong");
        assertThat(secrets.mask("token canary-S%65cret%2F%34… is wrong")).isEqualTo("token ***… is wrong");
        assertThat(secrets.mask("token canary-... is wrong")).isEqualTo("token canary-... is wrong");
    }

    @Test
    void leavesNoSecretInAnyMixture() {
        Random random = new Random(11);
        String alphabet = "ab\"\\<&/é";
        for (int i = 0; i < 3000; i++) {
            Redactor some = new Redactor();
            String[] texts = new String[1 + random.nextInt(3)];
            for (int j = 0; j < texts.length; j++) {
                texts[j] = text(random, alphabet, 4 + random.nextInt(4));
                some.add(texts[j]);
            }
            StringBuilder all = new StringBuilder(text(random, alphabet, random.nextInt(6)));
            for (String text : texts) {
                all.append(text).append(text(random, alphabet, random.nextInt(3)));
            }
            assertThat(some.safe(all.toString())).doesNotContain(texts);
            assertThat(some.mask(all.toString())).doesNotContain(texts);
        }
    }

    @ParameterizedTest
    @Timeout(60) // some milliseconds; for ever, if the places of an escape were tried one after the other
    @ValueSource(
            strings = {
                "%",
                "%25",
                "%2525",
                "\\\\",
                "\\\\u",
                "\\\\\\\\u00",
                "&",
                "&amp;",
                "&#",
                "+",
                "c",
                "canary-Secret"
            })
    void takesNoLongerWhateverTheServerSays(String hostile) {
        secrets.add("\\\\\\\\\\\\\\\\%%%%&&&&++++");
        String text = hostile.repeat(16 * 1024 / hostile.length());

        assertThat(secrets.safe(text)).isNotEmpty();
    }

    private String read(String body, boolean tooLarge, IOException broken) {
        AttemptResult.Response response = new AttemptResult.Response(
                500, Headers.of("Content-Type", "text/plain"), body.getBytes(UTF_8), tooLarge, broken);
        ErrorResponse error = new ErrorReader(secrets).read(response, null);
        return error.text();
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
