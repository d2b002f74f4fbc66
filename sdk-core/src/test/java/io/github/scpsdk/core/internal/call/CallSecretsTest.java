// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scpsdk.core.RetryPolicy;
import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpServiceException;
import io.github.scpsdk.core.runtime.CallExecutor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.testing.FaultServer;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteWriter;
import io.github.scpsdk.core.testing.Responses;
import io.github.scpsdk.core.testing.TestService;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each of the secrets of a call, echoed as it was sent, one at a time. */
class CallSecretsTest {

    @AutoClose
    final FaultServer server = FaultServer.start();

    @Test
    void masksEachOfThem() {
        server.always((request, wire) -> Responses.body(
                        500,
                        "access " + request.header("Scp-Accesskey") + " signature " + request.header("Scp-Signature")
                                + " token " + request.header("X-Auth-Token")
                                + " secret theSecretKey password thePassword account "
                                + request.header("Scp-AccountId"))
                .to(request, wire));
        CallExecutor client = TestService.at(server)
                .credentials(ScpCredentials.of("theAccessKey", "theSecretKey").withAuthToken("theAuthToken"))
                .accountId("theAccount")
                .retryPolicy(RetryPolicy.none())
                .buildExecutor();
        Note note = new Note(null, "abc", null, null, null, List.of(), "thePassword", null);

        ScpServiceException e = catchThrowableOfType(
                ScpServiceException.class,
                () -> client.execute(TestService.SET_NOTE, Arguments.path("t").body(NoteWriter.INSTANCE, note)));
        client.close();

        assertThat(e.response().text())
                .isEqualTo("access *** signature *** token *** secret *** password *** account theAccount");
    }
}
