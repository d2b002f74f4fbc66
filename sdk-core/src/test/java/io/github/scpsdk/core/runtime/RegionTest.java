// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.core.ScpException;
import io.github.scpsdk.core.testing.Driver;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Measured;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.Signatures;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a view in another region sends, and what it has in common with its client. */
@Timeout(180)
class RegionTest {

    private FaultServer server;
    private TestService notes;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start().always(Responses.note());
        notes = TestService.at(inWest()).build();
    }

    @AfterEach
    void stop() throws IOException {
        notes.close();
        server.close();
    }

    private URI inWest() {
        return server.endpoint().resolve("/kr-west1");
    }

    private FaultServer.Received last() {
        List<FaultServer.Received> all = server.received();
        return all.get(all.size() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void signsTheAddressOfTheOtherRegion(Driver driver) {
        notes.inRegion("kr-east1").through(driver).show();

        FaultServer.Received request = last();
        assertThat(request.target()).isEqualTo("/kr-east1/v1/notes/n-1");
        assertThat(request.header("Scp-Signature"))
                .isEqualTo(Signatures.of(
                        "GET",
                        server.endpoint().resolve("/kr-east1/v1/notes/n-1").toString(),
                        request.header("Scp-Timestamp"),
                        TestService.ACCESS_KEY,
                        TestService.SECRET_KEY));

        notes.through(driver).show();
        assertThat(last().target()).as("the client itself").isEqualTo("/kr-west1/v1/notes/n-1");
    }

    @ParameterizedTest
    @EnumSource
    void optionsAndRegionsNest(Driver driver) {
        notes.with(o -> o.header("X-Trace", "t"))
                .inRegion("kr-east1")
                .through(driver)
                .show();
        assertThat(last().target()).startsWith("/kr-east1/");
        assertThat(last().header("X-Trace")).isEqualTo("t");

        notes.inRegion("kr-east1")
                .with(o -> o.header("X-Trace", "u"))
                .through(driver)
                .show();
        assertThat(last().target()).startsWith("/kr-east1/");
        assertThat(last().header("X-Trace")).isEqualTo("u");
    }

    @Test
    void theBucketOfRetriesIsTheClientsInEveryRegion() {
        server.always(Responses.serviceError(503));
        try (TestService poor = TestService.at(inWest())
                .retryPolicy(TestService.quick().bucketCapacity(14).build())
                .build()) {
            assertThat(attempts(poor.inRegion("kr-east1"))).isEqualTo(2);
            assertThat(attempts(poor)).as("the tokens are spent").isEqualTo(1);
        }
    }

    private static int attempts(TestService client) {
        return ((ScpException) Measured.call(client::show).thrown()).attempts();
    }

    @Test
    void aViewSharesConnectionsAndOwnsNothing() {
        TestService view = notes.inRegion("kr-east1");
        view.show();
        view.close();
        view.show();
        notes.show();
        assertThat(server.connections()).isEqualTo(1);

        notes.close();
        for (Driver driver : Driver.values()) {
            assertThatThrownBy(() -> view.through(driver).show())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This client of notes 1.1 is closed. Build a new one for further calls.");
        }
    }
}
