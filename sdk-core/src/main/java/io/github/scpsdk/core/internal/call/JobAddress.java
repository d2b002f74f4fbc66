// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.JsonValue;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonTrees;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Reads from a 202 where the platform tells how its work goes on. */
final class JobAddress {

    private JobAddress() {}

    /**
     * Returns the address: what the response names, but always at the client's own endpoint. The token goes nowhere else,
     * and a platform behind a proxy names itself by an address that the client may not reach.
     *
     * @param body the response
     * @param field the field that has the address
     * @param endpoint the client's
     * @return null if there is no usable address
     */
    static @Nullable HttpUrl of(byte[] body, String field, HttpUrl endpoint) {
        URI named = address(body, field);
        if (named == null || named.getRawPath() == null || !named.getRawPath().startsWith("/")) {
            return null;
        }
        String prefix = endpoint.encodedPath().endsWith("/")
                ? endpoint.encodedPath().substring(0, endpoint.encodedPath().length() - 1)
                : endpoint.encodedPath();
        String path = named.getRawPath();
        return endpoint.newBuilder()
                .encodedPath(path.startsWith(prefix + "/") ? path : prefix + path)
                .encodedQuery(named.getRawQuery())
                .build();
    }

    private static @Nullable URI address(byte[] body, String field) {
        try (JsonParser parser = JsonFactories.parser(body)) {
            JsonValue value = parser.nextToken() == null ? null : JsonTrees.read(parser);
            JsonValue address = value == null ? null : value.get(field);
            return address == null || !address.isText() ? null : new URI(String.valueOf(address.asText()));
        } catch (IOException | URISyntaxException e) {
            return null;
        }
    }
}
