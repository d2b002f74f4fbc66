// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is as described.
 *
 * @param version    the service and its version
 * @param region     for example {@code kr-west1}
 * @param base       the URL up to the path of the service, without a slash at its end
 * @param operation  which one
 * @param pathValues decoded values of the path's parameters by name
 * @param query      decoded values of the query's parameters by name
 * @param body       the JSON body, null when there is none
 */
public record DescribedCall(
        DescribedVersion version,
        String region,
        String base,
        DescribedOperation operation,
        Map<String, String> pathValues,
        Map<String, List<String>> query,
        @Nullable JsonNode body) {}
