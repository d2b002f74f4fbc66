// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.CallOptions;
import io.github.scpsdk.core.ScpConfigurationException;
import io.github.scpsdk.core.ScpEndpoint;
import io.github.scpsdk.core.ScpEnvironment;
import io.github.scpsdk.core.schema.ServiceVersion;
import io.github.scpsdk.core.testing.TestService;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a view in another region sends its calls, and what is said when that cannot be known. */
class RegionViewTest {

    private final TestService.Builder builder = TestService.builder().credentials(TestService.KEYS);
    private CallExecutor client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    private CallExecutor samsungWest() {
        client = builder.region("kr-west1")
                .environment(ScpEnvironment.SAMSUNG)
                .accountId("account-1")
                .buildExecutor();
        return client;
    }

    private CallExecutor overridden(String endpoint) {
        client = builder.endpointOverride(URI.create(endpoint)).buildExecutor();
        return client;
    }

    @Test
    void goesToTheServiceInTheOtherRegion() {
        assertThat(samsungWest().inRegion("kr-east1").endpoint())
                .isEqualTo(new ScpEndpoint(
                        URI.create("https://notes.kr-east1.s.samsungsdscloud.com/"),
                        "kr-east1",
                        ScpEnvironment.SAMSUNG,
                        "account-1",
                        "region kr-east1 from inRegion of a client with region kr-west1 from the client's builder,"
                                + " environment s from the client's builder"));
        assertThat(client.endpoint().region()).as("the client itself").isEqualTo("kr-west1");
    }

    @Test
    void viewsNest() {
        CallExecutor there = samsungWest()
                .inRegion("kr-east1")
                .withOptions(CallOptions.of(o -> o.language("ko-KR")))
                .inRegion("kr-west1")
                .inRegion("kr-east1");

        assertThat(there.endpoint()).isEqualTo(client.inRegion("kr-east1").endpoint());
        assertThat(there.pipeline().config().defaults().headers().get("Accept-Language"))
                .isEqualTo("ko-KR");
        assertThat(there.inRegion("kr-west1").endpoint().url())
                .isEqualTo(client.endpoint().url());
    }

    @Test
    void listsWhereTheServiceExists() {
        assertThatThrownBy(() -> samsungWest().inRegion("kr-south1"))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("notes 1.1 does not exist in region kr-south1 of environment s. It exists in"
                        + " environment s: kr-west1, kr-east1; environment g: kr-south1; environment e: kr-west1.");
        assertThatThrownBy(() -> client.inRegion(null)).hasMessageStartingWith("The region for notes 1.1 is no plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kr-east1.example.com", "../x", "kr-east1/", "KR-EAST1", "a@b"})
    void refusesWhatIsNoRegion(String region) {
        assertThatThrownBy(() -> samsungWest().inRegion(region))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("The region for notes 1.1 is no plain host name label");
        client.close();
        assertThatThrownBy(() -> overridden("http://localhost:8080/kr-west1").inRegion(region))
                .hasMessageStartingWith("The region for notes 1.1 is no plain host name label");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/kr-west1, http://localhost:8080/kr-east1",
        "http://localhost:8080/scp/kr-west1/x, http://localhost:8080/scp/kr-east1/x",
        "https://scp.example.com/kr-south1/, https://scp.example.com/kr-east1",
    })
    void replacesTheRegionInAnEndpointOverride(String override, String there) {
        CallExecutor view = overridden(override).inRegion("kr-east1");

        assertThat(view.endpoint().url()).isEqualTo(URI.create(there));
        assertThat(view.endpoint().region()).isEqualTo("kr-east1");
        assertThat(view.endpoint().why())
                .isEqualTo(
                        "region kr-east1 from inRegion of a client with endpoint override from the client's builder");
        assertThat(view.inRegion("kr-west1").inRegion("kr-east1").endpoint()).isEqualTo(view.endpoint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "https://kr-west1.example.com/x",
                "http://localhost:8080/kr-west1/kr-west1",
                "http://localhost:8080/kr-west1/kr-east1"
            })
    void saysWhatToDoWhenTheOverrideDoesNotTellTheRegion(String override) {
        assertThatThrownBy(() -> overridden(override).inRegion("kr-east1"))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("The endpoint override has no region that inRegion(kr-east1) could replace: one segment of"
                        + " its path, and only one, must be a region of the service. Build a client with the endpoint"
                        + " override for kr-east1 instead.");
    }

    @Test
    void replacesOnlyTheRegionThatTheClientWasBuiltFor() {
        builder.region("kr-west1");
        assertThat(overridden("http://localhost:8080/kr-east1/kr-west1")
                        .inRegion("kr-south1")
                        .endpoint()
                        .url())
                .isEqualTo(URI.create("http://localhost:8080/kr-east1/kr-south1"));
        client.close();
        assertThatThrownBy(() -> overridden("http://localhost:8080/kr-east1").inRegion("kr-south1"))
                .hasMessageContaining("one segment of its path, and only one, must be kr-west1.");
    }

    @Test
    void anOverriddenServiceHasNoRegionsOfItsOwnEither() {
        assertThatThrownBy(() -> overridden("http://localhost:8080/kr-west1").inRegion("kr-north1"))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessageStartingWith("notes 1.1 does not exist in region kr-north1. It exists in environment s:");
    }

    @Test
    void aServiceWithOneAddressHasNoOtherRegion() {
        client = new TestService.Builder(ServiceVersion.builder("notes", "1.0")
                        .hostTemplate("https://notes.example.com")
                        .build())
                .buildExecutor();
        assertThatThrownBy(() -> client.inRegion("kr-east1"))
                .isInstanceOf(ScpConfigurationException.class)
                .hasMessage("notes 1.0 has one address for all regions. Use the client itself instead of inRegion.");
    }
}
