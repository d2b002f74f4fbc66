// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few thousand inputs for each fuzz target, the same in each build: awkward words in random order, and what fuzzing has found. */
class FuzzSeedsTest {

    /** Pieces that have upset parsers before. */
    private static final String[] WORDS = {
        "/",
        "//",
        "..",
        ".",
        "%2e",
        "%2E%2e",
        "%2f",
        "%",
        "%25",
        "%zz",
        "\\",
        "?",
        "#",
        "&",
        "=",
        "@",
        ":",
        ";",
        "+",
        " ",
        "\t",
        "\r\n",
        "\n",
        "\u0000",
        "\u007f",
        "\u0085",
        "\u2028",
        "\ufeff",
        "볼륨",
        "é",
        "😀",
        "１",
        "ⓛ",
        "\u202e",
        "a",
        "kr-west1",
        "e",
        "-",
        "_",
        "x".repeat(40),
        "https://",
        "http://",
        "HTTP://",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0x7f.1",
        "evil.example",
        ":80",
        ":0",
        ":65536",
        "user@",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"",
        "\"name\":",
        "\"size\":",
        "\"bytes\":",
        "\"on\":",
        "\"created_at\":",
        "\"parts\":",
        "\"secret\":",
        "null",
        "true",
        "\"true\"",
        "1.9",
        "1e999999",
        "-0",
        "2147483648",
        "9223372036854775808",
        "\"3\"",
        "\"2026-02-30T00:00:00\"",
        "\"2026-01-01T00:00:00Z\"",
        "\"errors\":",
        "\"code\":",
        "\"detail\":",
        "\"error\":",
        "\"path\":",
        "\"requestId\":",
        "<b>",
        "</b>",
        "<",
        "\\u0041",
        "\\ud800",
        "&lt;",
        "&#60;",
        "c4nary-Secret",
        "c4nary-Sec",
        "\"access-key\":",
        "\"secret-key\":",
        "\"auth-url\":",
        "\"https://iam.e.samsungsdscloud.com/v1\"",
        "NaN",
        "/*x*/",
        "'"
    };

    @TempDir
    static Path home;

    @ParameterizedTest
    @Timeout(180)
    @CsvSource({
        "url, 1500",
        "place, 1500",
        "override, 1500",
        "headers, 400",
        "json, 3000",
        "error, 1000",
        "file, 100",
        "secret, 1000",
        "packed, 1000"
    })
    void holdsForThousandsOfInputs(String target, int inputs) {
        for (int seed = 0; seed < inputs; seed++) {
            byte[] data = input(new Random(seed), target);
            try {
                FuzzTargets.run(target, data, home);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(target + " fails for " + HexFormat.of().formatHex(data), e);
            }
        }
    }

    /** What Jazzer has found, so that it stays found. */
    @ParameterizedTest
    @CsvSource({
        "json, 7b2278223a39653831383838383838387d", // {"x":9e8188888888}: no BigDecimal has such an exponent
        "error, 0000000000007b2278223a39653831383838383838387d",
        "override, 68747470733a2f2f682f612f2f" // https://h/a//
    })
    void holdsForWhatWasFound(String target, String data) {
        FuzzTargets.run(target, HexFormat.of().parseHex(data), home);
    }

    private static byte[] input(Random random, String target) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        boolean whole = target.equals("json") || target.equals("file") || target.equals("override");
        if (whole && !target.equals("override") && random.nextInt(3) > 0) {
            data.writeBytes(document(random).getBytes(UTF_8));
            return data.toByteArray();
        }
        for (int texts = random.nextInt(8); texts >= 0; texts--) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(5); words > 0; words--) {
                text.append(WORDS[random.nextInt(WORDS.length)]);
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            if (!whole) {
                data.write(random.nextInt(4) == 0 ? random.nextInt(256) : Math.min(bytes.length, 63));
            }
            data.writeBytes(bytes);
        }
        return data.toByteArray();
    }

    /** Nearly JSON. */
    private static String document(Random random) {
        StringBuilder text = new StringBuilder("{");
        for (int fields = random.nextInt(5); fields > 0; fields--) {
            String[] names = {
                "\"name\":",
                "\"size\":",
                "\"bytes\":",
                "\"on\":",
                "\"created_at\":",
                "\"parts\":",
                "\"access-key\":",
                "\"secret-key\":",
                "\"auth-url\":"
            };
            text.append(names[random.nextInt(names.length)]);
            switch (random.nextInt(4)) {
                case 0 -> text.append(WORDS[random.nextInt(WORDS.length)]);
                case 1 -> text.append(random.nextInt()).append(random.nextBoolean() ? "" : ".5");
                case 2 -> text.append('[').append(document(random)).append(']');
                default ->
                    text.append('"').append(WORDS[random.nextInt(WORDS.length)]).append('"');
            }
            text.append(fields > 1 || random.nextInt(9) == 0 ? "," : "");
        }
        return text.append(random.nextInt(19) == 0 ? "" : "}").toString();
    }
}
