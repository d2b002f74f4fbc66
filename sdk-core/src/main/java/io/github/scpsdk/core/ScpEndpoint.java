// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The address of a client's requests, the reason for it, and the account. The accessors are the promise; the
 * constructor may grow.
 *
 * @param url the address; the paths of operations are appended to it
 * @param region region the client was built for, null when none was needed
 * @param environment environment the client was built for, null when none was needed
 * @param accountId the account that was set, null for the account of the keys
 * @param why the settings that led to the address and the source of each, as a text for people
 */
public record ScpEndpoint(
        URI url,
        @Nullable String region,
        @Nullable ScpEnvironment environment,
        @Nullable String accountId,
        String why) {

    /**
     * Returns the address and the reason for it.
     *
     * @return for example {@code https://filestorage.kr-west1.e.samsungsdscloud.com/ (region kr-west1 from
     *     environment variable SCP_REGION, environment e from the client's builder)}
     */
    @Override
    public String toString() {
        return url + " (" + why + ")";
    }
}
