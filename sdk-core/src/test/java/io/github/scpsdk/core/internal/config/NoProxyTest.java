// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of NO_PROXY. */
class NoProxyTest {

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
