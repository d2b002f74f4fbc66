// SPDX-License-Identifier: Apache-2.0
/** Proves the sender of a request, and keeps the time for signatures. */
@NullMarked
package io.github.scpsdk.core.internal.auth;

import org.jspecify.annotations.NullMarked;
