// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static final String TEMPLATE = "https://notes.{region}.{environment}.samsungsdscloud.com";

    private final EndpointTemplate notes = new EndpointTemplate("notes 1.1", TEMPLATE, places());

    private static Map<String, List<String>> places() {
        Map<String, List<String>> places = new LinkedHashMap<>();
        places.put("s", List.of("kr-west1", "kr-east1"));
        places.put("g", List.of("kr-south1"));
        return places;
    }

    @ParameterizedTest
    @CsvSource({"kr-west1, s", "kr-east1, s", "kr-south1, g"})
    void leadsToEveryPlaceWhereTheServiceIs(String region, String environment) {
        assertThat(notes.resolve(region, environment))
                .hasToString("https://notes." + region + "." + environment + ".samsungsdscloud.com/");
    }

    @ParameterizedTest
    @CsvSource({"kr-west1, g", "kr-south1, s", "kr-west9, s", "kr-west1, e"})
    void refusesOtherPlacesAndListsTheRightOnes(String region, String environment) {
        assertThatThrownBy(() -> notes.resolve(region, environment))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("notes 1.1 does not exist in region " + region + " of environment " + environment
                        + ". It exists in environment s: kr-west1, kr-east1; environment g: kr-south1.");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "x@evil.example:443/#",
                "evil.example/",
                "evil.example#",
                "evil.example?",
                "a.b",
                "kr-west1.evil",
                ".",
                "..",
                "-kr",
                "kr-",
                "KR-WEST1",
                "kr west1",
                "kr-west1 ",
                " kr-west1",
                "kr-west1\n",
                "kr-west1\r\nHost: evil",
                "kr-west1\u0000",
                "kr\twest1",
                "kr_west1",
                "kr/west1",
                "kr\\west1",
                "kr%2ewest1",
                "kr:west1",
                "[::1]",
                "127.0.0.1",
                "kr-west１",
                "kr-wеst1",
                "볼륨",
                "{region}",
                "{environment}",
                "$1",
                "@",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesWhatIsNoLabel(String hostile) {
        EndpointTemplate anywhere = new EndpointTemplate("notes 1.1", TEMPLATE, Map.of());

        assertThatThrownBy(() -> anywhere.resolve(hostile, "e"))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The region for notes 1.1 is no plain host name label");
        assertThatThrownBy(() -> anywhere.resolve("kr-west1", hostile))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The environment for notes 1.1 is no plain host name label");
        assertThatThrownBy(() -> ScpEnvironment.of(hostile)).isInstanceOf(ScpConfigurationException.class);
    }

    @Test
    void needsNeitherRegionNorEnvironmentWhereTheAddressHasNone() {
        EndpointTemplate global = new EndpointTemplate("iam 1.0", "https://iam.example.com", Map.of());

        assertThat(global.needsRegion()).isFalse();
        assertThat(global.resolve(null, null)).hasToString("https://iam.example.com/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://iam.example.com",
                "https://user@iam.example.com",
                "https://iam.example.com/x",
                "nonsense",
                ""
            })
    void refusesATemplateOfAnotherForm(String template) {
        assertThatThrownBy(() -> new EndpointTemplate("iam 1.0", template, Map.of()).resolve(null, null))
                .isInstanceOf(ScpConfigurationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://storage.example.com, https://storage.example.com/",
        "https://storage.example.com:8443/a/b, https://storage.example.com:8443/a/b",
        "https://storage.example.com/a/, https://storage.example.com/a",
        "HTTPS://Storage.Example.com, https://storage.example.com/",
        "http://localhost:8080/kr-west1, http://localhost:8080/kr-west1",
        "http://127.0.0.1:1, http://127.0.0.1:1/",
        "http://127.255.255.254, http://127.255.255.254/",
        "http://[::1]:9/x, http://[::1]:9/x",
        "http://[0:0:0:0:0:0:0:1], http://[::1]/"
    })
    void takesAnOverride(String override, String url) {
        assertThat(EndpointOverride.parse("here", override, false)).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://localhost/, does not begin with https://",
        "storage.example.com, does not begin with https://",
        "//storage.example.com, does not begin with https://",
        "https://user:pass@storage.example.com, has user info",
        "https://@storage.example.com, has user info",
        "https://storage.example.com?x=1, has a query or a fragment",
        "https://storage.example.com#x, has a query or a fragment",
        "https:///path, has no plain host name",
        "https://, is no URL of the form https://host:port/path.",
        "127.0.0.1:8470, is no URL of the form https://host:port/path.",
        "https:storage.example.com, has no plain host name",
        "https://sto rage.example.com, is no URL",
        "https://stor$age.example.com, has the character '$' (U+0024) in its host name",
        "https://localhost:99999999, has no plain host name",
        "http://storage.example.com, is plain http to another machine (storage.example.com)",
        "http://127.0.0.1.evil.example, is plain http to another machine",
        "http://localhost.evil.example, is plain http to another machine",
        "http://127.1, has no plain host name",
        "http://127.0.0.999, has no plain host name",
        "http://128.0.0.1, is plain http to another machine",
        "http://0.0.0.0, is plain http to another machine",
        "http://[::2], is plain http to another machine"
    })
    void refusesAnOverride(String override, String why) {
        assertThatThrownBy(() -> EndpointOverride.parse("system property scp.endpointOverride", override, false))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The endpoint override (system property scp.endpointOverride) " + why)
                .hasMessageNotContaining("pass");
    }

    @Test
    void allowsPlainHttpWhenTold() {
        assertThat(EndpointOverride.parse("here", "http://storage.example.com/x", true))
                .hasToString("http://storage.example.com/x");
    }
}
