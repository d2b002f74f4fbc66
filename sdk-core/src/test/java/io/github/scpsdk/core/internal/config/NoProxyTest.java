// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.testing.FakeEnvironment;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of NO_PROXY, and that no text in it or in HTTPS_PROXY does harm. */
class NoProxyTest {

    private static final String[] PARTS = {
        "http",
        "://",
        "@",
        ":",
        "/",
        "%",
        "%4",
        "%41",
        "[",
        "]",
        ".",
        "*",
        ",",
        " ",
        "canary",
        "1",
        "65536",
        "10.0.0.0",
        "/8",
        "::1",
        "a.example",
        "\u0000",
        "\ud800",
        "볼",
        "-",
        "?",
        "#"
    };

    @Test
    void noTextFailsInAnUnexpectedWayOrShows() {
        Random random = new Random(13);
        FakeEnvironment around = new FakeEnvironment();
        for (int i = 0; i < 20_000; i++) {
            around.variables.put("HTTPS_PROXY", text(random));
            around.variables.put("NO_PROXY", text(random));
            try {
                EnvironmentProxy proxy = new SettingsLookup(around).proxy();
                if (proxy != null) {
                    boolean ignored = proxy.isFor(URI.create("https://a.example:8443"))
                            || proxy.isFor(URI.create("https://10.1.2.3"))
                            || proxy.isFor(URI.create("https://[::1]:443"));
                    assertThat(proxy.toString()).doesNotContain("@");
                }
            } catch (ScpConfigurationException e) {
                assertThat(e).hasMessageNotContaining("canary").hasNoCause();
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    *                               | any.example.com      | 443
                    example.com                     | example.com          | 443
                    example.com                     | a.b.example.com      | 443
                    .example.com                    | a.example.com        | 443
                    .example.com                    | example.com          | 443
                    *.example.com                   | a.example.com        | 443
                    EXAMPLE.com                     | A.Example.COM        | 443
                    example.com.                    | a.example.com        | 443
                    example.com                     | example.com.         | 443
                    x, example.com ,y               | example.com          | 443
                    x example.com                   | example.com          | 443
                    example.com:8443                | a.example.com        | 8443
                    10.1.2.3                        | 10.1.2.3             | 443
                    10.1.2.3:8443                   | 10.1.2.3             | 8443
                    10.0.0.0/8                      | 10.255.2.3           | 443
                    0.0.0.0/0                       | 192.168.1.1          | 443
                    192.168.1.128/25                | 192.168.1.200        | 443
                    192.168.1.1/32                  | 192.168.1.1          | 443
                    ::1                             | [::1]                | 443
                    [2001:db8::1]:8443              | [2001:db8::1]        | 8443
                    """)
    void includes(String value, String host, int port) {
        assertThat(new NoProxy(value).includes(host, port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                              | example.com          | 443
                    ,, ,                            | example.com          | 443
                    example.com                     | badexample.com       | 443
                    example.com                     | example.com.evil.net | 443
                    example.com:8443                | example.com          | 443
                    a.example.com                   | example.com          | 443
                    .                               | example.com          | 443
                    *.                              | example.com          | 443
                    **                              | example.com          | 443
                    0.1                             | 127.0.0.1            | 443
                    10.0.0.0/8                      | 11.0.0.1             | 443
                    10.0.0.0/8                      | 10.example.com       | 443
                    10.0.0.0/33                     | 10.0.0.0             | 443
                    10.0.0.0/                       | 10.0.0.0             | 443
                    10.0.0/8                        | 10.0.0.1             | 443
                    192.168.1.128/25                | 192.168.1.100        | 443
                    2001:db8::/32                   | [2001:db8::1]        | 443
                    [2001:db8::1]:8443              | [2001:db8::1]        | 443
                    :443                            | example.com          | 443
                    :                               | example.com          | 443
                    /                               | example.com          | 443
                    """)
    void doesNotInclude(String value, String host, int port) {
        assertThat(new NoProxy(value).includes(host, port)).isFalse();
    }
}
