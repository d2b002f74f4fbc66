// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/** What the server answers. */
final class Responses {

    private Responses() {}

    /** The documented list of volumes, with its first volume as often as wanted. */
    static byte[] list(int volumes) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (InputStream documented = Responses.class.getResourceAsStream("/response-200.json")) {
            ObjectNode response = (ObjectNode) json.readTree(documented);
            JsonNode volume = response.get("filestorages").get(0);
            ArrayNode list = response.putArray("filestorages");
            for (int i = 0; i < volumes; i++) {
                list.add(volume);
            }
            return json.writeValueAsBytes(response.put("count", volumes));
        }
    }
}
