// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.runtime.Things.Thing;
import io.github.scpsdk.core.runtime.Things.ThingWriter;
import io.github.scpsdk.core.schema.Arguments;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

/** Each of the secrets of a call, echoed as it was sent, one at a time. */
class CallSecretsTest {

    @StartStop
    final MockWebServer server = new MockWebServer();

    @Test
    void masksEachOfThem() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .code(500)
                        .body("access " + request.getHeaders().get("Scp-Accesskey") + " signature "
                                + request.getHeaders().get("Scp-Signature") + " token "
                                + request.getHeaders().get("X-Auth-Token")
                                + " secret theSecretKey password thePassword account "
                                + request.getHeaders().get("Scp-AccountId"))
                        .build();
            }
        });
        CallExecutor client = Things.builder(server)
                .credentials(ScpCredentials.of("theAccessKey", "theSecretKey").withAuthToken("theAuthToken"))
                .accountId("theAccount")
                .retryPolicy(RetryPolicy.none())
                .build();
        Thing thing = new Thing(null, "abc", null, null, null, List.of(), "thePassword", null);

        ScpServiceException e = catchThrowableOfType(
                ScpServiceException.class,
                () -> client.execute(Things.SET, Arguments.path("t").body(ThingWriter.INSTANCE, thing)));
        client.close();

        assertThat(e.response().text())
                .isEqualTo("access *** signature *** token *** secret *** password *** account theAccount");
    }
}
