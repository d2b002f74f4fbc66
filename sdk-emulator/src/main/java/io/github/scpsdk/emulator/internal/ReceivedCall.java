// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.Call;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.Behaviour;
import io.github.scpsdk.emulator.internal.description.DescribedCall;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A call as responders see it. */
record ReceivedCall(DescribedCall described, Behaviour behaviour) implements Call {

    @Override
    public String service() {
        return described.version().service();
    }

    @Override
    public String version() {
        return described.version().version();
    }

    @Override
    public String region() {
        return described.region();
    }

    @Override
    public String operation() {
        return described.operation().id();
    }

    @Override
    public Map<String, String> pathValues() {
        return Collections.unmodifiableMap(described.pathValues());
    }

    @Override
    public Map<String, List<String>> query() {
        return Collections.unmodifiableMap(described.query());
    }

    @Override
    public String body() {
        JsonNode body = described.body();
        return body == null ? "" : body.toString();
    }

    @Override
    public List<Response> responses() {
        return described.operation().responses();
    }

    @Override
    public Response emulated() {
        return behaviour.respond(described);
    }
}
