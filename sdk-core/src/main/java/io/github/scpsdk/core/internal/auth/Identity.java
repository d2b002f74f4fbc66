// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.internal.auth;

import io.github.scpsdk.core.ScpCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request.
 *
 * @param credentials the keys
 * @param accountId the account, null for that of the keys
 */
public record Identity(ScpCredentials credentials, @Nullable String accountId) {}
