// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.ReceivedRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private final RequestLog log = new RequestLog();

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        for (int i = 0; i < RequestLog.MAX_REQUESTS + 3; i++) {
            log.add(request(i, 0));
        }
        assertThat(log.all()).hasSize(RequestLog.MAX_REQUESTS);
        assertThat(log.all().get(0).target()).isEqualTo("/3");
    }

    @Test
    void forgetsTheOldestWhenTheirBodiesAreTooLarge() {
        int mebibytes = RequestLog.MAX_BODY_BYTES >> 20;
        for (int i = 0; i < mebibytes + 2; i++) {
            log.add(request(i, 1 << 20));
        }
        assertThat(log.all()).hasSize(mebibytes);
        log.clear();
        assertThat(log.all()).isEmpty();
    }

    private static ReceivedRequest request(int number, int bodyBytes) {
        String target = "/" + number;
        return new ReceivedRequest("GET", target, target, null, Map.of(), new byte[bodyBytes], null, null, 200, null);
    }
}
