// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.call;

import io.github.scpsdk.core.ScpCredentials;
import io.github.scpsdk.core.ScpCredentialsProvider;

/**
 * Credentials that do not change while the client lives: to ask for them needs no thread.
 *
 * @param credentials the keys
 */
public record StaticCredentialsProvider(ScpCredentials credentials) implements ScpCredentialsProvider {}
