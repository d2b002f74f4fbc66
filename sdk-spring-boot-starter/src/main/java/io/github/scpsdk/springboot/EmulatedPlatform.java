// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.springboot;

import io.github.scpsdk.core.ScpSettings;

/** What takes the platform's place for all clients. */
@FunctionalInterface
interface EmulatedPlatform {

    /** Sets address and keys, whatever was set before. */
    void redirect(ScpSettings.Builder settings);
}
