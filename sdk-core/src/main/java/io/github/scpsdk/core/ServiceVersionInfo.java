// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A version of a service's API, as its endpoint lists it. The accessors are the promise; the constructor may
 * grow.
 *
 * @param id as the platform writes it, for example {@code v1.1}
 * @param status the stage of its support
 * @param notBefore the day until which the platform promises to keep it, null when it names none
 * @param href its address, null when the platform does not say
 */
public record ServiceVersionInfo(
        String id,
        @Nullable ServiceVersionStatus status,
        @Nullable LocalDate notBefore,
        @Nullable String href) {

    /**
     * Returns the version as in {@code Scp-Api-Version} and the package names of the clients.
     *
     * @return for example {@code 1.1}
     */
    public String version() {
        return id.startsWith("v") ? id.substring(1) : id;
    }
}
