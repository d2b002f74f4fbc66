// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;

class RedactorTest {

    private static final String SECRET = "p\"w\\d/<é> 1+&'\n";

    private final Redactor secrets = new Redactor();

    RedactorTest() {
        secrets.add(SECRET);
        secrets.add("plain-Secret");
        secrets.add(null);
        secrets.add("");
    }

    @Test
    void masksASecretInEveryFormOfEcho() {
        String[] forms = {
            SECRET,
            "p\\\"w\\\\d/<é> 1+&'\\n",
            "p\\\"w\\\\d\\/<é> 1+&'\\n",
            "p\\\"w\\\\d/\\u003c\\u00e9\\u003e 1+\\u0026\\u0027\\n",
            "p\\\"w\\\\d/\\u003C\\u00E9\\u003E 1+\\u0026\\u0027\\n",
            URLEncoder.encode(SECRET, UTF_8),
            "p%22w%5Cd%2F%3C%C3%A9%3E%201%2B%26%27%0A",
            "p%22w%5cd%2f%3c%c3%a9%3e%201%2b%26%27%0a",
            "p&quot;w\\d/&lt;é&gt; 1+&amp;&#39;\n"
        };
        for (String form : forms) {
            assertThat(secrets.mask("before " + form + " after")).as(form).isEqualTo("before *** after");
        }
    }

    @Test
    void cutsAfterMasking() {
        String text = "x".repeat(2040) + "plain-Secret" + "y".repeat(5000);

        assertThat(secrets.safe(text)).isEqualTo("x".repeat(2040) + "***" + "yyyyy (cut)");
        assertThat(secrets.safe("볼".repeat(1000)).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(2048 + 6);
    }

    @Test
    void removesLineBreaks() {
        assertThat(secrets.safe("a\r\nFAKE LOG LINE\u001b[31m")).isEqualTo("a  FAKE LOG LINE [31m");
    }

    @Test
    void copiesAFailureOnlyWhenItShowsSomething() {
        IOException harmless = new IOException("reset", new IOException("inner"));
        assertThat(secrets.safe(harmless)).isSameAs(harmless);

        IOException telling = new IOException("reset");
        telling.initCause(new IOException("Unexpected status line: plain-Secret"));
        telling.addSuppressed(new IOException("plain-Secret too"));
        Throwable safe = secrets.safe(telling);

        assertThat(safe).isNotSameAs(telling).hasMessage("java.io.IOException: reset");
        assertThat(safe.getCause()).hasMessage("java.io.IOException: Unexpected status line: ***");
        assertThat(safe.getSuppressed()[0]).hasMessage("java.io.IOException: *** too");
        assertThat(safe.getStackTrace()).isEqualTo(telling.getStackTrace());
    }
}
