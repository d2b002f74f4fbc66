// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import io.github.scpsdk.emulator.TestRequest;

/** What has to exist for an operation to succeed, and the request that then does. */
@FunctionalInterface
public interface Scene {

    /** Creates what is needed, with the version of the client, and returns the request. */
    TestRequest prepare(TestClient client);
}
