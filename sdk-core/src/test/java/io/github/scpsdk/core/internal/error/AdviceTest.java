// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.core.CallSummary;
import io.github.scpsdk.core.ErrorResponse;
import io.github.scpsdk.core.ErrorResponse.Envelope;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What to do is said to the one who has to do it: by status, and by why there was no response. */
class AdviceTest {

    private static String of(int status, boolean mayBeDoneTwice) {
        ErrorResponse response = new ErrorResponse(status, Envelope.SERVICE, List.of(), null, null, null, null);
        return Advice.of(response, null, CallSummary.NONE, mayBeDoneTwice, false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void looksForWhatKeptTheRequestFromLeaving(boolean twice) {
        assertThat(Advice.of(new UnknownHostException("x"), twice)).contains("DNS");
        assertThat(Advice.of(new ConnectException("x"), twice)).contains("can be reached from here");
        assertThat(Advice.of(new SSLHandshakeException("x"), twice)).contains("Check the certificate");
    }

    @Test
    void advisesToTryAgainOnlyWhereNothingIsDoneTwice() {
        for (IOException cause : List.of(new IOException("reset"), new NoRouteToHostException("x"))) {
            assertThat(Advice.of(cause, false)).isEqualTo("Check the network, and try again.");
            assertThat(Advice.of(cause, true)).isEqualTo("Check the network.");
        }
        assertThat(of(408, false)).isEqualTo("Try again later.");
        assertThat(of(408, true)).doesNotContain("Try again");
        assertThat(of(500, false)).contains("Try again later");
        assertThat(of(500, true)).startsWith("The platform failed;").doesNotContain("Try again");
    }

    @ParameterizedTest
    @CsvSource({"300, Redirects", "399, Redirects", "299, Correct", "402, Correct", "499, Correct", "599, The platform"
    })
    void sortsWhatHasNoAdviceOfItsOwn(int status, String start) {
        assertThat(of(status, false)).startsWith(start);
    }
}
