// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ScpConfigurationException;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @CsvSource({
        "https://my_proxy:8080/x, https://my_proxy:8080/x",
        "https://_dmarc.my_proxy.example, https://_dmarc.my_proxy.example/",
        "https://예시.example/x, https://xn--vv4b11d.example/x",
        "https://한국.예시.example:8443, https://xn--3e0b707e.xn--vv4b11d.example:8443/",
        "https://bücher.example, https://xn--bcher-kva.example/",
        "https://BÜCHER.example, https://xn--bcher-kva.example/",
        "https://例え.テスト, https://xn--r8jz45g.xn--zckzah/",
        "https://10.0.0.1:4900, https://10.0.0.1:4900/"
    })
    void takesUnderscoresAndNamesOfAnyScript(String address, String url) {
        assertThat(EndpointOverride.parse("here", address, false)).hasToString(url);
    }

    @Test
    void takesAHangulNameInItsDecomposedForm() {
        String decomposed = Normalizer.normalize("https://예시.example", Normalizer.Form.NFD);
        assertThat(EndpointOverride.parse("here", decomposed, false)).hasToString("https://xn--vv4b11d.example/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ex%61mple.com, has the character '%' (U+0025) in its host name.",
        "https://exa$mple.com, has the character '$' (U+0024) in its host name.",
        "https://１２７.0.0.1, has the character '１' (U+FF11) in its host name.",
        "https://예시。example, has the character (U+3002) in its host name.",
        "https://exam\u00adple.com, has the character (U+00AD) in its host name.",
        "https://exam ple.com, is no URL: it has the character (U+0020).",
        "https://example.com/a\\b, is no URL: it has the character '\\' (U+005C).",
        "https://straße.example, has no plain host name: its labels are too long or mean another host elsewhere.",
        "https://127.1, has no plain host name: it is a number which is an address in some places and not in others.",
        "https://2130706433, has no plain host name: it is a number which is an address in some places and not in others.",
        "https://0x7f.1, has no plain host name: it is a number which is an address in some places and not in others."
    })
    void saysWhichCharacterOfAHostNameItRefuses(String address, String why) {
        assertThatThrownBy(() -> EndpointOverride.parse("here", address, false))
                .isInstanceOf(ScpConfigurationException.class)
                .satisfies(e ->
                        assertThat(e.getMessage().replace(",", "")).isEqualTo("The endpoint override (here) " + why));
    }
}
