// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ScpConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are of this machine is decided from their text, the way the text is written, and never by asking anyone. */
class HostileEndpointTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://LocalHost:8080/kr-west1",
                "http://127.0.0.1",
                "http://127.1.2.3:9",
                "http://127.255.255.255",
                "http://[::1]",
                "http://[0:0:0:0:0:0:0:1]:8080",
                "http://[0000::0001]",
                "http://[::ffff:127.0.0.1]" // the same socket address as 127.0.0.1
            })
    void allowsPlainHttpToThisMachine(String address) {
        assertThat(EndpointOverride.isLoopback(EndpointOverride.parse("here", address, false)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1.",
                "http://localhost.",
                "http://localhost.evil.example",
                "http://localhost.localdomain",
                "http://notlocalhost",
                "http://localhost-evil.example",
                "http://xn--localhost-",
                "http://ⓛocalhost",
                "http://ｌocalhost",
                "http://local%68ost",
                "http://127.1",
                "http://127.0.1",
                "http://127",
                "http://0x7f.1",
                "http://0x7f.0.0.1",
                "http://0x7f000001",
                "http://2130706433",
                "http://017700000001",
                "http://0177.0.0.1",
                "http://127.0.0.01",
                "http://127.0.0.256",
                "http://127。0。0。1",
                "http://１２７.0.0.1",
                "http://0.0.0.0",
                "http://[::]",
                "http://[::2]",
                "http://[::127.0.0.1]",
                "http://[::ffff:128.0.0.1]",
                "http://[fe80::1%25lo]",
                "http://[::1%25lo]",
                "http://[v1.localhost]",
                "http://localhost@evil.example",
                "http://localhost:80@evil.example",
                "http://localhost%00.evil.example",
                "http://localhost%2eevil.example",
                "http://localhost\\@evil.example",
                "http://localhost\t.evil.example",
                "http://evil.example#@localhost",
                "http://evil.example?@localhost",
                "http:///localhost",
                "http:localhost",
                "http:/localhost",
                "http://localhost:0",
                "http://localhost:65536",
                "http://localhost:-1",
                "file:///etc/passwd",
                "jar:http://localhost!/",
                "ws://localhost"
            })
    void refusesPlainHttpToWhatOnlyPollsLikeThisMachine(String address) {
        assertThatThrownBy(() -> EndpointOverride.parse("here", address, false))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The endpoint override (here) ");
    }

    @ParameterizedTest
    @CsvSource({
        "https://storage.example.com//, https://storage.example.com/",
        "https://storage.example.com/a//, https://storage.example.com/a",
        "https://storage.example.com/a///, https://storage.example.com/a",
        "https://storage.example.com/a//b/, https://storage.example.com/a//b"
    })
    void keepsAPathThatCanBeAppendedTo(String address, String url) {
        assertThat(EndpointOverride.parse("here", address, false)).hasToString(url);
    }
}
