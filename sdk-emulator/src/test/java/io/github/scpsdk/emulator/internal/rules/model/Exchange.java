// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.TestRequest.RawResponse;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Sends the requests of one sequence, keeps them for the report, and compares each response with the model. */
final class Exchange {
    private final ScpEmulator scp;
    private final List<String> sent = new ArrayList<>();

    Exchange(ScpEmulator scp) {
        this.scp = scp;
    }

    /** The body of the response, whose status has to be the model's. */
    JsonNode expect(int status, String api, String line, String body) {
        sent.add(line + " " + body + " -> " + status);
        RawResponse response = TestClient.of(scp, api).request(line, body).sendTo(scp);
        if (response.status() != status) {
            throw new AssertionError("expected " + status + ", got " + response.status() + " " + response.body());
        }
        return response.body().isBlank() ? TestClient.json("{}") : TestClient.json(response);
    }

    /** Compares what a list shows, in any order. */
    static void same(Collection<String> shown, Collection<String> expected) {
        if (shown.size() != expected.size() || !new TreeSet<>(shown).equals(new TreeSet<>(expected))) {
            throw new AssertionError("expected " + expected + ", got " + shown);
        }
    }

    static void same(Object shown, Object expected) {
        if (!expected.equals(shown)) {
            throw new AssertionError("expected " + expected + ", got " + shown);
        }
    }

    List<String> sent() {
        return sent;
    }
}
